"""The cheapest way of a demand through given arcs, against every simple way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caspia.flows.engines.through import ways_through
from tests.flows.tiny import INF, make


def all_of(problem):
    return np.ones(len(problem.demands.ids), dtype=np.bool_)


def simple_ways(arcs, origin, destination):
    """Yield every way that comes to no vertex twice, as arcs."""

    def onwards(at, seen, way):
        if at == destination:
            yield way
            return
        for number, (tail, head, *_) in enumerate(arcs):
            if tail == at and head not in seen:
                yield from onwards(head, {*seen, head}, (*way, number))

    yield from onwards(origin, {origin}, ())


def cost(arcs, way):
    return sum(arcs[arc][2] for arc in way)


@st.composite
def networks(draw):
    vertices = draw(st.integers(3, 6))
    pairs = [(a, b) for a in range(vertices) for b in range(vertices) if a != b]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=3, max_size=12, unique=True))
    costs = draw(st.lists(st.integers(1, 9), min_size=len(chosen), max_size=len(chosen)))
    arcs = [(a, b, float(price), INF) for (a, b), price in zip(chosen, costs, strict=True)]
    group = draw(st.lists(st.integers(0, len(arcs) - 1), min_size=1, max_size=3, unique=True))
    return vertices, arcs, group


@settings(max_examples=200)
@given(networks())
def test_a_way_through_a_group_is_simple_and_no_dearer_than_any_other_through_its_arc(drawn):
    vertices, arcs, group = drawn
    problem = make(arcs, [(0, vertices - 1, 0, 0, 1)], vertices=vertices)
    flags = np.isin(np.arange(len(arcs)), group)
    found = list(ways_through(problem, [flags], all_of(problem)))
    every = [way for way in simple_ways(arcs, 0, vertices - 1) if set(way) & set(group)]
    for demand, way in found:
        assert demand == 0
        assert set(way) & set(group)
        assert way in every
        assert cost(arcs, way) == min(cost(arcs, other) for other in every)
    if found:
        assert len(found) == 1


def test_a_way_is_found_where_there_is_one():
    arcs = [(0, 1, 1.0, INF), (0, 2, 5.0, INF), (2, 1, 5.0, INF)]
    problem = make(arcs, [(0, 1, 0, 0, 1)])
    found = list(ways_through(problem, [np.array([False, False, True])], all_of(problem)))
    assert found == [(0, (1, 2))]


def test_a_closed_arc_leads_through_nothing():
    arcs = [(0, 1, 1.0, INF), (0, 2, 5.0, INF), (2, 1, 5.0, INF)]
    problem = make(arcs, [(0, 1, 0, 0, 1)], closed=[(1, 0)])
    assert list(ways_through(problem, [np.array([False, False, True])], all_of(problem))) == []


def test_a_way_that_is_far_dearer_is_no_choice():
    arcs = [(0, 1, 100.0, INF), (0, 2, 200.0, INF), (2, 1, 200.0, INF)]
    problem = make(arcs, [(0, 1, 0, 0, 1)])
    assert list(ways_through(problem, [np.array([False, False, True])], all_of(problem))) == []


@pytest.mark.parametrize("dearer", [1.0, 3.0])
def test_of_parallel_arcs_the_cheaper_is_taken(dearer):
    arcs = [(0, 1, 4.0, INF), (0, 2, dearer, INF), (0, 2, 2.0, INF), (2, 1, 1.0, INF)]
    problem = make(arcs, [(0, 1, 0, 0, 1)])
    ((_, way),) = ways_through(problem, [np.array([False, False, False, True])], all_of(problem))
    assert way == ((1, 3) if dearer < 2.0 else (2, 3))
