"""How central a state is: the share of routes that cross it, and what is lost if it shuts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError
from caspia.ledger import find_party
from caspia.network.crossings import crossed
from caspia.network.draws import draw_totals
from caspia.network.durations import costs_of, spans_of
from caspia.network.places import find_place
from caspia.network.reservations import modes_by_state, reservations
from caspia.network.routes import paths_between, prepare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from caspia.network.journey import Reservation
    from caspia.network.network import Network
    from caspia.network.routes import Search

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

FIVE = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
WEST = ("TUR", "BGR", "ROU", "GRC", "HUN", "AUT", "DEU", "POL", "NLD")
_SPANS = {"time": spans_of, "cost": costs_of}
# Shippers in ranks of equal number, the most cautious first.
_SHIPPERS = 40
_BAND = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Band:
    """A number from draws: a median, and what one in ten stays under and one in ten goes over."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Centrality:
    """How central a state is to routes from some states to others on a day.

    Attributes
    ----------
    state, good, by : str
        The state, what is carried, and what shippers make least: ``time`` or ``cost``.
    on : date
        The day.
    pairs : int
        How many pairs of places, each counting the same, with some route.
    share : Band
        Share of shippers whose best route crosses the state, 0 to 1.
    cut : float
        Share of shippers left without any route that they take if the state shuts.
    lost : Band
        What its shutting costs those who crossed it and find another way, on average: hours, or
        US dollars per tonne.
    """

    state: str
    good: str
    by: str
    on: date
    pairs: int
    share: Band
    cut: float
    lost: Band


def centrality(
    network: Network,
    state: str = "AZE",
    good: str = "containers",
    by: str = "time",
    origins: Sequence[str] = FIVE,
    destinations: Sequence[str] = WEST,
) -> Centrality:
    """Return how central a state is to routes from some states to others.

    In each draw every shipper takes the best of the routes open to that shipper. A part of the
    shippers, the most cautious, refuses a route through a state as `transit_permissions` says; who
    refuses a small risk refuses every greater one. Each pair of places counts the same.

    Parameters
    ----------
    network : Network
        As it stood on a day.
    state : str
        The state.
    good : str
        What is carried.
    by : str
        What shippers make least: ``time`` or ``cost``.
    origins, destinations : sequence of str
        States, each with its main place; the five, and states of Europe and Turkiye.

    Raises
    ------
    BadInputError
        No pair has a route, or `by` is neither time nor cost.
    """
    if by not in _SPANS:
        raise BadInputError(f"Centrality is by time or by cost, not by {by}. Use one of these.")
    asked = find_party(network.ledger, state).id
    search = prepare(network, good, by)
    node = {name: find_place(network.ledger, name).node_id for name in (*origins, *destinations)}
    found = [
        pair
        for origin in origins
        for destination in destinations
        if (pair := _pair(search, node[origin], node[destination], asked)) is not None
    ]
    if not found:
        raise BadInputError(f"No pair has a route for {good} on {network.date}. Ask another day.")
    share = np.mean([pair.crossing for pair in found], axis=0)
    moved = np.sum([pair.moved for pair in found], axis=0)
    lost = np.sum([pair.lost for pair in found], axis=0)
    return Centrality(
        asked,
        good,
        by,
        network.date,
        len(found),
        _band(share),
        float(np.mean([pair.cut for pair in found])),
        _band(np.divide(lost, moved, out=np.zeros_like(lost), where=moved > 0)),
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """One pair of places; each array has shape (draws,).

    Attributes
    ----------
    crossing : float64
        Share of shippers whose best route crosses the state.
    moved : float64
        Share of shippers who crossed it and find another way if it shuts.
    lost : float64
        What that costs these, summed over shares.
    cut : float
        Share of shippers who crossed it and find none.
    """

    crossing: Numbers
    moved: Numbers
    lost: Numbers
    cut: float


def _pair(search: Search, origin: str, destination: str, state: str) -> _Pair | None:
    paths = paths_between(search, origin, destination, 0)
    if not paths:
        return None
    crossings = [crossed(search.graph, search.ground, path.arcs) for path in paths]
    met = [
        reservations(
            search.network, search.graph.good, what, modes_by_state(search.ground, path.arcs)
        )
        for path, what in zip(paths, crossings, strict=True)
    ]
    spans = _SPANS[search.by]
    totals = np.array([draw_totals(spans(search.graph, path.arcs)) for path in paths])
    crosses = np.array([state in what.states for what in crossings], dtype=bool)
    return weigh_pair(totals, crosses, _taken(met))


def weigh_pair(totals: Numbers, crosses: Flags, taken: Flags) -> _Pair:
    """Return how one pair of places depends on a state.

    Parameters
    ----------
    totals : float64, shape (routes, draws)
        What each route takes in each draw.
    crosses : bool, shape (routes,)
        Whether it crosses the state.
    taken : bool, shape (shippers, routes)
        Whether a shipper would take it.
    """
    offered = np.where(taken[:, :, None], totals[None], np.inf)
    best = offered.min(axis=1)
    around = np.where(crosses[None, :, None], np.inf, offered).min(axis=1)
    through = np.isfinite(best) & (best < around)
    moved = through & np.isfinite(around)
    extra = np.where(moved, around, 0.0) - np.where(moved, best, 0.0)
    return _Pair(
        through.mean(axis=0),
        moved.mean(axis=0),
        extra.mean(axis=0),
        float((through & ~moved).mean()),
    )


def _taken(met: Sequence[Sequence[Reservation]]) -> Flags:
    """Tell which shippers take which routes by what these meet, shape (shippers, routes)."""
    rank = (np.arange(_SHIPPERS) + 0.5) / _SHIPPERS
    refusing = np.array([_refusing(reserved) for reserved in met]) / 100
    taken: Flags = rank[:, None] >= refusing[None, :]
    return taken


def _refusing(met: Sequence[Reservation]) -> float:
    """Return the percent of shippers whom a route puts off."""
    barred = any(one.on_paper and one.refusing is None for one in met)
    return 100.0 if barred else max((one.refusing or 0.0 for one in met), default=0)


def _band(draws: Numbers) -> Band:
    low, median, high = (float(value) for value in np.quantile(draws, _BAND))
    return Band(median, low, high)
