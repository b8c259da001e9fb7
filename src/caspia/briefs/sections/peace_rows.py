"""Talks with a third party: who talked, who mediated, who lent the place (convention C11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.briefs.sections.event_rows import Event, has_happened, read_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caspia.briefs.page import Page

MEDIATOR, PLATFORM, HOST, OFFER = "mediator", "platform", "host", "offer"
_TALKING = ("participant", "signatory", "visitor", "guest")
_TALKS = ("summit", "negotiation", "foreign_ministers_meeting", "signing")


@dataclass(frozen=True, slots=True)
class Effort:
    """Talks in which somebody who is no party to them has a part.

    Attributes
    ----------
    event : Event
        The talks; a statement or visit is no talks but an offer of them.
    parties : tuple of str
        Who talked.
    thirds : mapping of str to tuple of str
        By role, the parties in it: ``mediator`` and ``platform`` as a source states them, ``host``
        where a third party received them and no source states more, ``offer`` where a platform or
        mediation was only offered.
    """

    event: Event
    parties: tuple[str, ...]
    thirds: dict[str, tuple[str, ...]]

    @property
    def id(self) -> str:
        """Id of the event."""
        return self.event.id

    @property
    def is_offer(self) -> bool:
        """Whether nobody talked: a third party only offered its help."""
        return OFFER in self.thirds

    def helpers(self, *roles: str) -> tuple[str, ...]:
        """Return the third parties in any of these roles, each once; in any where none is given."""
        chosen = roles or tuple(self.thirds)
        return tuple(dict.fromkeys(who for role in chosen for who in self.thirds.get(role, ())))


def efforts_by(page: Page) -> tuple[Effort, ...]:
    """Return the efforts of third parties that had begun by the day, in the order of time."""
    events = [event for event in page.once(read_events) if has_happened(event, page.on)]
    stated = {event.id: effort for event in events for effort in [_stated(event)] if effort}
    at_odds = {frozenset(effort.parties) for effort in stated.values() if len(effort.parties) == 2}
    found = [stated.get(event.id) or _hosted(event, at_odds) for event in events]
    return tuple(effort for effort in found if effort)


def helped_by(efforts: Iterable[Effort], party: str, role: str) -> tuple[Effort, ...]:
    """Return the efforts in which a third party has a role."""
    return tuple(effort for effort in efforts if party in effort.helpers(role))


def helpers_of(efforts: Sequence[Effort]) -> tuple[str, ...]:
    """Return every third party, the one with the most efforts first."""
    count: dict[str, int] = {}
    for effort in efforts:
        for party in effort.helpers():
            count[party] = count.get(party, 0) + 1
    return tuple(sorted(count, key=lambda party: (-count[party], party)))


def _stated(event: Event) -> Effort | None:
    """Return talks, or an offer of them, whose mediator or platform a source states."""
    thirds = {role: event.parties(role) for role in (MEDIATOR, PLATFORM)}
    helpers = tuple(dict.fromkeys(party for parties in thirds.values() for party in parties))
    if not helpers:
        return None
    talking = tuple(party for party in event.parties(*_TALKING) if party not in helpers)
    hosts = tuple(party for party in event.parties(HOST) if party not in (*helpers, *talking))
    if event["kind"] not in _TALKS:
        # The host of a visit or statement is who was spoken to.
        return Effort(event, (*talking, *hosts), {OFFER: helpers})
    return Effort(event, talking, _filled({**thirds, HOST: hosts}))


def _filled(thirds: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {role: parties for role, parties in thirds.items() if parties}


def _hosted(event: Event, at_odds: set[frozenset[str]]) -> Effort | None:
    """Return talks of two that have had a third party's help before, received by another."""
    talking, hosts = event.parties(*_TALKING), event.parties(HOST)
    hosts = tuple(host for host in hosts if host not in talking)
    if event["kind"] not in _TALKS or not hosts or frozenset(talking) not in at_odds:
        return None
    return Effort(event, talking, {HOST: hosts})
