"""Talks in which a third party had a part, one case each: who mediated, who hosted (C11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.relations.facts import facts_of
from caspia.relations.happenings import HOST, MEDIATOR, PLATFORM
from caspia.relations.rules import settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from caspia.ledger import Ledger
    from caspia.relations.happenings import Happening

ROLES = ("host", "mediator")
_TALKS = ("summit", "negotiation", "foreign_ministers_meeting", "signing")


@dataclass(frozen=True, slots=True)
class Effort:
    """Talks of two with a third party's help.

    Attributes
    ----------
    rows : tuple of str
        The events, the first to begin first: several where they are told apart or follow at once.
    day : date
        The first day.
    pair : tuple of (str, str)
        Who talked, in the order of their ids.
    mediators : frozenset of str
        Who worked on the substance, as a source states it.
    hosts : frozenset of str
        Who lent the place, or received them, or mediated at home.
    """

    rows: tuple[str, ...]
    day: date
    pair: tuple[str, str]
    mediators: frozenset[str]
    hosts: frozenset[str]

    def having(self, role: str) -> frozenset[str]:
        """Return who had a role: ``host`` or ``mediator``."""
        return self.hosts if role == "host" else self.mediators


def efforts(ledger: Ledger) -> tuple[Effort, ...]:
    """Return the talks of two with a third party's help by their first day, one case each.

    Talks told apart or that are part of one another are one case, and so are those of the same two
    that begin within `same_days` of each other.
    """
    facts = facts_of(ledger)
    if facts.efforts is None:
        facts.efforts = tuple(_merged(_single(facts.happenings)))
    return facts.efforts


def _single(happenings: Sequence[Happening]) -> list[Effort]:
    stated = {one.id: effort for one in happenings if (effort := _stated(one))}
    pairs = {effort.pair for effort in stated.values()}
    found = [stated.get(one.id) or _received(one, pairs) for one in happenings]
    return [effort for effort in found if effort]


def _stated(one: Happening) -> Effort | None:
    """Return talks of two whose mediator or platform a source states."""
    pair = one.talking
    if one.kind not in _TALKS or not one.thirds or len(pair) != 2:
        return None
    mediators = frozenset(one.parties(MEDIATOR))
    received = frozenset(one.parties(PLATFORM, HOST)) - set(pair)
    at_home = mediators & {one.country}
    return Effort((one.id,), one.day, _ordered(pair), mediators, received | at_home)


def _received(one: Happening, pairs: set[tuple[str, str]]) -> Effort | None:
    """Return talks of two that had a third party's help before or since, received by another."""
    pair = one.talking
    hosts = frozenset(one.parties(HOST)) - set(pair)
    if one.kind not in _TALKS or len(pair) != 2 or not hosts or _ordered(pair) not in pairs:
        return None
    return Effort((one.id,), one.day, _ordered(pair), frozenset(), hosts)


def _ordered(pair: tuple[str, ...]) -> tuple[str, str]:
    return min(pair), max(pair)


def _merged(single: Sequence[Effort]) -> list[Effort]:
    found: list[Effort] = []
    for effort in sorted(single, key=lambda one: (one.pair, one.day, one.rows)):
        last = found[-1] if found else None
        near = timedelta(days=settings().same_days)
        if last and last.pair == effort.pair and effort.day - last.day <= near:
            found[-1] = Effort(
                last.rows + effort.rows,
                last.day,
                last.pair,
                last.mediators | effort.mediators,
                last.hosts | effort.hosts,
            )
        else:
            found.append(effort)
    return sorted(found, key=lambda one: (one.day, one.rows))
