"""The few figures at the top of a brief, taken from the sections below."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from caspia.amounts import dimension
from caspia.briefs.document import Headline
from caspia.briefs.sections.event_rows import Event, say_place
from caspia.briefs.sections.figure_shelf import FigureShelf
from caspia.briefs.sections.leaders_meeting import last_meeting
from caspia.briefs.sections.saying import say_row_period
from caspia.briefs.sections.visit_rows import are_doubtful, visit_count, visits_between
from caspia.briefs.sections.wording import say_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Figure, Section, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row

MOST = 7
_MOST_OF_TRADE = 2
_MOST_OF_TRANSIT = 2
_UNNAMED = "unnamed"
_FORMAL = ("state_visit", "official_visit")
_CARRIED = ("flow", "throughput")
_QUANTITIES = ("mass", "volume", "mass per time", "volume per time")


def headlines(page: Page, sections: Sequence[Section]) -> tuple[Headline, ...]:
    """Return up to seven key figures: trade, visits, meetings, agreements, freight, blocs.

    Parameters
    ----------
    page : Page
        The two sides and the day.
    sections : sequence of Section
        As they were written; every figure but the count of recent visits is one of theirs.
    """
    shelf = FigureShelf(page, sections)
    found = [
        *_trade(page, shelf),
        *_meeting(page, shelf),
        *_visits(page),
        *_agreements(shelf),
        *_transit(page, shelf),
        *_blocs(page, shelf),
    ]
    return tuple(found[:MOST])


def _trade(page: Page, shelf: FigureShelf) -> list[Headline]:
    """Return the turnover of the latest full year by each reporter, with its change."""
    found = [
        (match[1], match[2], figure)
        for match, figure in shelf.matching(r"trade\.turnover\.(\d{4})\.([^.]+)")
        if match[2] == _UNNAMED or page.ledger.find(match[2])
    ]
    latest = max((year for year, _, _ in found), default="")
    here = [(who, figure) for year, who, figure in found if year == latest]
    named = [(who, figure) for who, figure in here if who != _UNNAMED] or here
    return [
        Headline(f"Trade in {latest}", figure, _trade_remark(page, shelf, latest, who))
        for who, figure in named[:_MOST_OF_TRADE]
    ] or _trade_of_members(page, shelf)


def _trade_remark(page: Page, shelf: FigureShelf, year: str, who: str) -> Text:
    """Say who reports it, how it changed, and what rows that disagree say."""
    by = "reporter not named" if who == _UNNAMED else f"reported by {page.name(who)}"
    before = int(year) - 1
    keys = [f"trade.change.turnover.{year}-on-{before}.{who}.{k}" for k in ("computed", "stated")]
    change = next(filter(None, map(shelf.get, keys)), None)
    pieces: list[str | Figure] = [by]
    pieces += [", ", change, f" on {before}"] if change else []
    figure = shelf.get(f"trade.turnover.{year}.{who}")
    return (*pieces, _doubt(figure) if figure else "")


def _doubt(figure: Figure) -> str:
    """Say that sources disagree; the section tells what the others say."""
    return "; sources differ" if figure.rivals else ""


def _trade_of_members(page: Page, shelf: FigureShelf) -> list[Headline]:
    """Return the sum over the pairs of a bloc for the latest year that has one."""
    found = shelf.matching(r"trade\.members\.(\d{4})\.sum")
    if not found:
        return []
    match, figure = max(found, key=lambda item: item[0][1])
    known, every = shelf.get(f"trade.members.{match[1]}.known"), shelf.get("trade.members.count")
    remark: Text = ("known for ", known, " of ", every) if known and every else ()
    # Who is missing is said below; here it would be longer than the figure.
    short = replace(
        figure,
        id=f"{page.id}:headlines.trade",
        text=figure.text.partition(" (without ")[0],
    )
    return [Headline(f"Trade in {match[1]}", short, remark)]


def _meeting(page: Page, shelf: FigureShelf) -> list[Headline]:
    days = [
        figure
        for match, figure in shelf.matching(r"(?:visits|summits|peace)\.(.+)")
        if match[1] == figure.rows[0]
    ]
    found = last_meeting(page, days)
    if found is None:
        return []
    figure, event = found
    return [Headline("Last meeting of leaders", figure, (say_place(page, Event(event, ())),))]


def _visits(page: Page) -> list[Headline]:
    since = _two_years_before(page.on)
    recent = [
        visit
        for visit in page.once(visits_between)
        if visit.event["kind"] in _FORMAL and (visit.event["start"] or date.min) > since
    ]
    if not recent:
        return []
    how = f"Counted: state and official visits both ways after {say_date(since)}."
    figure = visit_count(page, "headlines.visits", recent, how)
    doubt = ", some perhaps told twice" if are_doubtful(recent) else ""
    remark = f"both ways in the last 24 months{doubt}"
    return [Headline("State and official visits", figure, (remark,))]


def _two_years_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 2, day=28 if is_leap_day else day.day)


def _agreements(shelf: FigureShelf) -> list[Headline]:
    figure = shelf.get("agreements.in_force")
    if figure is None:
        return []
    inferred, suspended = (
        shelf.get("agreements.in_force.inferred"),
        shelf.get("agreements.suspended"),
    )
    remark: list[str | Figure] = []
    if inferred:
        remark += [inferred, " of them inferred"]
    if suspended:
        remark += [", " if remark else "", suspended, " more suspended"]
    return [Headline("Agreements in force", figure, tuple(piece for piece in remark if piece))]


def _transit(page: Page, shelf: FigureShelf) -> list[Headline]:
    """Return quantities carried between the two that open the section on transit."""
    found = []
    for figure in dict.fromkeys(shelf.of_lead("transit")):
        row = page.ledger.find(figure.rows[0])
        key = shelf.key_of(figure)
        if row is not None and key == f"transit.{row.id}" and _is_carried(row):
            label = f"{page.name(row['series'])}, {page.name(row['subject'])}"
            remark = f"{_say_partner(page, row)}{_doubt(figure)}"
            found.append(Headline(label, figure, (remark,)))
    return found[:_MOST_OF_TRANSIT]


def _is_carried(row: Row) -> bool:
    if row.table != "observations" or row["modality"] != "actual":
        return False
    return row["measure"] in _CARRIED and dimension(row["unit"]) in _QUANTITIES


def _say_partner(page: Page, row: Row) -> str:
    """Write ``Kazakhstan, 2023``; the period alone where there is no other side."""
    return ", ".join(filter(None, [page.name(row["partner"]), say_row_period(row)]))


def _blocs(page: Page, shelf: FigureShelf) -> list[Headline]:
    figure = shelf.get("blocs.common")
    if figure is None:
        return []
    shared = shelf.get("blocs.shared")
    remark: Text = (shared, " more with another standing") if shared else ()
    who = "with both as members" if page.is_bilateral else "with members of both"
    return [Headline(f"Blocs {who}", figure, remark)]
