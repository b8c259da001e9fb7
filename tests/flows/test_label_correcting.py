"""Ways corrected from other costs against ways found from nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caspia.flows.engines.label_correcting import StepWeights, corrected, ways_of
from caspia.flows.engines.time_graph import NONE, cheapest_ways, time_graph
from tests.flows.tiny import problems

# Zero and infinity are frequent: circles that cost nothing, and closed arcs.
COSTS = np.array([0.0, 0.0, 1.0, 2.0, 7.5, np.inf])


def weights_of(draw, steps, origins):
    own = draw(st.lists(st.integers(0, 5), min_size=steps, max_size=steps))
    shared = draw(st.lists(st.integers(0, 4), min_size=2 * steps, max_size=2 * steps))
    return StepWeights(
        np.tile(COSTS[own], (origins, 1)),
        COSTS[shared].reshape(2, steps),
        np.arange(origins) % 2,
    )


def from_nothing(graph, weights, origin):
    return cheapest_ways(graph, weights.own + weights.shared[weights.row], origin)[0]


@settings(max_examples=200)
@given(st.data(), problems())
def test_corrected_ways_cost_what_ways_from_nothing_cost(data, problem):
    graph = time_graph(problem)
    origin = np.unique(problem.demands.origin)
    nowhere = np.full((len(origin), graph.places), NONE, dtype=np.int32)
    ways = ways_of(graph, nowhere)
    for _ in range(3):
        weights = weights_of(data.draw, len(graph.tail), len(origin))
        label, ways = corrected(graph, weights, origin, ways)
        assert label == pytest.approx(from_nothing(graph, weights, origin), rel=1e-11)
