"""The maximum-entropy table, held to independent answers and to what must always be true."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, minimize

from caspia.demand.easing import ease
from caspia.demand.most_even import Interval, most_even
from caspia.errors import SolverError


def over(places, low, high, weights=None):
    chosen = np.array(places)
    return Interval(chosen, np.ones(len(chosen)) if weights is None else weights, low, high)


def divergence(values, prior):
    return float(np.sum(values * np.log(values / prior) - values + prior))


def by_scipy(prior, intervals):
    """Return the same optimum by a general solver that knows nothing of scaling."""
    matrix = np.zeros((len(intervals), len(prior)))
    for line, one in enumerate(intervals):
        matrix[line, one.places] = one.weights
    answer = minimize(
        lambda x: divergence(x, prior),
        prior.copy(),
        jac=lambda x: np.log(x / prior),
        hess=lambda x: np.diag(1 / x),
        method="trust-constr",
        bounds=[(1e-9, None)] * len(prior),
        constraints=LinearConstraint(
            matrix, [one.low for one in intervals], [one.high for one in intervals]
        ),
        options={"gtol": 1e-10, "xtol": 1e-12, "maxiter": 3000},
    )
    return answer.x


def plain_ipf(prior, rows, columns):
    table = prior.copy()
    for _ in range(2000):
        table *= (rows / table.sum(axis=1))[:, None]
        table *= columns / table.sum(axis=0)
    return table


def test_without_bounds_the_prior_is_the_answer():
    prior = np.array([1.0, 2.0, 0.0])
    assert np.array_equal(most_even(prior, []).values, prior)


def test_bounds_that_the_prior_keeps_move_nothing():
    prior = np.array([1.0, 2.0, 3.0])
    found = most_even(prior, [over([0, 1], 2.0, 4.0), over([2], 0.0, np.inf)])
    assert np.array_equal(found.values, prior)
    assert not found.multipliers.any()


def test_row_and_column_totals_give_the_table_of_iterative_scaling():
    rng = np.random.default_rng(4)
    prior = rng.uniform(0.5, 3.0, (3, 4))
    wanted = rng.uniform(0.5, 3.0, (3, 4))
    rows, columns = wanted.sum(axis=1), wanted.sum(axis=0)
    places = np.arange(12).reshape(3, 4)
    intervals = [over(places[i], rows[i], rows[i]) for i in range(3)]
    intervals += [over(places[:, j], columns[j], columns[j]) for j in range(4)]
    found = most_even(prior.ravel(), intervals, tolerance=1e-12)
    assert np.allclose(found.values.reshape(3, 4), plain_ipf(prior, rows, columns), rtol=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_intervals_and_weights_give_the_optimum_of_a_general_solver(seed):
    rng = np.random.default_rng(seed)
    prior = rng.uniform(0.5, 3.0, 6)
    inside = rng.uniform(0.5, 3.0, 6)
    intervals = []
    for _ in range(4):
        places = np.sort(rng.choice(6, rng.integers(1, 5), replace=False))
        weights = rng.uniform(0.3, 2.0, len(places))
        total = float(weights @ inside[places])
        intervals.append(over(places, total * 0.95, total * 1.05, weights))
    found = most_even(prior, intervals, tolerance=1e-11, rounds=20000)
    other = by_scipy(prior, intervals)
    assert divergence(found.values, prior) <= divergence(other, prior) + 1e-6
    assert np.allclose(found.values, other, rtol=2e-3)


@st.composite
def problems(draw):
    """Return a prior, and intervals that some table is known to keep."""
    size = draw(st.integers(1, 8))
    numbers = st.floats(0.01, 100.0)
    prior = np.array(draw(st.lists(numbers, min_size=size, max_size=size)))
    inside = np.array(draw(st.lists(numbers, min_size=size, max_size=size)))
    intervals = []
    for _ in range(draw(st.integers(0, 4))):
        places = sorted(draw(st.sets(st.integers(0, size - 1), min_size=1)))
        total = float(inside[places].sum())
        low = total * draw(st.sampled_from([0.0, 0.5, 0.9]))
        high = draw(st.sampled_from([total * 1.1, total * 2, np.inf]))
        intervals.append(over(places, low, high))
    return prior, intervals


@settings(max_examples=80)
@given(problems())
def test_sums_lie_in_their_intervals_and_no_entry_leaves_the_positive(problem):
    prior, intervals = problem
    found = most_even(prior, intervals)
    assert (found.values > 0).all()
    for one in intervals:
        total = float(found.values[one.places].sum())
        assert one.low * (1 - 2e-6) <= total <= one.high * (1 + 2e-6)
    free = np.ones(len(prior), bool)
    for one in intervals:
        free[one.places] = False
    assert np.array_equal(found.values[free], prior[free])


@settings(max_examples=80)
@given(problems())
def test_only_bounds_that_bind_have_a_multiplier_and_it_has_their_sign(problem):
    prior, intervals = problem
    found = most_even(prior, intervals, tolerance=1e-9, rounds=50000)
    for one, multiplier in zip(intervals, found.multipliers, strict=True):
        total = float(found.values[one.places].sum())
        if multiplier > 1e-6:
            assert total == pytest.approx(one.low, rel=1e-6)
        if multiplier < -1e-6:
            assert total == pytest.approx(one.high, rel=1e-6)


def test_a_top_of_zero_empties_its_entries():
    found = most_even(np.array([1.0, 2.0]), [over([0], 0.0, 0.0), over([0, 1], 5.0, 5.0)])
    assert found.values == pytest.approx([0.0, 5.0])


def test_bounds_that_contradict_one_another_are_told():
    against = [over([0], 2.0, 2.0), over([0], 3.0, 3.0)]
    with pytest.raises(SolverError, match="Ease those that contradict"):
        most_even(np.array([1.0]), against, rounds=50)
    with pytest.raises(SolverError, match="all zero"):
        most_even(np.array([0.0]), [over([0], 2.0, 2.0)])


def test_easing_widens_the_cheaper_bound_just_so_that_a_table_exists():
    against = [over([0], 2.0, 2.0), over([0], 3.0, 3.0), over([1], 1.0, 1.0)]
    widened, eased = ease(against, [0.1, 1.0, 1.0], [True, True])
    assert [one.number for one in eased] == [0]
    assert eased[0].share == pytest.approx(0.5, abs=1e-6)
    assert widened[1:] == tuple(against[1:])
    assert most_even(np.array([1.0, 1.0]), widened).values == pytest.approx([3.0, 1.0], rel=1e-3)


def test_easing_leaves_bounds_alone_that_some_table_keeps():
    fine = [over([0, 1], 2.0, 3.0), over([0], 1.0, 1.0)]
    widened, eased = ease(fine, [1.0, 1.0], [True, True])
    assert eased == ()
    assert widened == tuple(fine)


def test_easing_knows_entries_that_must_be_zero():
    _, eased = ease([over([0], 2.0, 2.0)], [1.0], [False])
    assert eased[0].share == pytest.approx(1.0)
