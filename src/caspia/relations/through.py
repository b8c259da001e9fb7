"""How far one party's routes run through the other: modelled, never part of a tie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.errors import BadInputError
from caspia.ledger import find_party, read_day
from caspia.network import Network, centrality
from caspia.relations.timeline import Score

if TYPE_CHECKING:
    from datetime import date

    from caspia.ledger import Ledger

# Where the goods of the region go and come from, each by its main place of trade.
_ENDS = ("TUR", "DEU", "NLD", "ROU", "GRC", "CHN", "RUS", "IRN")
_BY = ("time", "cost")


@dataclass(frozen=True, slots=True)
class Through:
    """The share of one party's best routes that cross the other on a day; modelled.

    Attributes
    ----------
    party, other : str
        Whose routes, and whom they cross.
    on : date
        The day.
    good, by : str
        What is carried, and what shippers make least.
    share : Score
        0 to 1, with what one draw in ten stays under and one goes over.
    pairs : int
        Pairs of places with some route, each of which counts the same.
    """

    party: str
    other: str
    on: date
    good: str
    by: str
    share: Score
    pairs: int


def through(
    ledger: Ledger, a: str, b: str, on: str | date, good: str = "containers", by: str = "time"
) -> tuple[Through | None, Through | None]:
    """Return which share of each party's routes crosses the other; None where it has none.

    Routes run from a party to eight states around the region, the two themselves left out. They are
    those of the network of the day, whose times and costs are in part assumed.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    a, b : str
        Two states by id, code, name or alias.
    on : str or date
        The day.
    good : str
        What is carried.
    by : str
        What shippers make least: ``time`` or ``cost``.

    Raises
    ------
    UnknownNameError
        There is no such state or good.
    BadInputError
        `by` is neither time nor cost.
    """
    one, other = (find_party(ledger, name).id for name in (a, b))
    if by not in _BY:
        raise BadInputError(f"Routes are least by time or by cost, not by {by}. Use one of these.")
    network = Network.on(ledger, read_day(on))
    network.graph(good)
    return _of(network, one, other, good, by), _of(network, other, one, good, by)


def _of(network: Network, party: str, other: str, good: str, by: str) -> Through | None:
    ends = tuple(end for end in _ENDS if end not in (party, other))
    try:
        found = centrality(network, other, good, by, (party,), ends)
    except BadInputError:
        # The good and the criterion are known by now: the party has no place or no route.
        return None
    share = Score(found.share.median, found.share.low, found.share.high)
    return Through(party, other, network.date, good, by, share, found.pairs)
