"""What chance decides: durations with the median and ends asked for, gaps without memory."""

from __future__ import annotations

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest

from caspia.errors import BadInputError
from caspia.flows.ferry.calls import NEVER
from caspia.flows.ferry.draws import ferry_draws
from caspia.flows.ferry.spread import mean_hours, seconds_by_rank
from caspia.network.measures import Value
from tests.flows.ferry.lines import exactly, small_line


def test_durations_have_the_median_and_ends_of_their_value():
    hours = Value(24.0, 12.0, 96.0, "assumed")
    drawn = seconds_by_rank(hours) / 3600
    assert np.quantile(drawn, [0.1, 0.5, 0.9]) == pytest.approx([12, 24, 96], rel=1e-3)
    assert (np.diff(drawn) >= 0).all()
    normal = np.clip(np.random.default_rng(1).standard_normal(400_000), -2.5, 2.5)
    spread = 24 * np.where(normal < 0, 2.0, 4.0) ** (normal / NormalDist().inv_cdf(0.9))
    assert mean_hours(hours) == pytest.approx(spread.mean(), rel=0.02)


def test_a_duration_known_exactly_is_always_the_same():
    assert set(seconds_by_rank(exactly(1.5)).tolist()) == {5400}
    assert mean_hours(exactly(1.5)) == pytest.approx(1.5)
    assert set(seconds_by_rank(exactly(0.0)).tolist()) == {0}


def test_work_is_drawn_from_all_ranks_alike():
    draws = ferry_draws(small_line(), (0.1, 0.1), 1, range(50), 2000.0)
    sailing = draws.work_s[0, 2].take(draws.work[..., 2]) / 3600
    assert np.quantile(sailing, [0.1, 0.5, 0.9]) == pytest.approx([10, 12, 18], rel=0.02)


def test_blocks_come_as_often_as_asked_and_independently():
    draws = ferry_draws(small_line(), (0.5, 0.0), 1, range(100), 2000.0)
    come = draws.block_at[:, 0]
    counts = (come < NEVER).sum(axis=1)
    assert counts.mean() == pytest.approx(1000, abs=4 * np.sqrt(1000 / 100))
    assert counts.var() == pytest.approx(1000, rel=0.5)
    assert (draws.block_at[:, 1] > NEVER).all()
    assert (np.diff(come, axis=1) >= 0).all()


def test_ends_vessels_and_replications_have_streams_of_their_own():
    draws = ferry_draws(small_line(closed_share=0.3), (0.5, 0.5), 1, range(60), 500.0)
    for parts in (draws.block_at, draws.closed_from, draws.closed_to):
        assert len(np.unique(parts[:, :, 0])) > 100
    first = draws.work[:, 0].reshape(-1, 3)
    assert len(np.unique(first, axis=0)) == len(first)
    cargo, wind = draws.block_at[:, 0, 0], draws.closed_from[:, 0, 0]
    assert abs(np.corrcoef(cargo, wind)[0, 1]) < 0.5


def test_calls_of_a_vessel_last_past_the_horizon():
    draws = ferry_draws(small_line(), (0.1, 0.1), 1, range(20), 1000.0)
    shortest = draws.work_s[:, :, 0].sum() / 2 * draws.work.shape[1]
    assert shortest >= draws.horizon_s


def test_closures_stand_apart_and_reach_past_the_horizon():
    draws = ferry_draws(small_line(closed_share=0.3), (0.1, 0.1), 1, range(20), 1000.0)
    real = draws.closed_from < NEVER
    assert (draws.closed_to[real] >= draws.closed_from[real]).all()
    apart = draws.closed_from[:, :, 1:] - draws.closed_to[:, :, :-1]
    assert (apart[real[:, :, 1:]] > 0).all()
    assert (draws.closed_to * real).max(axis=2).min() >= draws.horizon_s


def test_a_line_that_takes_no_time_is_refused():
    line = small_line()
    ports = tuple(
        replace(port, unloading_h=exactly(0), loading_h=exactly(0)) for port in line.ports
    )
    with pytest.raises(BadInputError, match="in no time"):
        ferry_draws(replace(line, ports=ports, sailing_h=exactly(0)), (1, 1), 1, range(1), 10.0)
