"""Visits and meetings of two parties, with the points that each counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from caspia.ledger import holds_on
from caspia.relations.happenings import HOST
from caspia.relations.rules import contact_points, level_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from caspia.ledger import Ledger, Row
    from caspia.relations.happenings import Happening

    Pair = tuple[str, str]

# A gathering of more than these brings two of those present together less than a meeting of two.
_FEW = 4
_MANY_FACTOR = 0.5


@dataclass(frozen=True, slots=True)
class Contact:
    """A visit or meeting.

    Attributes
    ----------
    row : str
        The event.
    day : date
        Its first day.
    kind : str
        ``visit`` or ``meeting``.
    points : float
        What it counts on its day.
    """

    row: str
    day: date
    kind: str
    points: float


def contacts_of(
    ledger: Ledger, happenings: Sequence[Happening]
) -> Mapping[Pair, tuple[Contact, ...]]:
    """Return contacts by pair: of a visit (visitor, host), of a meeting in both orders.

    Of a whole and its parts between the same two, and of what is told as perhaps one and the same,
    the one of most points counts.
    """
    offices, twins = _offices(ledger), _twins(ledger)
    told: dict[Pair, list[_Told]] = defaultdict(list)
    for one in happenings:
        for pair, contact in _contacts(one, offices):
            kin = twins[one.id] | ({one.part_of} if one.part_of else set())
            both = (min(pair), max(pair))
            told[both].append(_Told(pair, contact, frozenset(kin), one.precise))
    found: dict[Pair, list[Contact]] = defaultdict(list)
    for some in told.values():
        for pair, contact in _each_once(some):
            found[pair].append(contact)
    return {pair: tuple(some) for pair, some in found.items()}


class _Told(NamedTuple):
    """A contact of a pair with the events that it is part of or may be one with."""

    pair: Pair
    contact: Contact
    kin: frozenset[str]
    precise: bool


def _each_once(some: Sequence[_Told]) -> Iterator[tuple[Pair, Contact]]:
    """Yield of each cluster of kin the contact of most points, a meeting in both orders."""
    leader = {one.contact.row: one.contact.row for one in some}

    def first(row: str) -> str:
        while leader[row] != row:
            row = leader[row]
        return row

    for one in some:
        for other in one.kin & leader.keys():
            leader[first(one.contact.row)] = first(other)
    clusters: dict[str, list[_Told]] = defaultdict(list)
    for one in some:
        clusters[first(one.contact.row)].append(one)
    for cluster in clusters.values():
        best = max(cluster, key=lambda one: (one.contact.points, one.precise))
        for one in cluster:
            if one.contact is best.contact or one.contact == best.contact:
                yield one.pair, one.contact


def _contacts(
    one: Happening, offices: Mapping[str, Sequence[Row]]
) -> Iterator[tuple[Pair, Contact]]:
    points, kind = contact_points().get(one.kind, (0.0, ""))
    if kind == "visit":
        for visitor, host in _visited(one):
            level = _level(one, visitor, offices)
            yield (visitor, host), Contact(one.id, one.day, kind, points * level)
    elif kind == "meeting":
        present = dict.fromkeys((*one.talking, *one.parties(HOST)))
        factor = points * (_MANY_FACTOR if len(present) > _FEW else 1.0)
        for pair in _met(one, tuple(present)):
            level = min(_level(one, party, offices) for party in pair)
            yield pair, Contact(one.id, one.day, kind, factor * level)


def _visited(one: Happening) -> Iterator[Pair]:
    hosts = dict.fromkeys((*one.parties(HOST), *((one.country,) if one.country else ())))
    for visitor in one.parties("visitor"):
        for host in hosts:
            if visitor != host:
                yield visitor, host


def _met(one: Happening, present: tuple[str, ...]) -> Iterator[Pair]:
    """Yield pairs that met; in talks of two with a third party's help only that party met both."""
    thirds = one.thirds
    for first in (*present, *thirds):
        for second in (*present, *thirds):
            helped = thirds and first not in thirds and second not in thirds
            if first != second and not helped:
                yield first, second


def _level(one: Happening, party: str, offices: Mapping[str, Sequence[Row]]) -> float:
    person = one.person(party)
    held = [row for row in offices.get(person, ()) if holds_on(row, one.day)]
    return max((level_of(row["office"]) for row in held), default=1.0)


def _offices(ledger: Ledger) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in ledger.rows("offices"):
        found[row["person"]].append(row)
    return found


def _twins(ledger: Ledger) -> dict[str, set[str]]:
    """Return by row those that are told against it, perhaps as one and the same."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in ledger.connection.execute("SELECT row_id, rival_id FROM rivals").fetchall():
        found[one].add(other)
        found[other].add(one)
    return found
