"""Quantiles of waits from counts by the minute."""

from __future__ import annotations

import numpy as np

from caspia.flows.ferry.waits import Waits, quantiles_h, units_by_minute


def test_quantiles_are_those_of_the_units_one_by_one():
    chance = np.random.default_rng(1)
    waits = Waits(
        chance.integers(0, 6, 300),
        chance.integers(0, 200_000, (300, 4)),
        chance.integers(0, 9, (300, 4)),
    )
    at = np.arange(1, 100) / 100
    found = units_by_minute(waits, 5000)
    for port in (0, 1):
        ours = waits.line % 2 == port
        units = np.repeat(waits.wait_s[ours].ravel() // 60, waits.units[ours].ravel())
        expected = np.quantile(units, at, method="inverted_cdf") / 60
        assert (quantiles_h(found[port], at) == expected).all()


def test_nothing_that_sailed_has_no_quantiles():
    assert np.isnan(quantiles_h(np.zeros(10), np.array([0.5]))).all()
