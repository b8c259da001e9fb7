"""Least cost over all ways of a few demands is the best corner of all plans."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.flows.engines import Limit, frozen_base
from caspia.flows.engines import frozen_least as module
from caspia.flows.engines.frozen_least import frozen_least
from caspia.flows.engines.pool_answer import link_flows
from tests.flows import region_cases, tiny


def limited(problem):
    """Return the same problem with its capacities as limits, all demands of one priority."""
    goods = tuple(range(len(problem.good_ids)))
    limits = tuple(
        Limit(f"limit{arc}", (arc,), goods, (0,), 0.0, float(problem.capacity[arc, 0]))
        for arc in range(len(problem.arc_ids))
    )
    demands = replace(problem.demands, priority=np.zeros_like(problem.demands.priority))
    free = np.full_like(problem.capacity, np.inf)
    return replace(problem, demands=demands, capacity=free, limits=limits)


@st.composite
def pairs(draw):
    """Draw a problem, and the same with other costs, amounts and limits."""
    drawn = draw(tiny.problems(stores=False))
    problem = limited(drawn)
    arcs = len(problem.arc_ids)
    cost = (
        problem.cost
        * np.array(draw(st.lists(st.integers(0, 4), min_size=arcs, max_size=arcs)))[:, None]
    )
    factor = draw(st.sampled_from([0.5, 1.0, 2.0]))
    demands = replace(problem.demands, amount=problem.demands.amount * factor)
    other = replace(drawn, cost=cost, demands=demands)
    return problem, replace(other, demands=replace(demands, priority=problem.demands.priority))


@given(pairs())
def test_other_numbers_give_the_best_corner(pair):
    problem, other = pair
    frozen = frozen_least(problem, frozen_base(problem))
    tonnes = frozen.again(other.cost, other.demands.amount, other.capacity[:, 0])
    most, cost = tiny.best(other, tiny.ways(other))
    assert tonnes.sum() == pytest.approx(most.sum(), abs=1e-6)
    rate = other.cost[frozen.ways.arc, frozen.good]
    assert frozen.ways.summed(rate) @ tonnes == pytest.approx(cost, abs=1e-5)
    on_arcs = link_flows(other, frozen.ways, tonnes).on_arcs(other)
    assert (on_arcs <= other.capacity + 1e-6).all()


def test_gas_of_the_region_moves_as_when_solved_whole():
    region = region_cases.region("2023-06", "natural_gas")
    (problem,) = region.problems(("natural_gas",))
    base = frozen_base(problem)
    frozen = frozen_least(problem, base)
    rng = np.random.default_rng(5)
    for _ in range(5):
        cost = problem.cost * rng.uniform(0.5, 2.0, problem.cost.shape)
        amount = problem.demands.amount * rng.uniform(0.5, 1.5, len(problem.demands.ids))
        limits = tuple(
            replace(limit, high=limit.high * rng.uniform(0.4, 1.2)) for limit in problem.limits
        )
        demands = replace(problem.demands, amount=amount)
        other = replace(problem, cost=cost, demands=demands, limits=limits)
        tonnes = frozen.again(cost, amount, np.array([limit.high for limit in limits]))
        whole = base.extended(other)
        assert tonnes.sum() == pytest.approx(whole.answer.delivered.sum(), rel=1e-9)
        spent = frozen.ways.summed(cost[frozen.ways.arc, frozen.good]) @ tonnes
        assert spent == pytest.approx(whole.answer.cost, rel=1e-8)
        ours = link_flows(other, frozen.ways, tonnes).on_arcs(other)
        assert np.abs(ours - whole.answer.flows.on_arcs(other)).max() <= 1e-3


def test_too_many_ways_floors_and_priorities_are_left_to_others(monkeypatch):
    problem = limited(tiny.make([(0, 1, 1.0, 5.0), (0, 1, 2.0, 5.0)], [(0, 1, 0, 0, 4.0)]))
    base = frozen_base(problem)
    assert len(frozen_least(problem, base).ways) == 2
    floor = replace(problem.limits[0], low=1.0)
    assert frozen_least(replace(problem, limits=(floor,)), base) is None
    monkeypatch.setattr(module, "_MOST_WAYS", 1)
    assert frozen_least(problem, base) is None


def test_what_ran_before_makes_no_difference():
    problem = limited(tiny.make([(0, 1, 1.0, 3.0), (0, 1, 1.0, 5.0)], [(0, 1, 0, 0, 4.0)]))
    frozen = frozen_least(problem, frozen_base(problem))
    numbers = problem.cost, problem.demands.amount, problem.capacity[:, 0]
    first = frozen.again(*numbers).tobytes()
    frozen.again(problem.cost * 3, problem.demands.amount * 2, problem.capacity[:, 0])
    assert frozen.again(*numbers).tobytes() == first
