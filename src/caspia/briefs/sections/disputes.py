"""What sources tell otherwise about an event, so that a page shows it beside the event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caspia.briefs.document import Paragraph
from caspia.briefs.sections.event_rows import Event, say_days
from caspia.briefs.sections.listing import joined, stated
from caspia.briefs.sections.wording import say_partial, say_word
from caspia.errors import BadDateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from caspia.briefs.document import Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Report

# A report on a column of an event begins with these words where it gives another value.
_SAYS = re.compile(r"says ([^;]+)(?:; (.*))?")
_DISPUTED = re.compile(r"(?:^|; )disputed: (.*?)(?=$|; kind=)")
_COLUMNS = {
    "start": "the first day",
    "end": "the last day",
    "kind": "the kind",
    "country": "the country",
    "city": "the place",
    "status": "whether it was held",
}


def dispute_notes(
    page: Page, section: str, events: Iterable[tuple[Event, Figure]]
) -> list[Paragraph]:
    """Return a sentence for each event of which sources or rival events say something else.

    Two events that the ledger holds against each other are told once.

    Parameters
    ----------
    page : Page
        The page.
    section : str
        Prefix of the keys, e.g. ``visits``.
    events : iterable of (Event, Figure)
        The events of a table with their days as it prints them.
    """
    told: set[frozenset[str]] = set()
    found = []
    for event, day in events:
        rivals = tuple(_by_rivals(page, section, event, told))
        has_rivals = bool(page.ledger.rivals(event.id))
        reports = _by_reports(page, section, event, with_remarks=not has_rivals)
        remarks = joined([*reports, *rivals])
        if remarks:
            found.append(Paragraph(("Told otherwise of the event of ", day, ": ", *remarks, ".")))
    return found


def _by_reports(page: Page, section: str, event: Event, *, with_remarks: bool) -> Iterator[Text]:
    heard: list[str] = []
    for number, report in enumerate(page.ledger.reports(event.id)):
        said = _other_value(page, event, report) if report.field else _remark(report)
        if not (report.field or with_remarks) or any(said in other for other in heard):
            continue
        heard.append(said)
        publisher = page.ledger.source(report.source_id).publisher
        key = f"{section}.{event.id}.told-otherwise.{number}"
        yield stated(page, key, said, [event.id], f"Told by {publisher}.")


def _other_value(page: Page, event: Event, report: Report) -> str:
    found = _SAYS.fullmatch(report.note)
    told = _COLUMNS.get(report.field, say_word(report.field))
    if not found:
        return f"on {told}: {report.note}" if report.note else ""
    said, reason = found[1], found[2]
    if said == str(event.row.cells.get(report.field)):
        return ""
    publisher = page.ledger.source(report.source_id).publisher
    because = f" ({reason})" if reason else ""
    return f"{publisher} gives {told} as {_said(page, report.field, said)}{because}"


def _said(page: Page, field: str, said: str) -> str:
    if field == "country":
        return page.name(said)
    try:
        return say_partial(said)
    except BadDateError:
        return say_word(said)


def _remark(report: Report) -> str:
    found = _DISPUTED.search(report.note)
    return found[1] if found else ""


def _by_rivals(page: Page, section: str, event: Event, told: set[frozenset[str]]) -> Iterator[Text]:
    for rival_id, why in page.ledger.rivals(event.id).items():
        rival, pair = page.ledger.row(rival_id), frozenset((event.id, rival_id))
        if rival.table != "events" or pair in told:
            continue
        told.add(pair)
        other = Event(rival, ())
        key = f"{section}.{event.id}.rival.{rival_id}"
        how = f"Day of an event that the ledger holds against this one: {why}."
        yield (
            "it may be that of ",
            page.figure(key, say_days(other), [rival_id], how),
            ": ",
            *stated(page, f"{key}.why", why, [event.id, rival_id], how),
        )
