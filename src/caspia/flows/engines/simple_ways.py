"""Every way of every demand that passes no place twice; for goods whose network has few."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines.legs import Legs
from caspia.flows.engines.time_graph import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from caspia.flows.engines.problem import FlowProblem

    Leaving = Mapping[int, list[tuple[int, int]]]


def simple_ways(problem: FlowProblem, most: int) -> Legs | None:
    """Return all ways of a problem of one period without stores; None where there are too many.

    Parameters
    ----------
    problem : FlowProblem
        What may be gone, and from where to where.
    most : int
        How many ways are not too many.
    """
    leaving = [_leaving(problem, good) for good in range(len(problem.good_ids))]
    demands = problem.demands
    found: list[tuple[int, list[int]]] = []
    for place in range(len(demands.ids)):
        ends = int(demands.origin[place]), int(demands.destination[place])
        for way in _ways(leaving[int(demands.good[place])], *ends):
            found.append((place, way))
            if len(found) > most:
                return None
    return _legs(problem, found)


def _leaving(problem: FlowProblem, good: int) -> Leaving:
    """Return the arcs that a good may take from each vertex, each with where it leads."""
    found: dict[int, list[tuple[int, int]]] = {}
    for arc in np.flatnonzero(problem.carried[:, good] & problem.open[:, 0]).tolist():
        found.setdefault(int(problem.tail[arc]), []).append((arc, int(problem.head[arc])))
    return found


def _ways(leaving: Leaving, origin: int, destination: int) -> Iterator[list[int]]:
    """Yield the ways between two vertices, depth first."""
    way: list[int] = []
    passed = {origin}
    stack = [iter(leaving.get(origin, ()))]
    ends = [origin]
    while stack:
        arc, head = next(stack[-1], (NONE, NONE))
        if arc == NONE:
            stack.pop()
            passed.discard(ends.pop())
            if way:
                way.pop()
        elif head == destination:
            yield [*way, arc]
        elif head not in passed:
            passed.add(head)
            ends.append(head)
            way.append(arc)
            stack.append(iter(leaving.get(head, ())))


def _legs(problem: FlowProblem, ways: list[tuple[int, list[int]]]) -> Legs:
    """Return ways as legs, their arcs from the destination backwards."""
    commodity = problem.commodities().of_demand
    demand = np.array([place for place, _ in ways], dtype=np.int32)
    arcs = [np.array(way[::-1], dtype=np.int32) for _, way in ways]
    entering = [np.cumprod(1.0 / problem.gain[one]) for one in arcs]
    none = np.full(len(ways), NONE, dtype=np.int32)
    return Legs(
        commodity[demand],
        np.zeros(len(ways), dtype=np.int32),
        none,
        demand,
        none,
        np.array([one[-1] for one in entering]),
        np.repeat(np.arange(len(ways)), [len(one) for one in arcs]).astype(np.int32),
        np.concatenate([*arcs, np.zeros(0, dtype=np.int32)]),
        np.concatenate([*entering, np.zeros(0)]),
    )
