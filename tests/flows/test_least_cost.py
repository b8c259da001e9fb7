"""The arc program against every corner of tiny problems, published optima, and itself."""

from __future__ import annotations

import csv
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings

from caspia.errors import BadInputError
from caspia.flows.engines import Limit, balance, least_cost
from tests.flows.tiny import INF, best, make, problems, ways

SHARED = Path(__file__).parents[3] / "shared" / "data"
FEW = settings(max_examples=150)


def delivered_by_priority(problem, answer):
    levels = np.unique(problem.demands.priority)[::-1]
    return [answer.delivered[problem.demands.priority == level].sum() for level in levels]


@FEW
@given(problems())
def test_c3_the_most_first_then_the_cheapest_as_every_corner_says(problem):
    every = ways(problem)
    assume(len(every) <= 7)
    answer = least_cost(problem)
    most, cost = best(problem, every)
    assert delivered_by_priority(problem, answer) == pytest.approx(most, abs=1e-7)
    assert answer.cost == pytest.approx(cost, abs=1e-6)
    assert answer.bound == pytest.approx(cost, abs=1e-6)


@FEW
@given(problems())
def test_c2_the_balance_holds_over_random_closures(problem):
    held = balance(problem, least_cost(problem))
    assert held.largest_imbalance < 1e-9
    assert held.largest_breach < 1e-6
    assert held.holds


@settings(max_examples=30)
@given(problems(), problems())
def test_the_same_inputs_give_the_same_bytes_whatever_ran_before(one, other):
    first = pickle.dumps(least_cost(one))
    least_cost(other)
    assert pickle.dumps(least_cost(one)) == first


def test_c2_a_closed_arc_is_absent():
    arcs = [(0, 1, 1.0, INF), (0, 1, 1000.0, INF)]
    answer = least_cost(make(arcs, [(0, 1, 0, 0, 5)], closed=[(0, 0), (1, 0)]))
    assert answer.delivered == pytest.approx([0.0])
    assert len(answer.flows.sent) == 0


def test_c3_no_penalty_leaks_into_duals():
    problem = make([(0, 1, 2.0, 3.0), (0, 1, 7.0, 4.0)], [(0, 1, 0, 0, 5)])
    answer = least_cost(problem)
    assert answer.cost_dual[:, 0] == pytest.approx([5.0, 0.0])
    assert answer.stranded_dual[:, 0] == pytest.approx([0.0, 0.0])
    tight = least_cost(make([(0, 1, 2.0, 3.0)], [(0, 1, 0, 0, 5)]))
    assert tight.stranded_dual[0, 0] == pytest.approx(1.0)
    assert tight.cost_dual[0, 0] == pytest.approx(-2.0)


def test_a_swap_hands_out_what_its_fee_leaves():
    swap = make([(0, 1, 0.0, 10.0, 0.8), (1, 2, 3.0, INF)], [(0, 2, 0, 0, 4)])
    answer = least_cost(swap)
    assert answer.sent.sum() == pytest.approx(5.0)
    assert balance(swap, answer).lost == pytest.approx([1.0])
    assert answer.cost == pytest.approx(12.0)


def test_a_store_carries_the_summer_into_the_winter():
    arcs = [(0, 1, 1.0, 5.0), (1, 2, 1.0, INF)]
    demands = [(0, 2, 0, 0, 2), (0, 2, 0, 1, 7)]
    problem = make(arcs, demands, periods=2, stores=[(1, 0, 2.5, 0.5)])
    answer = least_cost(problem)
    assert answer.delivered == pytest.approx([2.0, 7.0])
    assert answer.stocks.amount == pytest.approx([2.0])
    assert answer.cost == pytest.approx(19.0)


def test_the_tie_break_leaves_one_answer():
    twins = [(0, 1, 1.0, INF), (0, 1, 1.0, INF)]
    turned = [(0, 1, 0, 0, 3), (0, 1, 1, 0, 2)]
    one = least_cost(make(twins, turned, goods=2))
    assert len(one.flows.sent) == 2
    assert len(np.unique(one.flows.arc)) == 1


