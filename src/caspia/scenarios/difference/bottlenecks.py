"""Limits that are used up under a scenario and were not, or no longer are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.flows.link_table import used_room, utilisation
from caspia.flows.room_prices import TIGHT

if TYPE_CHECKING:
    from caspia.flows import FlowResult

ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A limit in two results.

    Attributes
    ----------
    limit : str
        Its id.
    target : str
        The link or place.
    kind, basis : str
        What kind of limit it is, and how it was come by; on an assumed one alone nothing is called
        a bottleneck.
    months_before, months_after : int
        Months in which it is used up.
    """

    limit: str
    target: str
    kind: str
    basis: str
    months_before: int
    months_after: int

    @property
    def indicative(self) -> bool:
        """Whether the limit is assumed."""
        return self.basis == ASSUMED


def bottlenecks(before: FlowResult, after: FlowResult) -> tuple[Bottleneck, ...]:
    """Return the limits that are used up in more or fewer months, the largest change first."""
    was, now = _full(before), _full(after)
    rooms = {room.room_id: room for one in (before, after) for room in one.region.rooms}
    found = []
    for limit in sorted({*was, *now}):
        room = rooms[limit]
        months = was.get(limit, 0), now.get(limit, 0)
        if months[0] != months[1]:
            found.append(Bottleneck(limit, room.target, room.kind, room.basis, *months))
    return tuple(
        sorted(found, key=lambda one: (-abs(one.months_after - one.months_before), one.limit))
    )


def _full(result: FlowResult) -> dict[str, int]:
    """Return in how many months each limit is used up; one of nothing is none."""
    found = {}
    for room in result.region.rooms:
        used = used_room(result, room)
        months = int(((utilisation(used, room) >= TIGHT) & (used > 0)).sum())
        if months:
            found[room.room_id] = months
    return found
