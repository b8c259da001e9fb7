"""Routes of a good between two places on a day: alternatives, what they take and rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError
from caspia.network.alternatives import Taste, Ways, choose, is_direct, paths_over_arcs
from caspia.network.beside import beside
from caspia.network.corridors import OTHER, corridor_of, signature
from caspia.network.crossings import crossed, ground_of
from caspia.network.dependence import dependences, permits_of, single_points
from caspia.network.draws import draw_totals, quantiles
from caspia.network.durations import spans_of
from caspia.network.journey import Hours, Money, Route, Routes, SinglePoints
from caspia.network.legs import legs_of
from caspia.network.model import NONE
from caspia.network.paths import weigh
from caspia.network.places import find_place
from caspia.network.quoted import quotes
from caspia.network.reopening import reopenings
from caspia.network.reservations import modes_by_state, reservations
from caspia.network.weights import weights_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from caspia.network.alternatives import Path
    from caspia.network.crossings import Crossed, Ground
    from caspia.network.journey import Reservation
    from caspia.network.model import Flags, Graph, Ids, Numbers
    from caspia.network.network import Network
    from caspia.network.paths import Weighted

MOST = 8
# States of transit without which further corridors come to light.
_AVOIDED: tuple[tuple[str, ...], ...] = ((), ("RUS",), ("RUS", "IRN"), ("RUS", "IRN", "AFG"))
# What is made least, as it is told: draws of time may put two routes otherwise than medians do.
_RANK: dict[str, Callable[[Route], float]] = {
    "time": lambda route: route.time_h.median,
    "cost": lambda route: route.cost_usd_per_t.value,
    "co2": lambda route: route.co2_kg_per_t,
    "risk": lambda route: route.time_h.p90 - route.time_h.median,
}
_NO_POINTS = SinglePoints((), (), (), ())


@dataclass(frozen=True, slots=True)
class Search:
    """A network made ready for finding routes of one good by one criterion.

    Attributes
    ----------
    network : Network
        As it stood.
    graph : Graph
        Of the good.
    ground : Ground
        What its links run over.
    by : str
        What is made least.
    weight : float64, shape (arcs,)
        Weight of every arc.
    weighted : Weighted
        The graph with these weights.
    ways : Ways
        What makes two paths differ.
    """

    network: Network
    graph: Graph
    ground: Ground
    by: str
    weight: Numbers
    weighted: Weighted
    ways: Ways


def find_routes(
    network: Network,
    origin: str,
    destination: str,
    good: str = "containers",
    by: str = "time",
    most: int = MOST,
) -> Routes:
    """Return the routes of a good from one place to another.

    Parameters
    ----------
    network : Network
        As it stood on a day.
    origin, destination : str
        Names of places, or of states, which stand for their main place of trade.
    good : str
        What is carried.
    by : str
        What is made least: ``time``, ``cost``, ``co2`` or ``risk``.
    most : int
        How many routes at most beside the best of each corridor.

    Returns
    -------
    Routes
        Those that exist on paper only come last; with `closed_by` in place of routes where there
        is no way (C2).

    Raises
    ------
    UnknownNameError
        There is no such place, good or criterion.
    BadInputError
        Both places are one.
    """
    ends = find_place(network.ledger, origin), find_place(network.ledger, destination)
    if ends[0].node_id == ends[1].node_id:
        raise BadInputError(f"Origin and destination are both {ends[0].name}. Give two places.")
    search = prepare(network, good, by)
    paths = paths_between(search, ends[0].node_id, ends[1].node_id, most)
    nodes = ends[0].node_id, ends[1].node_id
    told = [route_of(search, path.arcs) for path in paths]
    ranked = tuple(sorted(told, key=lambda route: (route.on_paper, _RANK[by](route))))
    said = quotes(network.ledger, *nodes, good, network.date)
    return Routes(
        *ends,
        good,
        by,
        network.date,
        ranked,
        tuple(beside(quote, ranked) for quote in said),
        _shared_points(search, nodes, paths),
        () if paths else reopenings(network, *nodes, good),
    )


def prepare(network: Network, good: str, by: str) -> Search:
    """Return a network ready for finding routes.

    Raises
    ------
    UnknownNameError
        There is no such good or criterion.
    """
    graph = network.graph(good)
    weight = weights_of(graph, by)
    arcs = graph.arcs
    segment = np.where(arcs.link == NONE, len(graph.link_ids) + arcs.handling, arcs.link)
    return Search(
        network,
        graph,
        ground_of(network.ledger, graph),
        by,
        weight,
        weigh(len(graph.vertex_node), arcs.tail, arcs.head, weight),
        Ways(arcs.length_km, segment.astype(np.int32), graph.vertex_node, arcs.link != NONE),
    )


def paths_between(search: Search, origin: str, destination: str, most: int) -> tuple[Path, ...]:
    """Return the paths that differ enough, best first; none where no open link joins the ends."""
    graph, ground = search.graph, search.ground
    if origin not in graph.access_of or destination not in graph.access_of:
        return ()
    arcs = graph.arcs
    seen: dict[Path, tuple[Crossed, str]] = {}

    def told(path: Path) -> tuple[Crossed, str]:
        if path not in seen:
            what = crossed(graph, ground, path.arcs)
            seen[path] = what, corridor_of(graph, ground, path.arcs, what)
        return seen[path]

    taste = Taste(
        lambda path: None if told(path)[1] == OTHER else told(path)[1],
        lambda path: signature(*told(path)),
        lambda path: is_direct(search.weighted, path, arcs.tail, arcs.head, search.weight),
        most,
    )
    return choose(_candidates(search, origin, destination), search.ways, taste)


def _candidates(search: Search, origin: str, destination: str) -> list[Path]:
    """Return the best path over each arc, lightest first, also without some states of transit.

    A corridor with two gates may hold no arc whose best path stays in it: what leads to the second
    gate comes more quickly by another corridor. So each is also looked for with that one away.
    """
    graph, arcs = search.graph, search.graph.arcs
    ends = graph.access_of[origin], graph.access_of[destination]
    home = {search.ground.node_country[graph.vertex_node[vertex]] for vertex in ends}
    found: dict[tuple[int, ...], Path] = {}
    for avoided in dict.fromkeys(frozenset(some) - home for some in _AVOIDED):
        weight = np.where(_touching(search, avoided), np.inf, search.weight)
        there = weigh(len(graph.vertex_node), arcs.tail, arcs.head, weight)
        for path in paths_over_arcs(there, arcs.tail, arcs.head, weight, ends, search.ways):
            found.setdefault(path.arcs, path)
    return sorted(found.values(), key=lambda path: (round(path.weight, 9), path.arcs))


def route_of(search: Search, arcs: Sequence[int]) -> Route:
    """Return a path as a route."""
    graph, network = search.graph, search.network
    of, chosen = graph.arcs, np.asarray(arcs, dtype=np.int32)
    what = crossed(graph, search.ground, arcs)
    legs = legs_of(graph, arcs)
    links = tuple(link for leg in legs for link in leg.links)
    corridor = corridor_of(graph, search.ground, arcs, what)
    hours = float((of.time_h[chosen] + of.dwell_h[chosen]).sum())
    met = reservations(search.network, graph.good, what, modes_by_state(search.ground, arcs))
    return Route(
        corridor,
        _corridor_name(search, corridor),
        legs,
        float(of.length_km[chosen].sum()),
        _cost(graph, chosen, met),
        Hours(*quantiles(draw_totals(spans_of(graph, arcs)))),
        float(of.co2_kg_per_t[chosen].sum()),
        what.states,
        tuple(sorted(what.borders)),
        tuple(sorted(what.seas)),
        dependences(network.ledger, network.findings, links),
        tuple(link for link in links if network.states[link].status == "restricted"),
        met,
        min(sum(leg.assumed_h for leg in legs) / hours, 1.0) if hours else 0.0,
    )


def _cost(graph: Graph, arcs: Ids, met: Sequence[Reservation]) -> Money:
    of, added = graph.arcs, [one.added_cost_usd_per_t for one in met]
    return Money(
        float(of.cost_usd_per_t[arcs].sum()) + sum(cost.value for cost in added),
        float(of.cost_low_usd_per_t[arcs].sum()) + sum(cost.low for cost in added),
        float(of.cost_high_usd_per_t[arcs].sum()) + sum(cost.high for cost in added),
    )


def _touching(search: Search, states: frozenset[str]) -> Flags:
    """Tell of each arc whether it touches some states on land or in handling."""
    graph, ground = search.graph, search.ground
    inside = np.array([country in states for country in ground.node_country], dtype=bool)
    at_sea = np.array([ground.at_sea(link) for link, _, _ in ground.arcs], dtype=bool)
    ends = inside[graph.vertex_node[graph.arcs.tail]] | inside[graph.vertex_node[graph.arcs.head]]
    touching: Flags = ends & ~at_sea
    return touching


def _corridor_name(search: Search, corridor: str) -> str:
    row = search.network.ledger.find(corridor)
    return row["name"] if row and row.table == "corridors" else corridor.replace("_", " ")


def _shared_points(search: Search, nodes: tuple[str, str], paths: Sequence[Path]) -> SinglePoints:
    if not paths:
        return _NO_POINTS
    network, graph = search.network, search.graph
    ends = graph.access_of[nodes[0]], graph.access_of[nodes[1]]
    needed = permits_of(network.ledger, network.findings, graph.link_ids)
    return single_points(graph, search.ground, ends, [path.arcs for path in paths], needed)
