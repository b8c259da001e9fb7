"""The last meeting at which both sides were led by a president or head of government."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.ledger import holds_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from caspia.briefs.document import Figure
    from caspia.briefs.page import Page
    from caspia.ledger import Row

_HEADS = ("president", "prime minister", "chancellor", "secretary-general")
_NOT_IN_PERSON = ("phone_call", "statement")


def last_meeting(page: Page, figures: Iterable[Figure]) -> tuple[Figure, Row] | None:
    """Return the figure of the day of the last leaders' meeting, with its event.

    Parameters
    ----------
    page : Page
        The two sides and the day.
    figures : iterable of Figure
        Days of events that sections have printed, each resting on its event.
    """
    heads = _heads(page)
    found = [
        (event["start"], figure, event)
        for figure in figures
        for event in [page.ledger.find(figure.rows[0])]
        if event and _is_meeting(page, event) and _both_led(page, event, heads)
    ]
    if not found:
        return None
    _, figure, event = max(found, key=lambda item: (item[0], item[2].id))
    return figure, event


def _is_meeting(page: Page, event: Row) -> bool:
    """Tell whether an event was held, in a place that is known and not over the telephone."""
    if event.table != "events" or event["kind"] in _NOT_IN_PERSON or not event["country"]:
        return False
    start: date | None = event["start"]
    return event["status"] == "held" and start is not None and start <= page.on


def _both_led(page: Page, event: Row, heads: dict[str, list[Row]]) -> bool:
    led = {
        one["party"]
        for one in page.ledger.rows("participants", event_id=event.id)
        if any(holds_on(office, event["start"]) for office in heads.get(one["person"] or "", ()))
    }
    return any(page.is_a(one) and page.is_b(other) and one != other for one in led for other in led)


def _heads(page: Page) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for office in page.ledger.rows("offices"):
        if office["office"] in _HEADS:
            found.setdefault(office["person"], []).append(office)
    return found
