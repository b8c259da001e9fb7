"""Events with those who took part in them, and how a page names their days, places and people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from caspia.briefs.sections.wording import say_date, say_list, say_period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caspia.briefs.document import Figure
    from caspia.briefs.page import Page
    from caspia.ledger import Row

#: Highest rank first; ``visit`` is one whose class is not known.
VISIT_KINDS = ("state_visit", "official_visit", "working_visit", "visit")


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the ledger.

    Attributes
    ----------
    row : Row
        Its row in ``events``.
    participants : tuple of Row
        Its rows in ``participants``, in the order of their ids.
    """

    row: Row
    participants: tuple[Row, ...]

    def __getitem__(self, column: str) -> Any:
        return self.row[column]

    @property
    def id(self) -> str:
        """Id of the event."""
        return self.row.id

    @property
    def is_visit(self) -> bool:
        """Whether its kind is one of `VISIT_KINDS`."""
        return self.row["kind"] in VISIT_KINDS

    @property
    def last_day(self) -> date | None:
        """The last day; the first where only that is known; None where neither is."""
        start: date | None = self.row["start"]
        end: date | None = self.row["end"]
        return end - timedelta(days=1) if end else start

    def having(self, *roles: str) -> tuple[Row, ...]:
        """Return the participants in any of these roles."""
        return tuple(one for one in self.participants if one["role"] in roles)

    def parties(self, *roles: str) -> tuple[str, ...]:
        """Return the parties in any of these roles, each once; in any role where none is given."""
        found = self.having(*roles) if roles else self.participants
        return tuple(dict.fromkeys(one["party"] for one in found))


def read_events(page: Page) -> tuple[Event, ...]:
    """Return every visible event by its first day, then its id; undated ones come first."""
    groups: dict[str, list[Row]] = {}
    for one in page.ledger.rows("participants"):
        groups.setdefault(one["event_id"], []).append(one)
    events = [Event(row, tuple(groups.get(row.id, ()))) for row in page.ledger.rows("events")]
    return tuple(sorted(events, key=_order))


def has_happened(event: Event, on: date) -> bool:
    """Tell whether an event had begun by the end of a day and is known to have been held."""
    return event["status"] == "held" and (event["start"] is None or event["start"] <= on)


def say_days(event: Event) -> str:
    """Write when an event took place, as well as that is known: ``11 to 12 March 2024``."""
    start, end, precision = event["start"], event["end"], event["precision"]
    if start is None or precision == "unknown":
        return "day not recorded" if start is None else f"about {start.year}"
    if end is None or (precision != "day" and not _whole_months(start, end)):
        return say_date(start, precision)
    return say_period(start, end)


def day_figure(page: Page, prefix: str, event: Event) -> Figure:
    """Return the day of an event as a figure whose key is the prefix and the id of the event."""
    how = "The day as the event states it."
    return page.figure(f"{prefix}.{event.id}", say_days(event), [event.id], how)


def say_place(page: Page, event: Event) -> str:
    """Write ``Baku and Fuzuli, Azerbaijan``; empty where no place is recorded."""
    cities = say_list(part.strip() for part in (event["city"] or "").split(";"))
    country = page.name(event["country"])
    return ", ".join(part for part in (cities, country) if part)


def say_participant(page: Page, participant: Row) -> str:
    """Write ``Kassym-Jomart Tokayev (Kazakhstan)``, or the party where no person is named."""
    party = page.name(participant["party"])
    return f"{page.name(participant['person'])} ({party})" if participant["person"] else party


def say_participants(page: Page, participants: Iterable[Row]) -> str:
    """Write participants as a list, each once."""
    return say_list(dict.fromkeys(say_participant(page, one) for one in participants))


def _order(event: Event) -> tuple[date, str]:
    return event["start"] or date.min, event.id


def _whole_months(start: date, end: date) -> bool:
    return start.day == 1 and end.day == 1
