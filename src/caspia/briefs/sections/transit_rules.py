"""Which figures of freight and energy concern two parties, and how closely.

The rules, in the order in which they are asked:

1. **between**: subject and partner lie one on each side, or one of them is a way that touches both
   sides and nothing else (a ferry line, a tanker route, a pipeline).
2. **shared**: subject or partner is a way that touches both sides and others too (a corridor, a
   swap through a third state), and the other of the two lies on one of the sides, is a way itself
   or is not told.
3. **through**: what lies on one side serves the other (oil of Kazakhstan by a line that starts in
   Azerbaijan), alone or in one figure with others.
4. **ends**: traffic at an end of a link between the two sides, with no third party meant.

What disagrees with a chosen figure is chosen with it. Closeness on the page is between, through,
shared, ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from caspia.briefs.sections.lands import Lands
from caspia.briefs.sections.saying import has_passed
from caspia.briefs.sections.trade_rows import INVESTMENT_SERIES, TRADE_SERIES

if TYPE_CHECKING:
    from caspia.briefs.page import Page
    from caspia.ledger import Row

Closeness = Literal["between", "through", "shared", "ends"]
CLOSENESS: tuple[Closeness, ...] = ("between", "through", "shared", "ends")
#: How each closeness is headed.
HEADINGS: dict[Closeness, str] = {
    "between": "Between the two",
    "through": "Through one for the other",
    "shared": "On ways that touch both",
    "ends": "At the ends of the ways between them",
}

#: Measures that say what passes, not what could or how long it takes.
TRAFFIC = frozenset({"flow", "throughput", "count"})
#: Series of diplomacy, money and method, which say nothing about what is carried.
NO_TRANSIT = frozenset(
    {
        "ccm_participation",
        "centre_capacity",
        "co2_emission",
        "co2_factor",
        "co2_factor_teu",
        "co2_factor_wtt",
        "debt_claim",
        "delimited_border",
        "documents_signed",
        "documents_total",
        "fund_capital",
        "investment_commitment_eur",
        "investment_cost",
        "investment_cost_eur",
        "investment_need",
        "investment_need_eur",
        "leader_trips_received",
        "leader_trips_sent",
        "leader_visits",
        "loan",
        "loan_eur",
        "prisoners_released",
        "project_cost",
        "project_portfolio",
        "projects_selected",
        "sample_size",
        "school_capacity",
        "study_actions",
        "summit_delegations",
        "survey_responses",
        "territory_returned",
        "territory_under_occupation",
        "value_of_time",
    }
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The states of each party, without those that the other one always stands for."""

    a: frozenset[str]
    b: frozenset[str]

    @classmethod
    def of(cls, page: Page) -> Sides:
        """Return the two sides of a page."""
        return cls(
            frozenset(state for state in page.a.states if page.is_a(state)),
            frozenset(state for state in page.b.states if page.is_b(state)),
        )

    def faced(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Tell whether two things lie wholly on different sides."""
        if not one or not other:
            return False
        return (one <= self.a and other <= self.b) or (one <= self.b and other <= self.a)

    def met(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Tell whether one thing touches one side and the other thing the other."""
        return bool((one & self.a and other & self.b) or (one & self.b and other & self.a))

    def bridged(self, way: frozenset[str]) -> bool:
        """Tell whether a way touches both sides."""
        return bool(way & self.a) and bool(way & self.b)

    def holds(self, lands: frozenset[str]) -> bool:
        """Tell whether a thing lies wholly within the two sides; one without a place does."""
        return lands <= self.a | self.b


def transit_rows(page: Page) -> dict[Closeness, tuple[Row, ...]]:
    """Return the figures of freight and energy that concern both parties, by closeness.

    Actual figures are of a time that had passed on the day; plans, targets and forecasts come with
    them and are told by their modality.
    """
    lands, sides = page.once(Lands), Sides.of(page)
    ends = frozenset(end for link in page.once(links_between) for end in (link["a"], link["b"]))
    found: dict[Closeness, dict[str, Row]] = {closeness: {} for closeness in CLOSENESS}
    for row in page.ledger.rows("observations"):
        if _is_told(page, row):
            closeness = _closeness(row, lands, sides, ends)
            if closeness:
                found[closeness][row.id] = row
    _add_rivals(page, found)
    return {closeness: tuple(rows.values()) for closeness, rows in found.items()}


def _is_told(page: Page, row: Row) -> bool:
    passed = row["modality"] != "actual" or has_passed(row, page.on)
    return passed and is_transit(row["series"])


def _add_rivals(page: Page, found: dict[Closeness, dict[str, Row]]) -> None:
    chosen = {row_id for rows in found.values() for row_id in rows}
    for rows in found.values():
        for row_id in list(rows):
            for rival in page.ledger.rivals(row_id):
                row = page.ledger.row(rival)
                told = row.table == "observations" and _is_told(page, row)
                if rival not in chosen and told:
                    chosen.add(rival)
                    rows[rival] = row


def is_transit(series: str) -> bool:
    """Tell whether a series is about freight or energy."""
    return series not in NO_TRANSIT | TRADE_SERIES | INVESTMENT_SERIES


def links_between(page: Page) -> tuple[Row, ...]:
    """Return the links with an end on each side."""
    lands, sides = page.once(Lands), Sides.of(page)
    return tuple(
        link
        for link in page.ledger.rows("links")
        if sides.faced(lands.of(link["a"]), lands.of(link["b"]))
    )


def _closeness(row: Row, lands: Lands, sides: Sides, ends: frozenset[str]) -> Closeness | None:
    names = (row["subject"], row["partner"])
    subject, partner = (lands.of(name) for name in names)
    bridges = [name for name in names if lands.is_way(name) and sides.bridged(lands.of(name))]
    if sides.faced(subject, partner) or any(sides.holds(lands.of(name)) for name in bridges):
        return "between"
    if bridges:
        others = [name for name in names if name and not lands.is_way(name)]
        return "shared" if all(sides.holds(lands.of(name)) for name in others) else None
    if sides.met(subject, partner):
        return "through"
    at_end = row["subject"] in ends and row["measure"] in TRAFFIC
    return "ends" if at_end and sides.holds(partner) else None