def test_caps_and_floors_hold_over_arcs_goods_and_periods_together():
    arcs = [(0, 1, 1.0, INF), (0, 1, 4.0, INF)]
    demands = [(0, 1, 0, 0, 6), (0, 1, 0, 1, 6)]
    cap = Limit("quota", (0,), (0,), (0, 1), high=5.0)
    floor = Limit("take or pay", (1,), (0,), (1,), low=6.0)
    problem = make(arcs, demands, periods=2, limits=[cap, floor])
    answer = least_cost(problem)
    assert answer.flows.on_arcs(problem) == pytest.approx(np.array([[5.0, 0.0], [1.0, 6.0]]))
    assert balance(problem, answer).holds


def test_a_floor_beyond_a_capacity_is_told_by_contract_link_and_month():
    floor = Limit("the swap of 2024", (0,), (0,), (1,), low=6.0)
    problem = make([(0, 1, 1.0, 4.0)], [(0, 1, 0, 1, 9)], periods=2, limits=[floor])
    with pytest.raises(BadInputError) as raised:
        least_cost(problem)
    said = str(raised.value)
    for part in ("the swap of 2024", "arc0", "month1", "falls short by 2 t", "capacity of arc0"):
        assert part in said
    assert "nfeasible" not in said


def test_a_floor_beyond_what_is_wanted_names_the_demand():
    floor = Limit("the contract", (0,), (0,), (0,), low=6.0)
    with pytest.raises(BadInputError, match="the demand demand0: no more than 4 t of good0"):
        least_cost(make([(0, 1, 1.0, INF)], [(0, 1, 0, 0, 4)], limits=[floor]))


def test_cargo_sent_in_circles_meets_no_floor():
    floor = Limit("the contract", (0,), (0,), (0,), low=6.0)
    arcs = [(0, 1, 1.0, INF), (1, 0, 1.0, INF)]
    with pytest.raises(BadInputError, match="in circles"):
        least_cost(make(arcs, [(0, 1, 0, 0, 4)], limits=[floor]))


def dimacs(path):
    nodes, supply, arcs = 0, {}, []
    for line in path.read_text().splitlines():
        kind, *rest = line.split() or ["c"]
        if kind == "p":
            nodes = int(rest[1])
        elif kind == "n":
            supply[int(rest[0]) - 1] = int(rest[1])
        elif kind == "a":
            tail, head, low, high, cost = map(int, rest)
            assert low == 0
            arcs.append((tail - 1, head - 1, float(cost), float(high)))
    arcs += [(nodes, node, 0.0, float(amount)) for node, amount in supply.items() if amount > 0]
    demands = [(nodes, node, 0, 0, -amount) for node, amount in supply.items() if amount < 0]
    return make(arcs, demands, vertices=nodes + 1)


def optima():
    if not SHARED.exists():
        return []
    with (SHARED / "reference_values.csv").open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines))
    return [(row[1], float(row[3])) for row in rows if row[1].startswith("flow/")]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the shared data are not beside the checkout")
def test_published_minimum_cost_flows_are_met():
    assert len(optima()) == 4
    for name, optimum in optima():
        problem = dimacs(SHARED / name)
        answer = least_cost(problem)
        assert answer.stranded(problem).sum() == pytest.approx(0.0, abs=1e-6)
        assert answer.cost == pytest.approx(optimum, rel=1e-9)
        assert balance(problem, answer).holds


def test_no_engine_prints():
    said = (
        "from tests.flows.tiny import make\n"
        "from caspia.flows.engines import column_generation, least_cost\n"
        "problem = make([(0, 1, 1.0, 3.0), (0, 1, 2.0, 9.0)], [(0, 1, 0, 0, 5)])\n"
        "least_cost(problem), column_generation(problem)\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", said], cwd=root, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")
