"""What cut a demand that does not arrive: closures, full links and caps, and what would free it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from caspia.flows.engines.time_graph import NONE, time_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from caspia.flows.engines.answer import FlowAnswer
    from caspia.flows.engines.problem import FlowProblem
    from caspia.flows.engines.time_graph import TimeGraph

    Places = NDArray[np.int64]
    Flags = NDArray[np.bool_]

    Where = tuple[int, int]

_FULL = 1e-7
_LEFT = 1e-9


@dataclass(frozen=True, slots=True)
class Cut:
    """Why tonnes of one demand are stranded.

    What is named parts all that can still be reached from the origin, over links with room left,
    from all that leads to the destination.

    Attributes
    ----------
    demand : int
        Place in the demands.
    amount : float
        Tonnes.
    closed : tuple of (int, int)
        Arcs and periods that are closed on the edge of what can be reached.
    full : tuple of (int, int)
        Arcs and periods without room left there.
    caps : tuple of int
        Limits that are used up on an arc there.
    stores : tuple of (int, int)
        Stores without room left there, and at the end of which period.
    reopenings : tuple of (int, int)
        The fewest arcs and periods which, opened, let some of it through; empty where no
        reopening does.
    """

    demand: int
    amount: float
    closed: tuple[Where, ...]
    full: tuple[Where, ...]
    caps: tuple[int, ...]
    stores: tuple[Where, ...]
    reopenings: tuple[Where, ...]

    def told(self, problem: FlowProblem) -> str:
        """Return it as a sentence or three."""
        demands = problem.demands
        text = (
            f"{self.amount:.6g} t of {problem.good_ids[demands.good[self.demand]]} from "
            f"{problem.vertex_ids[demands.origin[self.demand]]} to "
            f"{problem.vertex_ids[demands.destination[self.demand]]} in "
            f"{problem.period_ids[demands.period[self.demand]]} cannot move."
        )
        parts = [
            ("Closed", _arcs(problem, self.closed)),
            ("Full", _arcs(problem, self.full)),
            ("Used up", [problem.limits[cap].limit_id for cap in self.caps]),
            ("Full stores", [problem.stores.ids[store] for store, _ in self.stores]),
            ("Some would move on reopening", _arcs(problem, self.reopenings)),
        ]
        return text + "".join(f" {name}: {', '.join(ids)}." for name, ids in parts if ids)


def _arcs(problem: FlowProblem, places: Iterable[Where]) -> list[str]:
    return [f"{problem.arc_ids[arc]} in {problem.period_ids[period]}" for arc, period in places]


@dataclass(frozen=True, slots=True)
class _Standing:
    """How each step of the time graph stands for one good; flags of shape (steps,)."""

    closed: Flags
    full: Flags
    capped: NDArray[np.int64]
    absent: Flags

    @property
    def free(self) -> Flags:
        blocked = self.closed | self.full | self.absent
        return np.asarray(~blocked & (self.capped == NONE))


def cuts(problem: FlowProblem, answer: FlowAnswer) -> tuple[Cut, ...]:
    """Return what cut every demand that does not arrive whole, in the order of the demands."""
    amount = answer.stranded(problem)
    left = np.flatnonzero(amount > _LEFT * np.maximum(problem.demands.amount, 1.0))
    graph = time_graph(problem)
    standing = {
        good: _standing(problem, answer, graph, good)
        for good in np.unique(problem.demands.good[left]).tolist()
    }
    return tuple(
        _cut(problem, graph, standing[int(problem.demands.good[demand])], demand, amount[demand])
        for demand in left.tolist()
    )


def _standing(problem: FlowProblem, answer: FlowAnswer, graph: TimeGraph, good: int) -> _Standing:
    over = graph.arc != NONE
    through = np.flatnonzero(~over)
    arc, store, period = graph.arc, graph.store[through], graph.period
    closed = over & ~problem.open[arc, period]
    absent = over & ~problem.carried[arc, good]
    absent[through] = problem.stores.good[store] != good
    used = answer.flows.on_arcs(problem)
    kept = np.zeros((len(problem.stores.ids), len(problem.period_ids)))
    np.add.at(kept, (answer.stocks.store, answer.stocks.period), answer.stocks.amount)
    full = over & (used >= problem.capacity * (1 - _FULL))[arc, period]
    most = problem.stores.capacity[store] * (1 - _FULL)
    full[through] = kept[store, period[through]] >= most
    # Something closed is not also full; with no capacity at all it would not help to open it.
    full &= ~closed | (over & (problem.capacity[arc, period] == 0))
    return _Standing(closed & ~full, full, _capped(problem, answer, graph, good), absent)


def _capped(
    problem: FlowProblem, answer: FlowAnswer, graph: TimeGraph, good: int
) -> NDArray[np.int64]:
    """Return for each step a limit on it that is used up, -1 for none."""
    flows, goods = answer.flows, problem.commodities().good
    capped = np.full(len(graph.arc), NONE, dtype=np.int64)
    for place, limit in enumerate(problem.limits):
        inside = np.isin(flows.arc, limit.arcs) & np.isin(flows.period, limit.periods)
        inside &= np.isin(goods[flows.commodity], limit.goods)
        if good in limit.goods and flows.sent[inside].sum() >= limit.high * (1 - _FULL):
            on_it = np.isin(graph.arc, limit.arcs) & np.isin(graph.period, limit.periods)
            capped[on_it & (graph.arc != NONE)] = place
    return capped


def _cut(
    problem: FlowProblem, graph: TimeGraph, standing: _Standing, demand: int, amount: float
) -> Cut:
    demands = problem.demands
    period = int(demands.period[demand])
    sources = int(demands.origin[demand]) + graph.vertices * np.arange(period + 1)
    target = period * graph.vertices + int(demands.destination[demand])
    reached = np.isfinite(_distance(graph, standing.free, sources))
    leads = np.isfinite(_distance(graph, ~standing.absent, np.array([target]), backwards=True))
    edge = reached[graph.tail] & ~reached[graph.head] & leads[graph.head] & ~standing.absent
    over = graph.arc != NONE
    caps = standing.capped[edge & (standing.capped != NONE)]
    return Cut(
        demand,
        float(amount),
        _where(graph.arc, graph, edge & standing.closed),
        _where(graph.arc, graph, edge & standing.full & over),
        tuple(sorted(set(caps.tolist()))),
        _where(graph.store, graph, edge & standing.full & ~over),
        _reopenings(graph, standing, sources, target),
    )


def _where(what: NDArray[np.int32], graph: TimeGraph, chosen: Flags) -> tuple[Where, ...]:
    pairs = zip(what[chosen].tolist(), graph.period[chosen].tolist(), strict=True)
    return tuple(sorted(pairs))


def _distance(
    graph: TimeGraph, usable: Flags, sources: Places, *, backwards: bool = False
) -> NDArray[np.float64]:
    tail, head = graph.tail[usable], graph.head[usable]
    ends = (head, tail) if backwards else (tail, head)
    shape = (graph.places, graph.places)
    matrix = csr_array((np.ones(len(tail)), ends), shape=shape)
    return np.asarray(dijkstra(matrix, indices=sources, min_only=True), dtype=np.float64)


def _reopenings(
    graph: TimeGraph, standing: _Standing, sources: Sequence[int] | Places, target: int
) -> tuple[Where, ...]:
    """Return the closed steps of the way with the fewest, all else on it having room."""
    openable = standing.closed & (standing.capped == NONE) & ~standing.absent
    usable = np.flatnonzero(standing.free | openable)
    # Steps that are open count a little, so that among ways with as few the shortest is taken.
    weight = np.where(openable[usable], 1.0, 0.5 / graph.places)
    key = graph.tail[usable] * np.int64(graph.places) + graph.head[usable]
    order = np.lexsort((weight, key))
    first = order[np.unique(key[order], return_index=True)[1]]
    steps = usable[first]
    matrix = csr_array(
        (weight[first], (graph.tail[steps], graph.head[steps])), shape=(graph.places, graph.places)
    )
    _, before, _ = dijkstra(matrix, indices=sources, min_only=True, return_predecessors=True)
    step_of = dict(zip(key[first].tolist(), steps.tolist(), strict=True))
    found, at = [], target
    while before[at] >= 0:
        step = step_of[int(before[at]) * graph.places + at]
        if openable[step]:
            found.append((int(graph.arc[step]), int(graph.period[step])))
        at = int(before[at])
    return tuple(sorted(found))
