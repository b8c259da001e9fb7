"""Blocs on a day: who stands in them and how, what two share, who is in no military one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.ledger import find_party, holds_on, read_day
from caspia.relations.facts import facts_of
from caspia.relations.readings import shared_blocs
from caspia.relations.rules import blocs, is_followed

if TYPE_CHECKING:
    from datetime import date

    from caspia.ledger import Ledger

MILITARY = "military"
# A treaty that the organisation after it carries on is no bloc beside it.
_CARRIED_ON = frozenset({"CST"})


@dataclass(frozen=True, slots=True)
class Membership:
    """How a party stands in a bloc.

    Attributes
    ----------
    bloc, role : str
        As in ``memberships``; ``withdrawn`` says that it left.
    since : date or None
        First day, where it is known.
    row : str
        The membership.
    """

    bloc: str
    role: str
    since: date | None
    row: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A bloc in which two parties both stand.

    Attributes
    ----------
    bloc : str
        Its id.
    points : float
        Its depth times the lesser of the two standings.
    rows : tuple of str
        The two memberships.
    """

    bloc: str
    points: float
    rows: tuple[str, ...]


def memberships_on(ledger: Ledger, party: str, on: str | date) -> tuple[Membership, ...]:
    """Return how a party stood in each bloc on a day, by bloc.

    Raises
    ------
    UnknownNameError
        There is no such party.
    BadDateError
        `on` is no day.
    """
    day, who = read_day(on), find_party(ledger, party).id
    held = [row for row in ledger.rows("memberships", member=who) if holds_on(row, day)]
    found = [Membership(row["bloc"], row["role"], row["valid_from"], row.id) for row in held]
    return tuple(sorted(found, key=lambda one: (one.bloc, one.row)))


def overlap(ledger: Ledger, a: str, b: str, on: str | date) -> tuple[Shared, ...]:
    """Return the blocs in which two parties both stood on a day, the deepest first."""
    one, other = (find_party(ledger, name).id for name in (a, b))
    found = shared_blocs(facts_of(ledger), one, other, read_day(on) + timedelta(days=1))
    shared = [
        Shared(bloc, points, tuple(row.id for row in rows))
        for bloc, (points, rows) in found.items()
    ]
    return tuple(sorted(shared, key=lambda one: (-one.points, one.bloc)))


def military_blocs(ledger: Ledger, party: str, on: str | date) -> tuple[Membership, ...] | None:
    """Return the military blocs of which a party was a member or frozen member on a day.

    None where its memberships are not kept whole, so that an empty answer would say nothing.
    """
    who = find_party(ledger, party).id
    day = read_day(on)
    found = tuple(
        one
        for one in memberships_on(ledger, who, day)
        if one.bloc in blocs()
        and one.bloc not in _CARRIED_ON
        and blocs()[one.bloc].kind == MILITARY
        and one.role in ("member", "frozen")
    )
    return found if found or is_followed("memberships", who, who, day) else None
