"""Choice spreads by a path-size logit within hard capacities, and comes down to the least cost."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from caspia.errors import BadInputError
from caspia.flows.engines import (
    Limit,
    balance,
    choice,
    column_generation,
    frozen_base,
    least_cost,
)
from tests.flows.tiny import INF, floats, make, problems

FEW = settings(max_examples=100)


def test_two_ways_share_by_the_logit():
    problem = make([(0, 1, 10.0, INF), (0, 1, 12.0, INF)], [(0, 1, 0, 0, 8)])
    on_arcs = choice(problem, 2.0).answer.flows.on_arcs(problem)[:, 0]
    assert on_arcs[0] / on_arcs[1] == pytest.approx(np.e)
    assert on_arcs.sum() == pytest.approx(8.0)


def test_ways_that_run_together_count_less():
    # Two ways share all but a little; a third is alone. All cost the same.
    arcs = [(0, 1, 9.0, INF), (1, 2, 1.0, INF), (1, 2, 1.0, INF), (0, 2, 10.0, INF)]
    problem = make(arcs, [(0, 2, 0, 0, 1)])
    chosen = choice(problem, 3.0)
    alone = chosen.answer.flows.on_arcs(problem)[3, 0]
    # Path sizes 0.55, 0.55 and 1; one without them would give a third.
    assert alone == pytest.approx(1 / 2.1)
    assert sorted(chosen.path_size) == pytest.approx([0.55, 0.55, 1.0])


def test_a_hard_capacity_sends_the_rest_round():
    problem = make([(0, 1, 1.0, 2.0), (0, 1, 5.0, INF)], [(0, 1, 0, 0, 8)])
    chosen = choice(problem, 1.0).answer
    assert chosen.flows.on_arcs(problem)[:, 0] == pytest.approx([2.0, 6.0])
    # Room is worth what makes shippers take the dear way three times as often.
    assert chosen.cost_dual[0, 0] == pytest.approx(4.0 + np.log(3.0), abs=1e-5)


@FEW
@given(problems(stores=False))
def test_c2_the_balance_holds_and_as_much_arrives_as_at_the_least_cost(problem):
    chosen, least = choice(problem, 1.0).answer, column_generation(problem)
    held = balance(problem, chosen)
    assert held.largest_imbalance < 1e-9
    assert held.largest_breach < 1e-6
    assert chosen.delivered == pytest.approx(least.delivered, abs=1e-7)


@FEW
@given(problems(stores=False))
def test_as_dispersion_goes_to_zero_the_cost_comes_down_to_the_least(problem):
    least = least_cost(problem).cost
    apart = [choice(problem, dispersion).answer.cost - least for dispersion in (1.0, 1e-2, 1e-4)]
    tonnes = problem.demands.amount.sum()
    assert min(apart) > -1e-4
    for dispersion, more in zip((1.0, 1e-2, 1e-4), apart, strict=True):
        # No more than the dispersion times how spread out so many tonnes can be.
        assert more <= dispersion * tonnes * np.log(100) + 1e-4
    assert apart[2] == pytest.approx(0.0, abs=1e-4 * (1 + tonnes * np.log(100)))


def test_a_way_without_any_room_is_no_choice():
    problem = make([(0, 1, 3.0, INF), (0, 1, 1.0, 0.0)], [(0, 1, 0, 0, 8)])
    chosen = choice(problem, 1.0)
    assert len(chosen.routes) == 1
    assert chosen.answer.flows.on_arcs(problem)[:, 0] == pytest.approx([8.0, 0.0])


def test_a_cap_holds_for_choice():
    cap = Limit("quota", (0,), (0,), (0,), high=1.5)
    problem = make([(0, 1, 1.0, INF), (0, 1, 5.0, INF)], [(0, 1, 0, 0, 8)], limits=[cap])
    answer = choice(problem, 1.0).answer
    assert answer.flows.on_arcs(problem)[0, 0] == pytest.approx(1.5)


def test_shippers_weigh_what_is_given_and_pay_the_cost():
    problem = make([(0, 1, 10.0, INF), (0, 1, 12.0, INF)], [(0, 1, 0, 0, 8)])
    answer = choice(problem, 0.01, generalised=floats([[30.0], [20.0]])).answer
    assert answer.flows.on_arcs(problem)[:, 0] == pytest.approx([0.0, 8.0], abs=1e-6)
    assert answer.cost == pytest.approx(96.0)


def test_a_scenario_of_choice_does_not_depend_on_what_ran_before():
    arcs = [(0, 1, 1.0, 2.0), (0, 2, 1.0, INF), (2, 1, 3.0, 9.0), (0, 1, 9.0, INF)]
    problem = make(arcs, [(0, 1, 0, 0, 8)])
    base = frozen_base(problem)
    less = problem.with_capacity(problem.capacity * 0.5)
    first = pickle.dumps(choice(less, 1.0, base=base))
    choice(problem, 1.0, base=base)
    assert pickle.dumps(choice(less, 1.0, base=base)) == first


def test_nothing_to_move_is_an_answer():
    problem = make([(0, 1, 1.0, INF)], [(1, 0, 0, 0, 8)])
    assert choice(problem, 1.0).answer.delivered == pytest.approx([0.0])


def test_what_choice_does_not_know_is_refused_by_name():
    problem = make([(0, 1, 1.0, INF)], [(0, 1, 0, 0, 8)])
    for dispersion in (0.0, -1.0, float("nan")):
        with pytest.raises(BadInputError, match="dispersion"):
            choice(problem, dispersion)
    floor = Limit("take or pay", (0,), (0,), (0,), low=1.0)
    with pytest.raises(BadInputError, match="take or pay"):
        choice(replace(problem, limits=(floor,)), 1.0)
    stored = make([(0, 1, 1.0, INF)], [(0, 1, 0, 0, 8)], periods=2, stores=[(1, 0, 1.0, 0.0)])
    with pytest.raises(BadInputError, match="store0"):
        choice(stored, 1.0)
