"""C2: demand that cannot move names what cut it and the fewest reopenings that would free it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from caspia.flows.engines import Limit, cuts, least_cost
from tests.flows.tiny import INF, make, problems


def test_c2_closures_and_the_fewest_reopenings():
    arcs = [(0, 1, 1, INF), (1, 2, 1, INF), (2, 3, 1, INF), (0, 3, 9, INF), (1, 3, 1, INF)]
    problem = make(arcs, [(0, 3, 0, 0, 5)], closed=[(1, 0), (2, 0), (3, 0), (4, 0)])
    (cut,) = cuts(problem, least_cost(problem))
    assert cut.amount == 5
    assert cut.closed == ((1, 0), (3, 0), (4, 0))
    assert len(cut.reopenings) == 1
    assert cut.told(problem).startswith("5 t of good0 from v0 to v3 in month0 cannot move. Closed:")


def test_c2_a_full_link_is_named_with_its_month():
    problem = make([(0, 1, 1, 3.0), (1, 2, 1, INF)], [(0, 2, 0, 1, 5)], periods=2)
    (cut,) = cuts(problem, least_cost(problem))
    assert (cut.full, cut.closed, cut.reopenings) == (((0, 1),), (), ())
    assert "Full: arc0 in month1." in cut.told(problem)


def test_c2_a_full_store_and_a_used_cap_are_named():
    arcs = [(0, 1, 1, 3.0), (1, 2, 1, INF)]
    problem = make(arcs, [(0, 2, 0, 1, 9)], periods=2, stores=[(1, 0, 2.0, 0.0)])
    (cut,) = cuts(problem, least_cost(problem))
    assert cut.amount == 4
    assert (cut.full, cut.stores) == (((0, 1),), ((0, 0),))
    cap = Limit("quota", (1,), (0,), (0, 1), high=2.0)
    problem = make(arcs, [(0, 2, 0, 1, 3)], periods=2, limits=[cap])
    (cut,) = cuts(problem, least_cost(problem))
    assert (cut.full, cut.caps) == ((), (0,))
    assert "Used up: quota." in cut.told(problem)


@settings(max_examples=100)
@given(problems())
def test_c2_reopening_what_is_named_moves_more(problem):
    answer = least_cost(problem)
    shut = [tuple(place) for place in np.argwhere(~problem.open).tolist()]
    for cut in cuts(problem, answer):
        assert cut.closed or cut.full or cut.caps or cut.stores or _no_way(problem, cut.demand)
        if cut.reopenings:
            assert set(cut.reopenings) <= set(shut)
            assert _moved(problem, cut.reopenings) > answer.delivered.sum() + 1e-9


def _moved(problem, reopened):
    is_open = problem.open.copy()
    is_open[tuple(np.array(reopened).T)] = True
    return least_cost(problem.with_open(is_open)).delivered.sum()


def _no_way(problem, demand):
    """Whether the destination is cut off even with every arc open."""
    everything = np.ones_like(problem.open)
    room = np.full_like(problem.capacity, INF)
    return least_cost(problem.with_open(everything).with_capacity(room)).delivered[demand] < 1e-9
