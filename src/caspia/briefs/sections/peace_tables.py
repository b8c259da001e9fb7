"""Tables of third parties in talks: how often each had which role, and the talks themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Table
from caspia.briefs.sections.counting import count_figure
from caspia.briefs.sections.disputes import dispute_notes
from caspia.briefs.sections.event_rows import day_figure, say_participants, say_place
from caspia.briefs.sections.listing import filled_table, stated
from caspia.briefs.sections.peace_rows import (
    HOST,
    MEDIATOR,
    OFFER,
    PLATFORM,
    Effort,
    helped_by,
    helpers_of,
)
from caspia.briefs.sections.wording import say_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Block, Figure, Text
    from caspia.briefs.page import Page

_ROLES = {
    MEDIATOR: "Mediated",
    PLATFORM: "Lent the place",
    HOST: "Received them only",
    OFFER: "Offered help",
}
_OUTCOMES = {"none": "no result", "ongoing": "talks went on"}


def roles_table(
    page: Page, name: str, efforts: Sequence[Effort], caption: str, *, of_the_two: bool = False
) -> Table:
    """Return how often each third party had which role, and when.

    Parameters
    ----------
    page : Page
        The page.
    name : str
        Part of the keys and of the id of the table.
    efforts : sequence of Effort
        In the order of time.
    caption : str
        Of the table.
    of_the_two : bool
        Only third parties that stand on the page, one row for each set of parties that talked.
    """
    groups = (
        _by_talks(page, efforts) if of_the_two else {(p, ()): efforts for p in helpers_of(efforts)}
    )
    roles = [role for role in _ROLES if any(effort.helpers(role) for effort in efforts)]
    between = (Column("Talks between"),) if of_the_two else ()
    columns = (Column("Third party"), *between, *(Column(_ROLES[role]) for role in roles),
               Column("When"))  # fmt: skip
    rows = [
        (
            (page.name(party),),
            *(((_say_talks(page, group, parties),),) if of_the_two else ()),
            *_counts(page, _key(name, party, parties), group, party, roles),
        )
        for (party, parties), group in groups.items()
    ]
    return Table(f"peace-{name}-counts", caption, columns, tuple(rows))


def efforts_blocks(page: Page, name: str, efforts: Sequence[Effort], caption: str) -> list[Block]:
    """Return the talks, newest first, and what is told otherwise of them.

    Who talked is left out where it is the two of the page.
    """
    columns = [Column(name) for name in ("Date", "What", "Mediator", "Platform", "Outcome")]
    rows = [_row(page, effort) for effort in reversed(efforts)]
    table = filled_table(f"peace-{name}", f"{caption}, newest first", columns, rows)
    told = [(effort.event, day_of(page, effort)) for effort in reversed(efforts)]
    return [table, *dispute_notes(page, "peace", told)]


def day_of(page: Page, effort: Effort) -> Figure:
    """Return the day of the talks."""
    return day_figure(page, "peace", effort.event)


def _by_talks(
    page: Page, efforts: Sequence[Effort]
) -> dict[tuple[str, tuple[str, ...]], Sequence[Effort]]:
    """Group efforts by a third party of the page and by who talked; most efforts first."""
    found: dict[tuple[str, tuple[str, ...]], list[Effort]] = {}
    for effort in efforts:
        for party in effort.helpers():
            if page.is_a(party) or page.is_b(party):
                found.setdefault((party, _talkers(effort)), []).append(effort)
    order = sorted(found, key=lambda group: (not page.is_a(group[0]), group[0], -len(found[group]),
                                             group[1]))  # fmt: skip
    return {group: found[group] for group in order}


def _talkers(effort: Effort) -> tuple[str, ...]:
    """Return who talked, in one order; offers of help are kept apart from talks."""
    return (*(("offer",) if effort.is_offer else ()), *sorted(effort.parties))


def _say_talks(page: Page, efforts: Sequence[Effort], parties: tuple[str, ...]) -> str:
    if any(effort.is_offer for effort in efforts):
        return f"offer, told to {_say_parties(page, efforts[0].parties)}"
    return _say_parties(page, parties)


def _key(name: str, party: str, parties: tuple[str, ...]) -> str:
    return ".".join(part for part in ("peace", name, party, "-".join(parties)) if part)


def _counts(
    page: Page, key: str, efforts: Sequence[Effort], party: str, roles: Sequence[str]
) -> list[Text]:
    cells: list[Text] = []
    for role in roles:
        ids = [effort.id for effort in helped_by(efforts, party, role)]
        how = f"Counted: events in which {page.name(party)} has the role {role}."
        cells.append(
            (count_figure(page, f"{key}.{role}", len(ids), ids, how),) if ids else ("none",)
        )
    mine = [effort for effort in efforts if party in effort.helpers()]
    first, last = mine[0], mine[-1]
    how = "The years of the first and the last of these events."
    years = list(dict.fromkeys((year_of(first), year_of(last))))
    return [*cells, (page.figure(f"{key}.years", " to ".join(years), [first.id, last.id], how),)]


def year_of(effort: Effort) -> str:
    """Write the year in which talks began."""
    start = effort.event["start"]
    return str(start.year) if start else "year not recorded"


def _row(page: Page, effort: Effort) -> tuple[Text, ...]:
    event = effort.event
    outcome = event["outcome"] or ""
    return (
        (day_of(page, effort),),
        _what(page, effort),
        (_who(page, effort, MEDIATOR),),
        (_place_givers(page, effort),),
        stated(page, f"peace.{event.id}.outcome", _OUTCOMES.get(outcome, outcome), [event.id],
               "The outcome as the event states it."),
    )  # fmt: skip


def _what(page: Page, effort: Effort) -> Text:
    event = effort.event
    place = say_place(page, event)
    title = f"{place}: {event['title']}" if place else event["title"]
    how = "The event as the ledger names it."
    told = stated(page, f"peace.{event.id}.title", title, [event.id], how)
    the_two = len(effort.parties) == 2 and {page.a.id, page.b.id} == set(effort.parties)
    return told if the_two else (*told, f" ({_say_parties(page, effort.parties)})")


def _who(page: Page, effort: Effort, *roles: str) -> str:
    helpers = effort.helpers()
    found = [one for one in effort.event.having(*roles) if one["party"] in helpers]
    return "" if effort.is_offer else say_participants(page, found)


def _place_givers(page: Page, effort: Effort) -> str:
    if effort.is_offer:
        return f"offered by {say_participants(page, effort.event.having(MEDIATOR, PLATFORM))}"
    givers = _who(page, effort, PLATFORM)
    hosts = say_list(page.name(host) for host in effort.helpers(HOST))
    received = f"received by {hosts}, no more stated" if hosts else ""
    return "; ".join(part for part in (givers, received) if part)


def _say_parties(page: Page, parties: Sequence[str]) -> str:
    return say_list(page.name(party) for party in parties)
