"""The section on visits: how many by year and kind each way, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Missing, Paragraph, Picture, Section, Table
from caspia.briefs.pictures.visits_chart import visits_chart
from caspia.briefs.pictures.visits_request import VisitCount, VisitsRequest
from caspia.briefs.sections.disputes import dispute_notes
from caspia.briefs.sections.event_rows import (
    VISIT_KINDS,
    day_figure,
    say_participants,
    say_place,
)
from caspia.briefs.sections.listing import filled_table, joined, left_out, newest
from caspia.briefs.sections.visit_outcomes import came_of
from caspia.briefs.sections.visit_rows import (
    A_TO_B,
    B_TO_A,
    WAYS,
    Visit,
    are_doubtful,
    in_year,
    visit_count,
    visits_between,
)
from caspia.briefs.sections.wording import (
    say_both,
    say_date,
    say_list,
    say_side,
    say_word,
    sentence,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Block, Figure, Text
    from caspia.briefs.page import Page

_COLUMNS = tuple(
    Column(name) for name in ("Date", "Kind", "Visitor", "Received by", "Where", "What came of it")
)
_KINDS = {
    "state_visit": ("state visit", "state visits"),
    "official_visit": ("official visit", "official visits"),
    "working_visit": ("working visit", "working visits"),
    "visit": ("visit of a class not recorded", "visits of a class not recorded"),
}
#: Fewer visits than these are all in the list: counts by year and a chart would say them again.
LEAST_COUNTED = 3
# Years that the chart has room for.
_CHART_YEARS = 20


def visits_section(page: Page) -> Section:
    """Return the visits of each side to the other up to the day, newest first."""
    visits = page.once(visits_between)
    blocks: list[Block] = []
    if visits:
        blocks.append(Paragraph(_lead(page, visits)))
        if len(visits) >= LEAST_COUNTED:
            blocks += [_by_year(page, visits), *_chart(page, visits)]
        blocks += _listed(page, visits)
    return Section("visits", "Visits", (*blocks, *_missing(page, visits)))


def _lead(page: Page, visits: Sequence[Visit]) -> Text:
    pieces: list[str | Figure] = ["Recorded visits from "]
    for number, way in enumerate(WAYS):
        pieces += [", from " if number else "", f"{_ends(page, way)}: "]
        pieces += _total(page, visits, way)
    return (*pieces, ". ", *_latest(page, visits[-1]))


def _total(page: Page, visits: Sequence[Visit], way: str) -> Text:
    here = [visit for visit in visits if visit.way == way]
    if not here:
        return ("none",)
    how = f"Counted: visits from {_ends(page, way)} held by {say_date(page.on)}."
    doubt = " (one of them perhaps told twice)" if are_doubtful(here) else ""
    return (visit_count(page, f"visits.total.{way}", here, how), doubt)


def _latest(page: Page, visit: Visit) -> Text:
    kind = _KINDS[visit.event["kind"]][0]
    who = say_participants(page, visit.event.having("visitor"))
    place = say_place(page, visit.event)
    where = f" to {place}" if place else ""
    return (f"The latest is the {kind} of {who}{where}, ", _days(page, visit), ".")


def _ends(page: Page, way: str) -> str:
    a, b = say_side(page.a), say_side(page.b)
    return f"{a} to {b}" if way == A_TO_B else f"{b} to {a}"


def _days(page: Page, visit: Visit) -> Figure:
    return day_figure(page, "visits", visit.event)


def _by_year(page: Page, visits: Sequence[Visit]) -> Table:
    years = sorted({visit.year for visit in visits}, key=lambda year: year or 0, reverse=True)
    columns = (Column("Year"), *(Column(f"From {_ends(page, way)}") for way in WAYS))
    rows = tuple(_year_row(page, in_year(visits, year), year) for year in years)
    return Table("visits-by-year", "Visits by year, kind and way", columns, rows)


def _year_row(page: Page, visits: Sequence[Visit], year: int | None) -> tuple[Text, ...]:
    label = str(year) if year else "not recorded"
    cells = [_year_cell(page, [v for v in visits if v.way == way], label, way) for way in WAYS]
    return ((label,), *cells)


def _year_cell(page: Page, visits: Sequence[Visit], year: str, way: str) -> Text:
    said = []
    for kind in VISIT_KINDS:
        here = [visit for visit in visits if visit.event["kind"] == kind]
        if here:
            how = f"Counted: {_KINDS[kind][1]} from {_ends(page, way)} in {year}."
            key = f"visits.{year.replace(' ', '-')}.{kind}.{way}"
            noun = _KINDS[kind][0 if len(here) == 1 else 1]
            doubt = " (disputed)" if are_doubtful(here) else ""
            said.append((visit_count(page, key, here, how), f" {noun}{doubt}"))
    return joined(said, ", ") or ("none recorded",)


def _chart(page: Page, visits: Sequence[Visit]) -> list[Picture]:
    years = [visit.year for visit in visits if visit.year]
    if len(years) < LEAST_COUNTED:
        return []
    last = max(years)
    first = max(min(years), last - _CHART_YEARS + 1)
    drawing = visits_chart(_request(page, visits, first, last))
    span = str(last) if first == last else f"{first} to {last}"
    return [Picture("visits-chart", f"Visits by year, {span}", drawing.svg, drawing.alt)]


def _request(page: Page, visits: Sequence[Visit], first: int, last: int) -> VisitsRequest:
    names = {A_TO_B: say_side(page.a), B_TO_A: say_side(page.b)}
    kinds = {kind: sentence(say_word(kind)) for kind in VISIT_KINDS} | {
        "visit": "Class not recorded"
    }
    counts: dict[tuple[int, str, str], int] = {}
    for visit in visits:
        if visit.year and visit.year >= first:
            key = (visit.year, names[visit.way], kinds[visit.event["kind"]])
            counts[key] = counts.get(key, 0) + 1
    drawn = {kind for _, _, kind in counts}
    return VisitsRequest(
        names[A_TO_B],
        names[B_TO_A],
        tuple(kind for kind in kinds.values() if kind in drawn),
        tuple(VisitCount(*key, count) for key, count in sorted(counts.items())),
        first,
        last,
    )


def _listed(page: Page, visits: Sequence[Visit]) -> list[Block]:
    shown, earlier = newest(visits)
    caption = f"Visits between {say_both(page)}, newest first"
    hosts = _one_host_each(page, shown)
    rows = [_row(page, visit, with_host=not hosts) for visit in shown]
    blocks: list[Block] = [filled_table("visits", caption, _COLUMNS, rows)]
    if hosts:
        blocks.append(Paragraph((f"Hosts, where one is named: {hosts}.",)))
    told = [(visit.event, _days(page, visit)) for visit in shown]
    blocks += dispute_notes(page, "visits", told)
    if earlier:
        ids, first = [visit.id for visit in earlier], _days(page, earlier[0])
        blocks.append(left_out(page, "visits.earlier", "visits", len(ids), ids, first))
    return blocks


def _row(page: Page, visit: Visit, *, with_host: bool) -> tuple[Text, ...]:
    event = visit.event
    return (
        (_days(page, visit),),
        (say_word(event["kind"]) if event["kind"] != "visit" else "visit, class not recorded",),
        (say_participants(page, event.having("visitor")),),
        (say_list(_hosts(page, visit)) if with_host else "",),
        (say_place(page, event),),
        came_of(page, visit),
    )


def _hosts(page: Page, visit: Visit) -> tuple[str, ...]:
    hosts = (host["person"] for host in visit.event.having("host") if host["person"])
    return tuple(dict.fromkeys(page.name(host) for host in hosts))


def _one_host_each(page: Page, visits: Sequence[Visit]) -> str:
    """Say who received the visitors, where each state has but one host; else nothing.

    Then the name need not stand in every row.
    """
    found: dict[str, set[tuple[str, ...]]] = {}
    for visit in visits:
        if _hosts(page, visit):
            found.setdefault(visit.pair[1], set()).add(_hosts(page, visit))
    if any(len(hosts) > 1 for hosts in found.values()):
        return ""
    return "; ".join(
        f"in {page.name(state)} {say_list(hosts.pop())}" for state, hosts in found.items()
    )


def _missing(page: Page, visits: Sequence[Visit]) -> list[Missing]:
    cure = (
        "Add a visit with who travelled and who received them (events: kind state_visit, "
        "official_visit, working_visit or visit; participants: role visitor and host)."
    )
    day = say_date(page.on)
    if not visits:
        sides = say_both(page)
        return [Missing(f"No visit between {sides} is recorded by {day}, either way.", cure)]
    said = [
        Missing(f"No visit from {_ends(page, way)} is recorded by {day}.", cure)
        for way in WAYS
        if not any(visit.way == way for visit in visits)
    ]
    apart = _pairs_without(page, visits)
    if apart:
        said.append(Missing(f"No visit either way is recorded for {say_list(apart)}.", cure))
    if any(visit.event["kind"] == "visit" for visit in visits):
        what = "Whether some of these visits were state, official or working visits."
        said.append(
            Missing(what, "Name a source that says of what class each of them was (events: kind).")
        )
    return said


def _pairs_without(page: Page, visits: Sequence[Visit]) -> list[str]:
    """Name the pairs of states without a visit; a page of two states has none of these."""
    if page.is_bilateral:
        return []
    met = {frozenset(visit.pair) for visit in visits}
    apart = dict.fromkeys(frozenset(pair) for pair in page.pairs if frozenset(pair) not in met)
    return ["–".join(sorted(page.name(one) for one in pair)) for pair in apart]
