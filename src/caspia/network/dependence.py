"""What a route rests on: agreements behind its links, and what no other way avoids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.network.journey import Dependence, SinglePoints
from caspia.network.model import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from caspia.ledger import Ledger
    from caspia.network.calendar import Findings
    from caspia.network.crossings import Ground
    from caspia.network.model import Flags, Graph

_OWN = frozenset({"existence", "status"})


def permits_of(
    ledger: Ledger, findings: Mapping[str, Findings], links: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return the agreements that links need in force, each with its links in the order given."""
    found: dict[str, list[str]] = {}
    for link in links:
        for need in findings[link]:
            if need not in _OWN:
                found.setdefault(ledger.row(need)["agreement_id"], []).append(link)
    return {agreement: tuple(dict.fromkeys(some)) for agreement, some in found.items()}


def dependences(
    ledger: Ledger, findings: Mapping[str, Findings], links: Iterable[str]
) -> tuple[Dependence, ...]:
    """Return the agreements that links of a route rest on, in the order of travel."""
    needed = permits_of(ledger, findings, links)
    return tuple(
        Dependence(agreement, ledger.row(agreement)["title"], some)
        for agreement, some in needed.items()
    )


def single_points(
    graph: Graph,
    ground: Ground,
    ends: tuple[int, int],
    ways: Sequence[Sequence[int]],
    agreements: Mapping[str, Sequence[str]],
) -> SinglePoints:
    """Return what no way between two vertices avoids.

    Only what all known ways have in common can be such a point; each is then taken out of the
    graph, to see whether any way is left.

    Parameters
    ----------
    graph : Graph
        The network.
    ground : Ground
        What its links run over.
    ends : (int, int)
        Origin and destination.
    ways : sequence of sequence of int
        Some ways by their arcs; none gives no points.
    agreements : mapping of str to sequence of str
        Links of the graph by the agreement that they need.
    """
    if not ways:
        return SinglePoints((), (), (), ())
    link, country, node = _arc_marks(graph, ground)
    own = [int(graph.vertex_node[vertex]) for vertex in ends]
    own_states = {ground.node_country[n] for n in own}

    def unavoidable(marks: Sequence[frozenset[str]], but: set[str]) -> tuple[str, ...]:
        return _unavoidable(graph, ends, ways, marks, but)

    places = {graph.node_ids[n] for n in own}
    permits = _permit_marks(link, agreements)
    return SinglePoints(
        unavoidable(country, own_states | {""}),
        unavoidable(node, places),
        unavoidable(link, set()),
        unavoidable(permits, set()),
    )


def _unavoidable(
    graph: Graph,
    ends: tuple[int, int],
    ways: Sequence[Sequence[int]],
    marks: Sequence[frozenset[str]],
    but: set[str],
) -> tuple[str, ...]:
    """Return the marks without whose arcs the ends are apart, in the order of the first way."""
    common = set.intersection(*(set().union(*(marks[arc] for arc in way)) for way in ways)) - but
    in_order = dict.fromkeys(mark for arc in ways[0] for mark in sorted(marks[arc]))
    return tuple(
        mark
        for mark in in_order
        if mark in common
        and not _joined(graph, ends, np.array([mark not in some for some in marks], dtype=bool))
    )


def _arc_marks(
    graph: Graph, ground: Ground
) -> tuple[list[frozenset[str]], list[frozenset[str]], list[frozenset[str]]]:
    """Return by arc its link, the states it touches on land or in handling, and its nodes."""
    links: list[frozenset[str]] = []
    states: list[frozenset[str]] = []
    nodes: list[frozenset[str]] = []
    for link, *ends in ground.arcs:
        over_land = not ground.at_sea(link)
        links.append(frozenset() if link == NONE else frozenset({graph.link_ids[link]}))
        states.append(frozenset(ground.node_country[n] for n in ends if over_land))
        nodes.append(frozenset(graph.node_ids[n] for n in ends))
    return links, states, nodes


def _permit_marks(
    link: Sequence[frozenset[str]], agreements: Mapping[str, Sequence[str]]
) -> list[frozenset[str]]:
    needs: dict[str, set[str]] = {}
    for agreement, some in agreements.items():
        for name in some:
            needs.setdefault(name, set()).add(agreement)
    return [frozenset().union(*(needs.get(name, ()) for name in names)) for names in link]


def _joined(graph: Graph, ends: tuple[int, int], kept: Flags) -> bool:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import breadth_first_order

    count = len(graph.vertex_node)
    tail, head = graph.arcs.tail[kept], graph.arcs.head[kept]
    matrix = coo_array((np.ones(len(tail)), (tail, head)), shape=(count, count)).tocsr()
    reached = breadth_first_order(matrix, ends[0], return_predecessors=False)
    return bool(np.isin(ends[1], reached))
