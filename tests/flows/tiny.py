"""Tiny flow problems: made by hand, drawn at random, and solved by trying every corner.

The solver here shares nothing with the engines: it lists every simple way through time and space
and looks at every corner of the set of plans.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from caspia.flows.engines import Demands, FlowProblem, Stores

INF = float("inf")


def ids(values):
    return np.array(values, dtype=np.int32)


def floats(values):
    return np.array(values, dtype=np.float64)


def make(
    arcs,
    demands,
    *,
    vertices=None,
    goods=1,
    periods=1,
    stores=(),
    limits=(),
    closed=(),
    kept_off=(),
):
    """Return a problem; arcs are (tail, head, cost, capacity[, gain]).

    Demands are (origin, destination, good, period, amount[, priority]); stores are (vertex, good,
    capacity, cost); closed holds (arc, period), kept_off (arc, good).
    """
    tail, head = ids([arc[0] for arc in arcs]), ids([arc[1] for arc in arcs])
    count = vertices or 1 + max(tail.max(), head.max())
    is_open = np.ones((len(arcs), periods), dtype=np.bool_)
    carried = np.ones((len(arcs), goods), dtype=np.bool_)
    for place in closed:
        is_open[place] = False
    for place in kept_off:
        carried[place] = False
    return FlowProblem(
        tuple(f"v{n}" for n in range(count)),
        tuple(f"arc{n}" for n in range(len(arcs))),
        tuple(f"good{n}" for n in range(goods)),
        tuple(f"month{n}" for n in range(periods)),
        tail,
        head,
        np.repeat(floats([[arc[2]] for arc in arcs]), goods, axis=1),
        carried,
        is_open,
        np.repeat(floats([[arc[3]] for arc in arcs]), periods, axis=1),
        floats([arc[4] if len(arc) > 4 else 1.0 for arc in arcs]),
        Demands(
            tuple(f"demand{n}" for n in range(len(demands))),
            *(ids([demand[part] for demand in demands]) for part in range(4)),
            floats([demand[4] for demand in demands]),
            ids([demand[5] if len(demand) > 5 else 0 for demand in demands]),
        ),
        Stores(
            tuple(f"store{n}" for n in range(len(stores))),
            ids([store[0] for store in stores]),
            ids([store[1] for store in stores]),
            floats([store[2] for store in stores]),
            floats([store[3] for store in stores]),
        ),
        tuple(limits),
    )


@st.composite
def problems(draw, *, stores=True, losses=True, least_cost=0):
    """Draw a problem of three or four vertices, one or two goods and periods."""
    vertices, goods = draw(st.integers(3, 4)), draw(st.integers(1, 2))
    periods = draw(st.integers(1, 2)) if stores else 1
    pairs = [(a, b) for a in range(vertices) for b in range(vertices) if a != b]
    pair = st.sampled_from(pairs)
    gain = st.sampled_from([1.0, 1.0, 0.9, 0.5]) if losses else st.just(1.0)
    room = st.one_of(st.just(INF), st.integers(0, 6).map(float))
    arcs = [
        (*draw(pair), draw(st.integers(least_cost, 9)), draw(room), draw(gain))
        for _ in range(draw(st.integers(2, 6)))
    ]
    demands = [
        (
            *draw(pair),
            draw(st.integers(0, goods - 1)),
            draw(st.integers(0, periods - 1)),
            draw(st.integers(1, 8)),
            draw(st.integers(0, 1)),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    kept = []
    if periods > 1 and draw(st.booleans()):
        kept = [(draw(st.integers(0, vertices - 1)), 0, draw(room), draw(st.integers(0, 3)))]
    closed = [
        (place, period)
        for place in range(len(arcs))
        for period in range(periods)
        if draw(st.integers(0, 5)) == 0
    ]
    kept_off = [(place, 0) for place in range(len(arcs)) if draw(st.integers(0, 7)) == 0]
    return make(
        arcs,
        demands,
        vertices=vertices,
        goods=goods,
        periods=periods,
        stores=kept,
        closed=closed,
        kept_off=kept_off,
    )


@dataclass
class Way:
    demand: int
    on_arc: dict
    in_store: dict
    cost: float


def ways(problem):
    """Return every simple way of every demand, per tonne delivered."""
    found = []
    for demand in range(len(problem.demands.ids)):
        origin = problem.demands.origin[demand]
        for period in range(problem.demands.period[demand] + 1):
            _walk(problem, demand, (origin, period), [], {(origin, period)}, found)
    # One that starts in a store at its origin equals one that starts later, and costs no less;
    # both are kept.
    return found


def _walk(problem, demand, place, steps, seen, found):
    vertex, period = place
    demands = problem.demands
    if vertex == demands.destination[demand] and period == demands.period[demand]:
        found.append(_way(problem, demand, steps))
        return
    good = demands.good[demand]
    for arc in range(len(problem.arc_ids)):
        after = (problem.head[arc], period)
        usable = problem.open[arc, period] and problem.carried[arc, good]
        if problem.tail[arc] == vertex and usable and after not in seen:
            step = ("arc", arc, period)
            _walk(problem, demand, after, [*steps, step], seen | {after}, found)
    for store in range(len(problem.stores.ids)):
        holds = problem.stores.vertex[store] == vertex and problem.stores.good[store] == good
        if holds and period < demands.period[demand]:
            after = (vertex, period + 1)
            step = ("store", store, period)
            _walk(problem, demand, after, [*steps, step], seen | {after}, found)


def _way(problem, demand, steps):
    tonnes, cost, on_arc, in_store = 1.0, 0.0, {}, {}
    for kind, place, period in reversed(steps):
        if kind == "store":
            in_store[place, period] = tonnes
            cost += tonnes * problem.stores.carry_cost[place]
        else:
            tonnes /= problem.gain[place]
            on_arc[place, period] = tonnes
            cost += tonnes * problem.cost[place, problem.demands.good[demand]]
    return Way(demand, on_arc, in_store, cost)


def best(problem, every):
    """Return tonnes delivered by descending priority, and the cost, of the best corner."""
    demands = problem.demands
    levels = np.unique(demands.priority)[::-1]
    if not every:
        return np.zeros(len(levels)), 0.0
    rows, most = _rows(problem, every)
    cost = np.array([way.cost for way in every])
    top, least = np.zeros(len(levels)), 0.0
    for corner in _corners(rows, most):
        of = np.bincount([way.demand for way in every], corner, minlength=len(demands.ids))
        got = np.array([of[demands.priority == level].sum() for level in levels])
        money = float(cost @ corner)
        first = next((n for n in range(len(levels)) if abs(got[n] - top[n]) > 1e-9), None)
        better = got[first] > top[first] if first is not None else money < least
        if better:
            top, least = got, money
    return top, least


def _rows(problem, every):
    used = {}
    for column, way in enumerate(every):
        used.setdefault(("demand", way.demand), {})[column] = 1.0
        for key, tonnes in way.on_arc.items():
            used.setdefault(("arc", *key), {})[column] = tonnes
        for key, tonnes in way.in_store.items():
            used.setdefault(("store", *key), {})[column] = tonnes
    rows, most = [], []
    for (kind, *place), columns in used.items():
        if kind == "demand":
            bound = problem.demands.amount[place[0]]
        elif kind == "arc":
            bound = problem.capacity[tuple(place)]
        else:
            bound = problem.stores.capacity[place[0]]
        if np.isfinite(bound):
            row = np.zeros(len(every))
            row[list(columns)] = list(columns.values())
            rows.append(row)
            most.append(bound)
    return np.array(rows), np.array(most)


def _corners(rows, most):
    count = rows.shape[1]
    normal = np.concatenate([rows, -np.eye(count)])
    bound = np.concatenate([most, np.zeros(count)])
    chosen = np.array(list(combinations(range(len(bound)), count)))
    matrices = normal[chosen]
    sound = np.abs(np.linalg.det(matrices)) > 1e-9
    corners = np.linalg.solve(matrices[sound], bound[chosen[sound]][:, :, None])[:, :, 0]
    inside = (corners @ normal.T <= bound + 1e-8).all(axis=1)
    return corners[inside]
