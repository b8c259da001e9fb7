"""Shortest paths and alternatives against ways counted out one by one on small graphs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.errors import BadInputError
from caspia.network.alternatives import (
    Taste,
    Ways,
    choose,
    is_direct,
    paths_over_arcs,
    shared_part,
)
from caspia.network.paths import arcs_of_path, distance_between, tree_from, tree_to, weigh

TOLERANCE = 1e-9  # sums of at most 20 weights below 100 in another order


@st.composite
def graphs(draw, most=7):
    """Return (vertices, tail, head, weight) with parallel arcs, free arcs and unreachable parts."""
    vertices = draw(st.integers(2, most))
    vertex = st.integers(0, vertices - 1)
    weight = st.one_of(st.just(0.0), st.integers(1, 20).map(float), st.just(float("inf")))
    arcs = draw(st.lists(st.tuples(vertex, vertex, weight), min_size=1, max_size=20))
    tail, head, cost = zip(*arcs, strict=True)
    return vertices, np.array(tail, np.int32), np.array(head, np.int32), np.array(cost)


def relaxed(vertices, tail, head, weight, root):
    """Return distances by Bellman and Ford: relax every arc as often as there are vertices."""
    distance = [float("inf")] * vertices
    distance[root] = 0.0
    for _ in range(vertices):
        for a, b, cost in zip(tail, head, weight, strict=True):
            distance[b] = min(distance[b], distance[a] + cost)
    return distance


def simple_ways(tail, head, weight, start, end):
    """Return every way without a repeated vertex as (weight, arcs)."""
    found, waiting = [], [((start,), (), 0.0)]
    while waiting:
        stops, arcs, total = waiting.pop()
        if stops[-1] == end:
            found.append((total, arcs))
            continue
        waiting += [
            ((*stops, head[arc]), (*arcs, arc), total + weight[arc])
            for arc in range(len(tail))
            if tail[arc] == stops[-1] and head[arc] not in stops and np.isfinite(weight[arc])
        ]
    return found


def alone(vertices, tail):
    """Return ways in which every arc and vertex is a thing of its own, one kilometre long."""
    return Ways(
        np.ones(len(tail)),
        np.arange(len(tail), dtype=np.int32),
        np.arange(vertices, dtype=np.int32),
        np.ones(len(tail), dtype=bool),
    )


@given(graphs(), st.data())
def test_distances_are_those_of_relaxing_every_arc(graph, data):
    vertices, tail, head, weight = graph
    root = data.draw(st.integers(0, vertices - 1))
    found = weigh(vertices, tail, head, weight)
    assert tree_from(found, root).distance.tolist() == pytest.approx(
        relaxed(vertices, tail, head, weight, root), abs=TOLERANCE
    )
    assert tree_to(found, root).distance.tolist() == pytest.approx(
        relaxed(vertices, head, tail, weight, root), abs=TOLERANCE
    )


@given(graphs(), st.data())
def test_the_arcs_of_a_path_join_its_ends_and_weigh_its_distance(graph, data):
    vertices, tail, head, weight = graph
    start, end = data.draw(st.tuples(*[st.integers(0, vertices - 1)] * 2))
    found = weigh(vertices, tail, head, weight)
    out, back = tree_from(found, start), tree_to(found, end)
    if not np.isfinite(out.distance[end]):
        with pytest.raises(BadInputError, match="No path"):
            arcs_of_path(found, out, end)
        assert not np.isfinite(back.distance[start])
        return
    for arcs in (arcs_of_path(found, out, end), arcs_of_path(found, back, start)):
        stops = [start, *head[list(arcs)]]
        assert stops[:-1] == tail[list(arcs)].tolist()
        assert stops[-1] == end
        assert float(weight[list(arcs)].sum()) == pytest.approx(out.distance[end], abs=TOLERANCE)
    assert distance_between(found, start, end) == pytest.approx(out.distance[end], abs=TOLERANCE)


@given(graphs(most=6), st.data())
def test_the_best_simple_way_over_each_arc_comes_once_and_in_order(graph, data):
    """Where the best way over an arc repeats no vertex, nothing simple over that arc is lighter."""
    vertices, tail, head, weight = graph
    start, end = data.draw(
        st.tuples(*[st.integers(0, vertices - 1)] * 2).filter(lambda pair: pair[0] != pair[1])
    )
    found = weigh(vertices, tail, head, weight)
    paths = list(paths_over_arcs(found, tail, head, weight, (start, end), alone(vertices, tail)))
    ways = simple_ways(tail, head, weight, start, end)
    weights = [path.weight for path in paths]
    assert weights == sorted(weights)
    assert len({path.arcs for path in paths}) == len(paths)
    assert bool(paths) == bool(ways)
    if ways:
        assert paths[0].weight == pytest.approx(min(ways)[0], abs=TOLERANCE)
    for path in paths:
        assert path.arcs in {arcs for _, arcs in ways}
        assert any(
            path.weight <= min(total for total, arcs in ways if arc in arcs) + TOLERANCE
            for arc in path.arcs
        )


def two_roads():
    """Return a graph with a short way over 1 or 2 and a long one over 3, from 0 to 4."""
    tail = np.array([0, 1, 0, 2, 0, 3], np.int32)
    head = np.array([1, 4, 2, 4, 3, 4], np.int32)
    weight = np.array([1.0, 1.0, 1.0, 1.5, 5.0, 5.0])
    return 5, tail, head, weight


def test_ways_that_share_more_than_sixty_percent_are_one_unless_they_cross_something_else():
    vertices, tail, head, weight = two_roads()
    graph = weigh(vertices, tail, head, weight)
    length = np.array([7.0, 3.0, 7.0, 3.0, 10.0, 10.0])
    ways = replace(
        alone(vertices, tail), length=length, segment=np.array([0, 1, 0, 2, 3, 4], np.int32)
    )

    def chosen(signature, **limits):
        paths = paths_over_arcs(graph, tail, head, weight, (0, 4), ways)
        taste = Taste(
            lambda _: "one",
            signature,
            lambda _: True,
            **{"stretch": 10.0, "furthest": 10.0, **limits},
        )
        return [path.weight for path in choose(paths, ways, taste)]

    assert shared_part((2, 3), (0, 1), ways) == pytest.approx(0.7)
    assert chosen(lambda _: None) == [2.0, 10.0]
    assert chosen(lambda path: path.arcs) == [2.0, 2.5, 10.0]
    assert chosen(lambda path: path.arcs, stretch=2.0) == [2.0, 2.5]
    assert chosen(lambda path: path.arcs, most=1) == [2.0, 2.5]


def test_the_first_of_each_family_is_kept_however_heavy():
    vertices, tail, head, weight = two_roads()
    graph = weigh(vertices, tail, head, weight)
    ways = alone(vertices, tail)
    paths = paths_over_arcs(graph, tail, head, weight, (0, 4), ways)
    taste = Taste(lambda path: path.weight > 5, lambda _: None, lambda _: False, 0, furthest=5.0)
    paths = list(paths)
    assert [path.weight for path in choose(paths, ways, taste)] == [2.0, 10.0]
    near = replace(taste, furthest=4.9)
    assert [path.weight for path in choose(paths, ways, near)] == [2.0]


def test_a_detour_back_onto_the_way_is_not_direct():
    """From 0 to 3 along a line, and a loop 1-4-2 that only takes longer."""
    tail = np.array([0, 1, 2, 1, 4], np.int32)
    head = np.array([1, 2, 3, 4, 2], np.int32)
    weight = np.array([10.0, 1.0, 10.0, 2.0, 2.0])
    graph = weigh(5, tail, head, weight)
    paths = list(paths_over_arcs(graph, tail, head, weight, (0, 3), alone(5, tail)))
    found = [(path.weight, is_direct(graph, path, tail, head, weight)) for path in paths]
    assert found == [(21.0, True), (24.0, False)]


def test_weights_below_zero_or_unknown_are_refused():
    ends = np.array([0, 1], np.int32), np.array([1, 0], np.int32)
    for bad in (-1.0, float("nan")):
        with pytest.raises(BadInputError, match=r"Arcs 1 .* Give zero or more"):
            weigh(2, *ends, np.array([1.0, bad]))
