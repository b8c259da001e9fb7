"""Events that both sides took part in, and summits of which nobody says who came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.sections.event_rows import Event, has_happened, read_events
from caspia.briefs.sections.peace_rows import efforts_by
from caspia.briefs.sections.sides import joins_both
from caspia.ledger import holds_on

if TYPE_CHECKING:
    from datetime import date

    from caspia.briefs.page import Page
    from caspia.ledger import Row

_KINDS = frozenset({"summit", "negotiation", "foreign_ministers_meeting", "signing", "opening",
                    "statement", "phone_call", "commission"})  # fmt: skip
_BLOCS = ("bloc", "group")


def meetings_of(page: Page) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Return what both sides took part in by the day, in the order of time.

    Returns
    -------
    alone : tuple of Event
        Without a third party that mediated or lent the place.
    helped : tuple of Event
        With one: these are told with the peace talks.
    """
    efforts = {effort.id for effort in page.once(efforts_by) if not effort.is_offer}
    found = [
        event
        for event in page.once(read_events)
        if has_happened(event, page.on) and _is_meeting(event) and takes_both(page, event)
    ]
    return (
        tuple(event for event in found if event.id not in efforts),
        tuple(event for event in found if event.id in efforts),
    )


def takes_both(page: Page, event: Event) -> bool:
    """Tell whether both sides took part in an event, be it through their companies."""
    return joins_both(page, event.parties())


def unlisted_summits(page: Page) -> tuple[tuple[Event, Row], ...]:
    """Return summits of blocs to which both sides belonged, where no state is told to have come.

    Each comes with the bloc.
    """
    found = []
    for event in page.once(read_events):
        if event["kind"] == "summit" and event["start"] and has_happened(event, page.on):
            bloc = bloc_of_both(page, event, event["start"])
            if bloc:
                found.append((event, bloc))
    return tuple(found)


def bloc_of_both(page: Page, event: Event, on: date) -> Row | None:
    """Return the bloc to which both sides belong on a day and which alone is told to have met."""
    parties = [page.ledger.row(party) for party in event.parties()]
    if any(party["kind"] not in _BLOCS for party in parties):
        return None
    for bloc in parties:
        rows = page.ledger.rows("memberships", bloc=bloc.id, role="member")
        inside = (bloc.id, *(row["member"] for row in rows if holds_on(row, on)))
        if joins_both(page, inside):
            return bloc
    return None


def _is_meeting(event: Event) -> bool:
    """Tell whether people met; an event of another kind counts where two parties sent somebody."""
    if event["kind"] != "other":
        return event["kind"] in _KINDS
    return len({one["party"] for one in event.participants if one["person"]}) > 1
