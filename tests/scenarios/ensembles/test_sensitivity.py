"""Shares of the variance, against what is known of functions and against SciPy."""

from __future__ import annotations

import numpy as np
import pytest

from caspia.scenarios.ensembles import sensitivity
from caspia.scenarios.ensembles.sensitivity import LEAST_DRAWS
from caspia.scenarios.ensembles.sequence import ranks


def test_shares_of_a_sum_are_those_of_its_parts():
    found = ranks(1024, 12, 3)
    values = found[:, :4] @ np.array([4.0, 2.0, 1.0, 0.0])
    told = sensitivity(found, np.stack([values, 10 - 3 * values], axis=1))
    for quantity in range(2):
        share, error = told.share[:, quantity], told.error[:, quantity]
        assert share[:3] == pytest.approx(np.array([16, 4, 1]) / 21, abs=0.03)
        assert np.abs(share[3:]).max() < 0.015
        assert (np.abs(share[:3] - np.array([16, 4, 1]) / 21) < 4 * error[:3] + 0.01).all()


def test_ends_are_where_the_fact_has_its_ends():
    found = ranks(1024, 3, 5)
    values = 10 + 5 * found[:, 1] ** 2
    told = sensitivity(found, values[:, None])
    assert told.low[1, 0] == pytest.approx(10 + 5 * 0.01, abs=0.1)
    assert told.high[1, 0] == pytest.approx(10 + 5 * 0.81, abs=0.1)
    assert told.low[0, 0] == pytest.approx(told.high[0, 0], abs=0.4)


def test_shares_are_those_that_scipy_finds():
    from scipy.stats import sobol_indices, uniform

    def ishigami(x):
        """Return the function by which such methods are tried, over its three arguments."""
        x = np.pi * (2 * x - 1)
        return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])

    theirs = sobol_indices(
        func=ishigami, n=4096, dists=[uniform()] * 3, rng=np.random.default_rng(0)
    )
    found = ranks(4096, 3, 0)
    ours = sensitivity(found, ishigami(found.T)[:, None]).share[:, 0]
    # A polynomial of the third degree cannot follow the two waves of the second argument.
    assert ours[[0, 2]] == pytest.approx(np.asarray(theirs.first_order)[[0, 2]], abs=0.03)
    assert ours[1] < theirs.first_order[1] + 0.03


def test_chance_alone_moves_nothing():
    rng = np.random.default_rng(1)
    told = sensitivity(ranks(512, 200, 9), rng.normal(size=(512, 4)))
    assert abs(told.share.mean()) < 0.001
    assert (told.share > 3 * told.error).mean() < 0.05


def test_what_does_not_move_has_no_shares_and_few_draws_tell_nothing():
    found = ranks(LEAST_DRAWS, 3, 0)
    assert (sensitivity(found, np.ones((LEAST_DRAWS, 1))).share == 0).all()
    assert sensitivity(found[:-1], np.ones((LEAST_DRAWS - 1, 1))) is None
