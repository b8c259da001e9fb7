"""Routes of a good between two places on a day: alternatives, what they take and rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError
from caspia.network.alternatives import Taste, Ways, choose, is_direct, paths_over_arcs
from caspia.network.causes import spans_of
from caspia.network.corridors import corridor_of, signature
from caspia.network.crossings import crossed, ground_of
from caspia.network.dependence import dependences, permits_of, single_points
from caspia.network.draws import draw_totals, quantiles
from caspia.network.journey import Hours, Money, Route, Routes, SinglePoints
from caspia.network.legs import legs_of
from caspia.network.model import NONE
from caspia.network.paths import weigh
from caspia.network.places import find_place
from caspia.network.reopening import reopenings
from caspia.network.weights import weights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.network.alternatives import Path
    from caspia.network.crossings import Ground
    from caspia.network.model import Graph, Numbers
    from caspia.network.network import Network
    from caspia.network.paths import Weighted

MOST = 8
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
        With `closed_by` in place of routes where there is no way (C2).

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
    cut = () if paths else reopenings(network, ends[0].node_id, ends[1].node_id, good)
    return Routes(
        *ends,
        good,
        by,
        network.date,
        tuple(route_of(search, path.arcs) for path in paths),
        _shared_points(search, (ends[0].node_id, ends[1].node_id), paths),
        cut,
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
        Ways(arcs.length_km, segment.astype(np.int32), graph.vertex_node),
    )


def paths_between(search: Search, origin: str, destination: str, most: int) -> tuple[Path, ...]:
    """Return the paths that differ enough, best first; none where no open link joins the ends."""
    graph, ground = search.graph, search.ground
    if origin not in graph.access_of or destination not in graph.access_of:
        return ()
    arcs = graph.arcs
    corridors: dict[Path, str] = {}

    def corridor(path: Path) -> str:
        if path not in corridors:
            corridors[path] = corridor_of(graph, ground, path.arcs)
        return corridors[path]

    taste = Taste(
        corridor,
        lambda path: signature(crossed(graph, ground, path.arcs), corridor(path)),
        lambda path: is_direct(search.weighted, path, arcs.tail, arcs.head, search.weight),
        most,
    )
    ends = graph.access_of[origin], graph.access_of[destination]
    found = paths_over_arcs(search.weighted, arcs.tail, arcs.head, search.weight, ends, search.ways)
    return choose(found, search.ways, taste)


def route_of(search: Search, arcs: Sequence[int]) -> Route:
    """Return a path as a route."""
    graph, network = search.graph, search.network
    of, chosen = graph.arcs, np.asarray(arcs, dtype=np.int32)
    what = crossed(graph, search.ground, arcs)
    legs = legs_of(graph, arcs)
    links = tuple(link for leg in legs for link in leg.links)
    corridor = corridor_of(graph, search.ground, arcs)
    hours = float((of.time_h[chosen] + of.dwell_h[chosen]).sum())
    return Route(
        corridor,
        _corridor_name(search, corridor),
        legs,
        float(of.length_km[chosen].sum()),
        Money(
            float(of.cost_usd_per_t[chosen].sum()),
            float(of.cost_low_usd_per_t[chosen].sum()),
            float(of.cost_high_usd_per_t[chosen].sum()),
        ),
        Hours(*quantiles(draw_totals(spans_of(graph, search.ground, arcs)))),
        float(of.co2_kg_per_t[chosen].sum()),
        what.states,
        tuple(sorted(what.borders)),
        tuple(sorted(what.seas)),
        dependences(network.ledger, network.findings, links),
        tuple(link for link in links if network.states[link].status == "restricted"),
        (),
        sum(leg.assumed_h for leg in legs) / hours if hours else 0.0,
    )


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
