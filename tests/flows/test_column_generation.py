"""Column generation against every corner of tiny problems and against the program over arcs."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caspia.errors import BadInputError
from caspia.flows.engines import (
    Limit,
    balance,
    column_generation,
    frozen_base,
    least_cost,
    prices,
)
from tests.flows.test_least_cost import delivered_by_priority
from tests.flows.tiny import INF, best, make, problems, ways

FEW = settings(max_examples=150)


@FEW
@given(problems())
def test_c3_the_most_first_then_the_cheapest_as_every_corner_says(problem):
    every = ways(problem)
    assume(len(every) <= 7)
    answer = column_generation(problem)
    most, cost = best(problem, every)
    assert delivered_by_priority(problem, answer) == pytest.approx(most, abs=1e-7)
    assert answer.cost == pytest.approx(cost, abs=1e-6)
    assert answer.bound == pytest.approx(cost, abs=1e-5)


@FEW
@given(problems())
def test_it_agrees_with_the_program_over_arcs_and_c2_holds(problem):
    mine, theirs = column_generation(problem), least_cost(problem)
    assert mine.delivered.sum() == pytest.approx(theirs.delivered.sum(), abs=1e-6)
    assert mine.cost == pytest.approx(theirs.cost, rel=1e-6, abs=1e-6)
    assert balance(problem, mine).holds


@settings(max_examples=60)
@given(problems(least_cost=1))
def test_the_tie_break_is_the_same_in_both_engines(problem):
    mine, theirs = (solve(problem).flows for solve in (column_generation, least_cost))
    for part in ("commodity", "arc", "period"):
        assert list(getattr(mine, part)) == list(getattr(theirs, part))
    assert mine.sent == pytest.approx(theirs.sent, abs=1e-6)


def test_what_the_slack_of_stranding_lets_through_is_no_flow():
    arcs = [(1, 2, 2.0, INF), (0, 1, 1.0, 2.0), (1, 2, 1.0, INF, 0.9)]
    problem = make(arcs, [(0, 1, 0, 0, 1), (0, 2, 0, 0, 1), (0, 2, 0, 0, 1)])
    assert list(column_generation(problem).flows.arc) == [0, 1]


@st.composite
def scenarios(draw):
    problem = draw(problems())
    changed = []
    for _ in range(2):
        shut = problem.open & (np.array(draw_flags(draw, problem.open.size)) > 0).reshape(
            problem.open.shape
        )
        factor = draw(st.sampled_from([0.5, 1.0, 2.0]))
        priority = problem.demands.priority
        demands = replace(
            problem.demands,
            amount=problem.demands.amount * factor,
            priority=priority[:: draw(st.sampled_from([1, -1]))].copy(),
        )
        dearer = draw(st.sampled_from([1.0, 1.0, 3.0]))
        cost = problem.cost * np.where(np.arange(len(problem.cost)) % 2, dearer, 1.0)[:, None]
        carried = problem.carried & (draw(st.integers(0, 5)) > 0)
        changed.append(replace(problem, open=shut, demands=demands, cost=cost, carried=carried))
    return problem, *changed


def draw_flags(draw, count):
    return draw(st.lists(st.integers(0, 4), min_size=count, max_size=count))


@settings(max_examples=100)
@given(scenarios())
def test_scenarios_from_a_base_equal_problems_of_their_own_in_any_order(drawn):
    problem, one, other = drawn
    base = frozen_base(problem)
    first = base.scenario(one)
    alone = least_cost(one)
    assert first.delivered.sum() == pytest.approx(alone.delivered.sum(), abs=1e-6)
    assert first.cost == pytest.approx(alone.cost, rel=1e-6, abs=1e-6)
    assert balance(one, first).holds
    second = pickle.dumps(base.scenario(other))
    assert pickle.dumps(base.scenario(one)) == pickle.dumps(first)
    assert pickle.dumps(base.scenario(other)) == second
    elsewhere = pickle.loads(pickle.dumps(base))  # noqa: S301
    moved, here = elsewhere.scenario(other), base.scenario(other)
    assert moved.flows.sent.tobytes() == here.flows.sent.tobytes()
    assert (moved.cost, moved.bound) == (here.cost, here.bound)


@settings(max_examples=60)
@given(scenarios())
def test_tonnes_of_legs_make_up_what_arrives_and_what_goes_over_links(drawn):
    problem, other, _ = drawn
    first = frozen_base(problem)
    for wanted, base in ((problem, first), (other, first.extended(other))):
        legs, tonnes = base.legs, base.leg_tonnes
        assert tonnes.shape == (len(legs),)
        ends = legs.demand >= 0
        arrived = np.bincount(legs.demand[ends], tonnes[ends], minlength=len(wanted.demands.ids))
        assert arrived == pytest.approx(base.answer.delivered, abs=1e-9)
        on_arcs = np.zeros(wanted.capacity.shape)
        entered = legs.amount * tonnes[legs.leg]
        np.add.at(on_arcs, (legs.arc, legs.period[legs.leg]), entered)
        assert on_arcs == pytest.approx(base.answer.flows.on_arcs(wanted), abs=1e-9)


def test_c5_prices_come_from_scenarios_as_from_whole_problems():
    problem = make([(0, 1, 2.0, 3.0), (0, 1, 7.0, 4.0)], [(0, 1, 0, 0, 5)])
    base = frozen_base(problem)
    (mine,) = prices(problem, [(0, 0)], base.scenario)
    (theirs,) = prices(problem, [(0, 0)], least_cost)
    assert mine.cost_left == pytest.approx(theirs.cost_left, abs=1e-4)
    assert mine.stranded_left == pytest.approx(0.0, abs=1e-6)


def test_c3_what_stranding_costs_at_first_leaks_into_no_dual():
    problem = make([(0, 1, 2.0, 5.0), (0, 1, 7.0, 0.0)], [(0, 1, 0, 0, 5)])
    assert column_generation(problem).cost_dual.max() < 10


def test_caps_hold():
    arcs = [(0, 1, 1.0, INF), (0, 1, 4.0, INF)]
    demands = [(0, 1, 0, 0, 6), (0, 1, 0, 1, 6)]
    cap = Limit("quota", (0,), (0,), (0, 1), high=5.0)
    problem = make(arcs, demands, periods=2, limits=[cap])
    answer = column_generation(problem)
    assert answer.cost == pytest.approx(5 + 7 * 4)
    assert balance(problem, answer).holds


def test_floors_are_refused_by_name():
    floor = Limit("take or pay", (0,), (0,), (0,), low=1.0)
    with pytest.raises(BadInputError, match="take or pay"):
        column_generation(make([(0, 1, 1.0, INF)], [(0, 1, 0, 0, 5)], limits=[floor]))


def test_a_scenario_with_other_arcs_is_refused():
    base = frozen_base(make([(0, 1, 1.0, INF)], [(0, 1, 0, 0, 5)]))
    with pytest.raises(BadInputError, match="differs from its base in gains"):
        base.scenario(make([(0, 1, 1.0, INF, 0.5)], [(0, 1, 0, 0, 5)]))
