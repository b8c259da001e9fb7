"""What came of a visit: what is told of it, events that were part of it, papers signed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.briefs.sections.counting import count_figure
from caspia.briefs.sections.event_rows import Event, has_happened
from caspia.briefs.sections.listing import joined, stated
from caspia.briefs.sections.sides import home_of
from caspia.briefs.sections.wording import say_list
from caspia.ledger import read_partial

if TYPE_CHECKING:
    from caspia.briefs.document import Text
    from caspia.briefs.page import Page
    from caspia.briefs.sections.visit_rows import Visit
    from caspia.ledger import Row

# Agreements named in a cell of the table; more are counted.
_NAMED = 3


def came_of(page: Page, visit: Visit) -> Text:
    """Return what the ledger tells of a visit beyond its day, place and people."""
    event = visit.event
    key = f"visits.{event.id}"
    told = [(text,) for text in (event["title"], event["outcome"]) if text]
    parts = [
        stated(page, f"{key}.part.{part.id}", part["title"], [part.id], "An event of the visit.")
        for part in page.ledger.rows("events", part_of=event.id)
        if has_happened(Event(part, ()), page.on)
    ]
    first = [
        stated(page, f"{key}.told.{number}", text, [event.id], "Told of the event.")
        for number, (text,) in enumerate(told)
    ]
    return joined([*first, *parts, _signed(page, visit)])


def _signed(page: Page, visit: Visit) -> Text:
    """Name the agreements of the two that were signed on these days."""
    rows = [row for row in page.ledger.rows("agreements") if _is_of(page, row, visit)]
    if not rows:
        return ()
    ids, key = [row.id for row in rows], f"visits.{visit.id}.signed"
    how = "Agreements of the two signed on the days of the visit."
    if len(rows) > _NAMED:
        return ("signed: ", count_figure(page, key, len(rows), ids, f"Counted: {how}", "agreement"))
    titles = say_list(row["title"] for row in rows)
    return ("signed: ", *stated(page, key, titles, ids, how))


def _is_of(page: Page, agreement: Row, visit: Visit) -> bool:
    event, signed = visit.event, agreement["signed"]
    start = event["start"]
    if not signed or len(signed) != 10 or start is None or event["precision"] != "day":
        return False
    day = read_partial(signed).start
    end = event["end"] or start + timedelta(days=1)
    homes = {home_of(page, party) for party in agreement["parties"]}
    return start <= day < end and homes.issuperset(visit.pair)
