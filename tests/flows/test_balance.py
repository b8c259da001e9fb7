"""C2: the balance is rebuilt from the flows, and sees what does not add up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caspia.flows.engines import Limit, balance, least_cost
from tests.flows.tiny import INF, make


@pytest.fixture
def problem():
    arcs = [(0, 1, 1.0, 5.0, 0.9), (1, 2, 1.0, INF)]
    demands = [(0, 2, 0, 0, 2), (0, 2, 0, 1, 6)]
    cap = Limit("quota", (0,), (0,), (0, 1), high=9.0)
    return make(arcs, demands, periods=2, stores=[(1, 0, 9.0, 0.5)], limits=[cap])


def test_c2_sent_is_delivered_and_lost(problem):
    answer = least_cost(problem)
    held = balance(problem, answer)
    assert held.holds
    assert answer.sent.sum() == pytest.approx(answer.delivered.sum() + held.lost.sum())


@pytest.mark.parametrize("part", ["sent", "delivered"])
def test_c2_a_tonne_too_many_is_seen(problem, part):
    answer = least_cost(problem)
    wrong = replace(answer, **{part: getattr(answer, part) + 1e-6})
    held = balance(problem, wrong)
    assert held.nodes > 1e-9
    assert held.losses > 1e-9
    assert not held.holds


def test_c2_more_delivered_than_wanted_is_seen(problem):
    answer = least_cost(problem)
    assert balance(problem, replace(answer, delivered=answer.delivered + 1)).demand > 0.1


def test_c2_what_goes_over_a_capacity_a_store_or_a_cap_is_seen(problem):
    answer = least_cost(problem)
    much = replace(answer.flows, sent=answer.flows.sent * 2)
    held = balance(problem, replace(answer, flows=much))
    assert held.capacities == pytest.approx(1.0)
    assert held.limits > 0.5
    kept = replace(answer.stocks, amount=answer.stocks.amount * 9)
    assert balance(problem, replace(answer, stocks=kept)).stores > 0


def test_c2_a_flow_on_a_closed_arc_is_seen(problem):
    answer = least_cost(problem)
    shut = problem.open.copy()
    shut[1, 0] = False
    assert balance(problem.with_open(shut), answer).capacities > 1e-6
