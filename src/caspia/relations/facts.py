"""The rows of a ledger that ties are made of, sorted by pair for asking."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from caspia.relations.contacts import Contact, contacts_of
from caspia.relations.crossing import Crossings
from caspia.relations.happenings import Happening, happenings
from caspia.relations.trade import Flow, flows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from caspia.ledger import Ledger, Row
    from caspia.relations.third_parties import Effort

Pair = tuple[str, str]


class Reading(NamedTuple):
    """What the rows say of one feature on a day.

    Attributes
    ----------
    low, value, high : float
        The value in the unit of the feature, and its interval.
    rows : tuple of str
        The rows it rests on, the heaviest first; none where a followed record is empty.
    open : bool
        The record is not followed: there may be more, so it can raise a tie but never lower it.
    """

    low: float
    value: float
    high: float
    rows: tuple[str, ...] = ()
    open: bool = False


class Facts:
    """Rows by pair; built once for a ledger by `facts_of`.

    Parameters
    ----------
    ledger : Ledger
        Whose rows they are.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        #: Talks with a third party's help, once they have been asked for.
        self.efforts: tuple[Effort, ...] | None = None
        #: Standings in blocs by party and day, as they are asked for.
        self.standings: dict[tuple[str, date], dict[str, Row]] = {}

    @cached_property
    def crossings(self) -> Crossings:
        """Links that lead straight from one state to another."""
        return Crossings(self.ledger)

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """Events that were held, by their first day."""
        return happenings(self.ledger)

    @cached_property
    def contacts(self) -> Mapping[Pair, tuple[Contact, ...]]:
        """Contacts by the pair: of a visit (visitor, host), of a meeting both orders."""
        return contacts_of(self.ledger, self.happenings)

    @cached_property
    def flows(self) -> Mapping[Pair, tuple[Flow, ...]]:
        """Yearly figures of trade and freight by (subject, partner)."""
        return flows_of(self.ledger)

    @cached_property
    def agreements(self) -> Mapping[Pair, tuple[tuple[Row, tuple[Row, ...]], ...]]:
        """Agreements with their statuses by pair in the order of their ids, both orders."""
        statuses = _grouped(self.ledger.rows("agreement_status"), "agreement_id")
        found: dict[Pair, list[tuple[Row, tuple[Row, ...]]]] = defaultdict(list)
        for row in self.ledger.rows("agreements"):
            for pair in _pairs(row["parties"]):
                found[pair].append((row, tuple(statuses.get(row.id, ()))))
        return {pair: tuple(some) for pair, some in found.items()}

    @cached_property
    def memberships(self) -> Mapping[str, tuple[Row, ...]]:
        """Memberships by member."""
        rows = self.ledger.rows("memberships")
        return {k: tuple(some) for k, some in _grouped(rows, "member").items()}

    @cached_property
    def projects(self) -> Mapping[Pair, tuple[Row, ...]]:
        """Projects by pair, both orders."""
        found: dict[Pair, list[Row]] = defaultdict(list)
        for row in self.ledger.rows("projects"):
            for pair in _pairs(row["parties"]):
                found[pair].append(row)
        return {pair: tuple(some) for pair, some in found.items()}

    @cached_property
    def touched(self) -> frozenset[frozenset[str]]:
        """Pairs of which some row tells."""
        pairs = {frozenset(pair) for pair in (*self.contacts, *self.flows, *self.agreements)}
        pairs |= {frozenset(pair) for pair in self.projects}
        members = {one for one in self.memberships if one in self.crossings.states}
        members |= {row["bloc"] for some in self.memberships.values() for row in some}
        pairs |= {frozenset((one, other)) for one in members for other in members}
        return frozenset(pairs)


@lru_cache(maxsize=4)
def facts_of(ledger: Ledger) -> Facts:
    """Return the facts of a ledger; the same object each time, since a ledger never changes."""
    return Facts(ledger)


def _pairs(parties: Iterable[str]) -> Iterable[Pair]:
    several = tuple(dict.fromkeys(parties))
    return ((one, other) for one in several for other in several if one != other)


def _grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found
