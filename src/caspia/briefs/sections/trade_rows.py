"""Which observations are trade between two parties, and what flow each of them tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.amounts import dimension
from caspia.briefs.sections.planned_figures import foretold
from caspia.briefs.sections.saying import has_passed
from caspia.briefs.sections.tellings import party_name
from caspia.briefs.sections.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from caspia.briefs.page import Page
    from caspia.ledger import Row

TURNOVER, EXPORTS, IMPORTS = "trade_turnover", "exports", "imports"
CHANGES = {f"{series}_change": series for series in (TURNOVER, EXPORTS, IMPORTS)}
SHARES = ("trade_share", "export_share", "import_share", "trade_rank")
GOODS = (
    "exports_mass",
    "imports_mass",
    "exports_mass_change",
    "non_oil_exports",
    "non_oil_exports_change",
)
#: Series that this section tells.
TRADE_SERIES = frozenset({TURNOVER, EXPORTS, IMPORTS, *CHANGES, *SHARES, *GOODS})
#: What the two have put into each other's economies; told after the trade.
INVESTMENT_SERIES = frozenset({"investment_stock", "investment_flow", "joint_ventures"})

# The scope of a change that counts from an earlier year; it covers all goods none the less.
SINCE = re.compile(r"since (\d{4})")


@dataclass(frozen=True, slots=True)
class Flow:
    """What is traded between two parties, one way or both ways.

    Attributes
    ----------
    sender, receiver : str
        Ids; for a turnover the first and second party of the page.
    both_ways : bool
        A turnover.
    """

    sender: str
    receiver: str
    both_ways: bool = False

    def key(self) -> str:
        """Return the part of a figure's key that names the flow."""
        return "turnover" if self.both_ways else f"{self.sender}-{self.receiver}"

    def label(self, page: Page) -> str:
        """Name the flow."""
        if self.both_ways:
            return "Turnover"
        return sentence(f"{party_name(page, self.sender)} to {party_name(page, self.receiver)}")


def flows_of(a: str, b: str) -> tuple[Flow, Flow, Flow]:
    """Return turnover, goods from the first to the second party, and the other way."""
    return Flow(a, b, both_ways=True), Flow(a, b), Flow(b, a)


def flow_of(row: Row, a: str, b: str) -> Flow | None:
    """Return the flow between two parties that a row tells; None where it tells no whole flow.

    An export of one is the import of the other: one flow, told by two reporters.
    """
    series = CHANGES.get(row["series"], row["series"])
    if {row["subject"], row["partner"]} != {a, b} or not _is_whole(row):
        return None
    if series == TURNOVER:
        return Flow(a, b, both_ways=True)
    if series == EXPORTS:
        return Flow(row["subject"], row["partner"])
    return Flow(row["partner"], row["subject"]) if series == IMPORTS else None


def levels(page: Page, a: str, b: str) -> dict[Flow, list[Row]]:
    """Return the amounts of each flow between two parties that had passed on the day."""
    return _by_flow(page, a, b, lambda row: dimension(row["unit"]) == "money")


def stated_changes(page: Page, a: str, b: str) -> dict[Flow, list[Row]]:
    """Return the changes of each flow between two parties that sources state."""
    return _by_flow(page, a, b, lambda row: row["series"] in CHANGES)


def parts_between(page: Page) -> tuple[Row, ...]:
    """Return trade in single goods, by one mode or by another definition than all goods."""
    return tuple(
        row
        for row in _between(page)
        if row["series"] in GOODS
        or (row["series"] in TRADE_SERIES and row["series"] not in SHARES and not _is_whole(row))
    )


def shares_between(page: Page) -> tuple[Row, ...]:
    """Return what share or rank each side has in the trade of the other."""
    return tuple(row for row in _between(page) if row["series"] in SHARES)


def investment_between(page: Page) -> tuple[Row, ...]:
    """Return investment and firms of one side in the other."""
    return tuple(row for row in _between(page) if row["series"] in INVESTMENT_SERIES)


def recorded_plans(page: Page) -> tuple[Row, ...]:
    """Return plans, targets and forecasts of trade and investment whose time has a record."""
    series = TRADE_SERIES | INVESTMENT_SERIES
    return tuple(row for row in page.once(foretold).recorded if row["series"] in series)


def wider_rows(page: Page) -> tuple[Row, ...]:
    """Return trade of one side with a group that holds only members of the other side."""
    return tuple(
        row
        for row in page.ledger.rows("observations", modality="actual")
        if row["series"] in TRADE_SERIES
        and has_passed(row, page.on)
        and _with_group(page, row["subject"], row["partner"])
    )


def by_reporter(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return rows by the id of their reporter; those without one under the empty text."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["reporter"] or "", []).append(row)
    return found


def _by_flow(page: Page, a: str, b: str, wanted: Callable[[Row], bool]) -> dict[Flow, list[Row]]:
    found: dict[Flow, list[Row]] = {flow: [] for flow in flows_of(a, b)}
    for row in page.ledger.rows("observations", modality="actual"):
        flow = flow_of(row, a, b) if row["series"] in TRADE_SERIES else None
        if flow and wanted(row) and has_passed(row, page.on):
            found[flow].append(row)
    return found


def _between(page: Page) -> list[Row]:
    return [
        row
        for row in page.ledger.rows("observations", modality="actual")
        if has_passed(row, page.on) and page.between(row["subject"], row["partner"])
    ]


def _is_whole(row: Row) -> bool:
    """Tell whether a row speaks of all goods by all ways, as customs count them."""
    counts_all = row["scope"] is None or bool(SINCE.fullmatch(row["scope"]))
    return row["good"] is None and counts_all and row["mode"] in (None, "all")


def _with_group(page: Page, one: str, other: str | None) -> bool:
    members = {name: _members(page, name) for name in (one, other) if name}
    if len(members) < 2 or all(len(group) < 2 for group in members.values()):
        return False
    first, second = members.values()
    if page.between(one, other):
        return False
    return _lies(page, first, second) or _lies(page, second, first)


def _lies(page: Page, one: frozenset[str], other: frozenset[str]) -> bool:
    return all(page.is_a(name) for name in one) and all(page.is_b(name) for name in other)


def _members(page: Page, name: str) -> frozenset[str]:
    row = page.ledger.find(name)
    listed = (row.cells.get("members") if row else None) or ()
    if not listed:
        return frozenset({name})
    return frozenset().union(*(_members(page, member) for member in listed))
