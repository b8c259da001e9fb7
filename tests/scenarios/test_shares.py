"""The parts of causes: Shapley's value against its definition, and what it always keeps."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.scenarios.difference.shares import EXACT, coalitions, shares

numbers = st.floats(-1e6, 1e6, allow_nan=False)


@st.composite
def games(draw, most=6):
    causes = [f"c{n}" for n in range(draw(st.integers(1, most)))]
    return causes, {some: {"x": draw(numbers), "y": draw(numbers)} for some in coalitions(causes)}


@given(games(most=EXACT))
def test_it_is_the_mean_over_all_orders(game):
    causes, worth = game
    found = shares(causes, worth)
    orders = list(permutations(causes))
    for cause in causes:
        steps = []
        for order in orders:
            before = frozenset(order[: order.index(cause)])
            steps.append(worth[before | {cause}]["x"] - worth[before]["x"])
        assert found[cause]["x"] == pytest.approx(sum(steps) / len(orders), abs=1e-6)


@given(games())
def test_parts_add_up_to_the_difference(game):
    causes, worth = game
    found = shares(causes, worth)
    for name in ("x", "y"):
        whole = worth[frozenset(causes)][name] - worth[frozenset()][name]
        assert sum(found[cause][name] for cause in causes) == pytest.approx(whole, abs=1e-6)


def test_a_cause_that_changes_nothing_has_no_part():
    causes = ["a", "b", "c", "d", "e"]
    worth = {some: {"x": float(len(some - {"e"}))} for some in coalitions(causes)}
    found = shares(causes, worth)
    assert found["e"]["x"] == 0.0
    assert found["a"]["x"] == 1.0


def test_what_is_not_measured_counts_as_nothing():
    worth = {frozenset(): {}, frozenset({"a"}): {"x": 2.0}}
    assert shares(["a"], worth) == {"a": {"x": 2.0}}


def test_many_causes_need_few_sets():
    assert len(coalitions([f"c{n}" for n in range(8)])) < 2**6
