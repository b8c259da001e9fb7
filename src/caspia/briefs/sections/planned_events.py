"""Events still to come for both sides, and those whose day has passed without a record."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.briefs.document import Column
from caspia.briefs.sections.event_rows import (
    VISIT_KINDS,
    Event,
    day_figure,
    read_events,
    say_participants,
    say_place,
)
from caspia.briefs.sections.listing import filled_table, stated
from caspia.briefs.sections.summit_rows import bloc_of_both, takes_both
from caspia.briefs.sections.visit_rows import read_visit
from caspia.briefs.sections.wording import say_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Figure, Table, Text
    from caspia.briefs.page import Page

COLUMNS = tuple(Column(name) for name in ("Date", "Kind", "What", "Where", "Who", "Status"))
# How far the day of a record may lie from the day that was planned.
_SHIFT = timedelta(days=31)


def events_ahead(page: Page) -> tuple[Event, ...]:
    """Return events that begin after the day, or that are planned without a day, soonest first."""
    return tuple(
        event
        for event in page.once(read_events)
        if _is_ahead(page, event) and concerns(page, event)
    )


def events_due(page: Page) -> tuple[Event, ...]:
    """Return planned events whose day has passed and of which no record is known."""
    events = page.once(read_events)
    held = [event for event in events if event["status"] == "held"]
    due = [event for event in events if _is_over(page, event) and concerns(page, event)]
    return tuple(event for event in due if not any(_is_record(one, event) for one in held))


def concerns(page: Page, event: Event) -> bool:
    """Tell whether an event is one of both sides.

    Both take part, or one visits the other, or it is a summit for which one of them is named, or a
    summit of a bloc to which both belong.
    """
    if takes_both(page, event) or read_visit(page, event):
        return True
    if event["kind"] != "summit":
        return False
    if bloc_of_both(page, event, page.on):
        return True
    return any(page.is_a(party) or page.is_b(party) for party in event.parties("host"))


def events_table(page: Page, name: str, caption: str, events: Sequence[Event]) -> Table:
    """Return planned events with who is named for them so far."""
    return filled_table(name, caption, COLUMNS, [_row(page, event) for event in events])


def day_of(page: Page, event: Event) -> Figure:
    """Return the day for which an event is planned."""
    return day_figure(page, "planned.event", event)


def title_of(page: Page, event: Event) -> Text:
    """Return what is planned."""
    key = f"planned.event.{event.id}.title"
    return stated(page, key, event["title"], [event.id], "The event as the ledger names it.")


def say_kind(event: Event) -> str:
    """Write the kind of an event; a visit of unknown class says so."""
    return "visit, class not recorded" if event["kind"] == "visit" else say_word(event["kind"])


def _row(page: Page, event: Event) -> tuple[Text, ...]:
    who = say_participants(page, event.participants) or "nobody named"
    only_one = not takes_both(page, event) and not bloc_of_both(page, event, page.on)
    return (
        (day_of(page, event),),
        (say_kind(event),),
        title_of(page, event),
        (say_place(page, event),),
        (f"so far {who}" if only_one and event.participants else who,),
        (_say_status(page, event),),
    )


def _say_status(page: Page, event: Event) -> str:
    if event["status"] == "held":
        return "held, as known since"
    if event["start"] and event["start"] <= page.on and event["status"] == "planned":
        return "no record"
    return str(event["status"])


def _is_ahead(page: Page, event: Event) -> bool:
    if event["start"] is None:
        return bool(event["status"] == "planned")
    return bool(event["start"] > page.on)


def _is_over(page: Page, event: Event) -> bool:
    """Tell whether an event was planned and the last day of its time has passed."""
    last = event.last_day
    return event["status"] != "held" and last is not None and bool(last <= page.on)


def _is_record(record: Event, plan: Event) -> bool:
    """Tell whether a held event is what was planned: same people, place and sort, near the day."""
    if record["start"] is None or plan["start"] is None:
        return False
    near = abs(record["start"] - plan["start"]) <= _SHIFT
    same_sort = record["kind"] == plan["kind"] or (
        record["kind"] in VISIT_KINDS and plan["kind"] in VISIT_KINDS
    )
    same_place = record["country"] == plan["country"]
    people = set(plan.parties())
    return near and same_sort and same_place and bool(people) and people <= set(record.parties())
