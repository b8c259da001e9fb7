"""Routes of a plan on arcs: they carry the plan, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.flows.engines import Limit, least_cost
from caspia.flows.engines.decomposed import decomposed
from caspia.flows.engines.pool_answer import link_flows
from tests.flows.tiny import INF, make

amounts = st.integers(1, 9)


@st.composite
def problems(draw):
    vertices = draw(st.integers(2, 5))
    ends = st.tuples(st.integers(0, vertices - 1), st.integers(0, vertices - 1)).filter(
        lambda pair: pair[0] != pair[1]
    )
    arcs = [
        (*pair, float(draw(amounts)), float(draw(amounts)))
        for pair in draw(st.lists(ends, min_size=1, max_size=8))
    ]
    demands = [(*draw(ends), 0, 0, draw(amounts)) for _ in range(draw(st.integers(1, 3)))]
    return make(arcs, demands, vertices=vertices)


@given(problems())
def test_routes_carry_the_plan(problem):
    answer = least_cost(problem)
    legs, tonnes = decomposed(problem, answer)
    arrived = np.bincount(legs.demand, tonnes, minlength=len(problem.demands.ids))
    np.testing.assert_allclose(arrived, answer.delivered, atol=1e-6)
    if len(legs):
        carried = link_flows(problem, legs, tonnes).on_arcs(problem)
        np.testing.assert_allclose(carried, answer.flows.on_arcs(problem), atol=1e-6)


def test_losses_on_the_way_are_sent_as_well():
    problem = make([(0, 1, 1.0, INF), (1, 2, 1.0, INF)], [(0, 2, 0, 0, 8)])
    problem = replace(problem, gain=np.array([0.5, 0.8]))
    legs, tonnes = decomposed(problem, least_cost(problem))
    assert tonnes == pytest.approx([8.0])
    assert legs.amount.max() == pytest.approx(1 / 0.4)


def test_a_floor_sends_cargo_by_the_dearer_way():
    floor = Limit("take or pay", (1,), (0,), (0,), low=3.0)
    arcs = [(0, 1, 1.0, INF), (0, 1, 9.0, INF)]
    problem = make(arcs, [(0, 1, 0, 0, 5)], limits=[floor])
    legs, tonnes = decomposed(problem, least_cost(problem))
    by_arc = dict(zip(legs.arc.tolist(), tonnes.tolist(), strict=True))
    assert by_arc == pytest.approx({0: 2.0, 1: 3.0})
