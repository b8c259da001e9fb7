"""Waiting by load: points that are runs, a dwell for the network, and what is refused."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from caspia.errors import BadInputError
from caspia.flows.ferry import simulate, waiting_by_load
from tests.flows.ferry.lines import exactly, small_line

HOW = {"seed": 3, "replications": 40, "days": 90}
SHARES = (0.1, 0.5, 0.9)


@pytest.fixture(scope="module")
def curve():
    return waiting_by_load(small_line(closed_share=0.1), shares=SHARES, **HOW)


def test_each_point_is_a_run_at_its_load(curve):
    assert curve.utilisation == pytest.approx(SHARES)
    run = simulate(curve.line, float(curve.load_t_per_month[1]), **HOW)
    assert curve.median_h[1] == pytest.approx(run.median_h)
    assert curve.p90_h[1] == pytest.approx(run.p90_h)
    assert curve.mean_h[1] == pytest.approx(run.tally.mean_wait_h.mean(axis=0))


def test_a_full_line_makes_cargo_wait_longer_and_more_vessels_carry_more(curve):
    assert (curve.p90_h[2] > 1.5 * curve.p90_h[1]).all()
    more = waiting_by_load(replace(curve.line, vessels=exactly(4)), shares=SHARES, **HOW)
    assert more.capacity_t_per_month > 1.2 * curve.capacity_t_per_month
    load = 0.85 * curve.capacity_t_per_month
    assert more.wait_h(load).high < curve.wait_h(load).high


def test_a_wait_is_a_value_of_the_network(curve):
    wait = curve.wait_h(float(curve.load_t_per_month[1]), back=True)
    assert (wait.low, wait.median, wait.high) == pytest.approx(
        (curve.p10_h[1, 1], curve.median_h[1, 1], curve.p90_h[1, 1])
    )
    assert wait.basis == "assumed"
    middle = curve.wait_h(float(curve.load_t_per_month[:2].mean())).median
    assert middle == pytest.approx(curve.median_h[:2, 0].mean())
    assert curve.wait_h(0.0).median == curve.median_h[0, 0]


@pytest.mark.parametrize("factor", [-0.1, 1.001, float("nan")])
def test_a_load_that_cannot_be_carried_has_no_wait(curve, factor):
    with pytest.raises(BadInputError, match=r"ferry-near-far carries 0 to"):
        curve.wait_h(factor * curve.capacity_t_per_month)


@pytest.mark.parametrize("shares", [(), (0.5, 0.2), (0.0, 0.5), (0.5, 1.1), (0.5, 0.5)])
def test_shares_that_do_not_ascend_are_refused(shares):
    with pytest.raises(BadInputError, match="do not ascend"):
        waiting_by_load(small_line(), shares=shares)


def test_other_processes_give_the_same_bytes(curve):
    with ProcessPoolExecutor(2) as executor:
        there = waiting_by_load(curve.line, shares=SHARES, executor=executor, **HOW)
    for name in ("load_t_per_month", "p10_h", "median_h", "p90_h", "mean_h", "mean_error_h"):
        assert np.array_equal(getattr(there, name), getattr(curve, name)), name
    assert pickle.loads(pickle.dumps(curve)).line == curve.line  # noqa: S301


def test_the_error_of_a_mean_is_that_of_its_replications(curve):
    run = simulate(curve.line, float(curve.load_t_per_month[2]), **HOW)
    means = run.tally.mean_wait_h
    expected = means.std(axis=0, ddof=1) / np.sqrt(len(means))
    assert curve.mean_error_h[2] == pytest.approx(expected)


def test_a_curve_of_a_day_in_which_nothing_sailed_has_no_waits():
    idle = waiting_by_load(small_line(), shares=(1e-6,), seed=1, replications=2, days=1)
    assert np.isnan(idle.mean_h).all()
    assert np.isnan(idle.mean_error_h).all()
