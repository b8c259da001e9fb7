"""The section on what moves between two sides and through either for the other: a model result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Missing, Paragraph, Section, Table
from caspia.briefs.sections.listing import joined
from caspia.briefs.sections.wording import say_both, say_list, say_side, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Block, Figure, Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.moves_rows import Cargo
    from caspia.flows import FlowResult

TITLE = "What moves between and through"
#: The years that demand is worked out for.
YEARS = range(2019, 2026)
_MOST_WAYS = 3
_LEAST_SHARE = 0.05
_ENGINES = {
    "choice": "a logit choice among routes, natural gas by the cheapest plan",
    "least-cost": "the cheapest plan for all cargo",
}
_RESULT = "Model result, no observation"
_ASSUMED = " No row speaks of this demand: it is assumed, and the rows are of its main way or ends."
_PARTLY = " Part of this demand is assumed: no row speaks of it."


def moves_section(page: Page) -> Section:
    """Return cargo between the two and of one across the other, in the last year that had ended.

    The year is solved on the ledger of the page, which takes some time.
    """
    lacking = _lacking(page)
    if lacking:
        return Section("moves", TITLE, (lacking,))
    result = page.once(solved_year)
    return Section(
        "moves", TITLE, (_lead(page, result), *_between(page, result), *_across(page, result),
                         _limits(page, result))
    )  # fmt: skip


def solved_year(page: Page) -> FlowResult:
    """Return what moves in the last calendar year before that of the page."""
    # The room of flows loads solvers: a page without this section does not pay for them.
    from caspia.flows import solve

    return solve(page.ledger, str(_year(page)))


def _year(page: Page) -> int:
    return page.on.year - 1


def _lacking(page: Page) -> Missing | None:
    from caspia.demand import zones

    if _year(page) not in YEARS:
        return Missing(
            f"What moves between and through {say_both(page)}: demand is not worked out for the "
            "last year that had ended by the day of the page.",
            f"Choose a day in {YEARS.start + 1} to {YEARS.stop}.",
        )
    for side in (page.a, page.b):
        if not set(side.states) & set(zones()):
            return Missing(
                f"What moves between and through {say_both(page)}: {say_side(side)} has no zone of "
                "demand of its own.",
                f"Choose states among {say_list(zone for zone in zones() if zone in _known(page))}"
                " or a bloc of some of them.",
            )
    return None


def _known(page: Page) -> set[str]:
    return {row.id for row in page.ledger.rows("parties")}


def _lead(page: Page, result: FlowResult) -> Paragraph:
    from caspia.flows.assumed_share import HOLLOW

    share = page.figure(
        f"moves.assumed.{_year(page)}",
        f"{result.assumed_share:.0%}".replace("%", " %"),
        result.region.demand.row_ids,
        f"{_RESULT}: the share of the inputs behind all tonnes of the network that is assumed, "
        "the mean of demand and of costs of routes.",
    )
    indicative = ", so that it is indicative" if result.assumed_share > HOLLOW else ""
    return Paragraph(
        (
            f"This is a model result and no observation: what would have moved in {_year(page)} "
            "over the network and with the demand known on the page's day, by "
            f"{_ENGINES[result.engine]}. Of what it rests on ",
            share,
            f" is assumed{indicative}.",
        )
    )


def _between(page: Page, result: FlowResult) -> list[Block]:
    from caspia.briefs.sections.moves_rows import cargo_between

    sides = (page.a, page.is_a), (page.b, page.is_b)
    lines = []
    for (one, of_one), (other, of_other) in (sides, sides[::-1]):
        for cargo in cargo_between(result, of_one, of_other):
            key = f"moves.between.{_year(page)}.{cargo.good}.{one.id}-{other.id}"
            lines.append(
                (
                    (_label(cargo.good),),
                    (f"{sentence(say_side(one))} to {say_side(other)}",),
                    _told(cargo, _mt(page, f"{key}.wanted", cargo, cargo.wanted, "wanted to move")),
                    _told(cargo, _mt(page, f"{key}.moved", cargo, cargo.moved, "arrived")),
                    _ways(page, key, cargo),
                )
            )
    if not lines:
        return [Paragraph((f"Between {say_both(page)} hardly any cargo wants to move.",))]
    names = (("Good", "left"), ("Direction", "left"), ("Wanted", "right"), ("Moved", "right"))
    columns = (*(Column(*name) for name in names), Column("Main ways"))
    caption = (
        f"Cargo between {say_both(page)} in {_year(page)}, a model result; goods of less than a "
        "thousand tonnes are left out"
    )
    return [Table("moves-between", caption, columns, tuple(lines))]


def _across(page: Page, result: FlowResult) -> list[Block]:
    from caspia.briefs.sections.moves_rows import cargo_across

    sides = (page.a, page.is_a), (page.b, page.is_b)
    lines: list[tuple[Text, ...]] = []
    for (one, of_one), (other, of_other) in (sides, sides[::-1]):
        states = [state for state in other.states if of_other(state)]
        for cargo in cargo_across(result, of_one, of_other, states):
            key = f"moves.across.{_year(page)}.{cargo.good}.{one.id}.{other.id}"
            crossing = _mt(page, key, cargo, cargo.moved, f"crossed {say_side(other)}")
            lines.append(
                (
                    (sentence(say_side(one)),),
                    (say_side(other),),
                    (_label(cargo.good),),
                    _told(cargo, crossing),
                )
            )
    if not lines:
        return [Paragraph(("Hardly any cargo of either side crosses the other.",))]
    columns = (Column("Cargo of"), Column("Across"), Column("Good"), Column("Crosses", "right"))
    caption = (
        f"Cargo of one that crosses the other in {_year(page)}, to or from third parties, a model "
        "result; goods of less than a thousand tonnes are left out"
    )
    return [Table("moves-across", caption, columns, tuple(lines))]


def _limits(page: Page, result: FlowResult) -> Paragraph:
    told = []
    for price in result.prices:
        room = price.tight.room
        countries = {state for arc in room.arcs for state in result.region.arcs.country[arc]}
        if any(page.is_a(state) or page.is_b(state) for state in countries):
            how = f"{_RESULT}: the month solved again with a little less and more room."
            key = f"moves.limit.{_year(page)}.{room.room_id.replace(':', '.')}"
            rows = room.rows or (room.target,)
            told.append((page.figure(key, price.sentence, rows, how),))
    if not told:
        return Paragraph(("None of the five tightest limits of the network touches either side.",))
    head = "Of the five tightest limits of the whole network, those that touch either side: "
    return Paragraph((head, *joined(told, " ")))


def _label(good: str) -> str:
    from caspia.demand import goods

    return goods()[good].label


def _mt(page: Page, key: str, cargo: Cargo, tonnes: float, what: str) -> Figure:
    how = f"{_RESULT}: tonnes that {what} in {_year(page)}, of {say_list(cargo.cells)}."
    return page.figure(key, f"{tonnes / 1e6:,.3f} Mt", cargo.rows, how + _remark(cargo))


def _remark(cargo: Cargo) -> str:
    return {"": "", "assumed": _ASSUMED}.get(cargo.assumed, _PARTLY)


def _told(cargo: Cargo, figure: Figure) -> Text:
    return (figure, f", {cargo.assumed}") if cargo.assumed else (figure,)


def _ways(page: Page, key: str, cargo: Cargo) -> Text:
    """Return the corridors that take the most of a cargo, with their shares."""
    total = sum(tonnes for _, tonnes in cargo.ways)
    main = [way for way in cargo.ways[:_MOST_WAYS] if way[1] >= _LEAST_SHARE * total]
    if not main:
        return ("none moved",)
    told: Sequence[Text] = [
        (f"{_corridor(page, name)} ", _share(page, f"{key}.way.{name}", cargo, tonnes / total))
        for name, tonnes in main
    ]
    return (*joined(told), f", {cargo.assumed}" if cargo.assumed else "")


def _share(page: Page, key: str, cargo: Cargo, share: float) -> Figure:
    how = f"{_RESULT}: the share of the corridor in what arrived of {say_list(cargo.cells)}."
    text = f"{share:.0%}".replace("%", " %")
    return page.figure(key, text, cargo.rows, how + _remark(cargo))


def _corridor(page: Page, name: str) -> str:
    return "other ways" if name == "other" else page.name(name)
