"""Draws of time against sums worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from caspia.network.draws import DRAWS, Spans, draw_totals, quantiles


def spans(*parts, causes):
    low, median, high = (np.array(column, dtype=float) for column in zip(*parts, strict=True))
    return Spans(low, median, high, tuple(causes))


def test_one_part_has_the_quantiles_of_its_interval():
    totals = draw_totals(spans((8, 10, 20), causes=["wind"]))
    assert len(totals) == DRAWS == 2000
    assert np.quantile(totals, (0.1, 0.5, 0.9)) == pytest.approx((8, 10, 20), abs=0.02)
    assert quantiles(totals) == pytest.approx((10, 20), abs=0.02)
    # The tenth beyond an end is a quarter of the four tenths before it: 10 + 10 x 1.25.
    assert (totals.min(), totals.max()) == pytest.approx((7.5, 22.5), abs=0.02)


def test_no_part_takes_less_than_nothing():
    assert draw_totals(spans((0, 10, 20), causes=["queue"])).min() == 0


def test_parts_of_one_cause_move_together_and_others_do_not():
    together = draw_totals(spans(*[(8, 10, 20)] * 4, causes=["wind"] * 4))
    apart = draw_totals(spans(*[(8, 10, 20)] * 4, causes="abcd"))
    assert quantiles(together) == pytest.approx((40, 80), abs=0.1)
    assert quantiles(apart)[1] < 70
    # An even spread: the mean of a part is 10 - 2.5 / 4 + 12.5 / 4 = 12.5 h either way.
    assert together.mean() == pytest.approx(50, abs=0.05)
    assert apart.mean() == pytest.approx(50, abs=0.05)


def test_the_same_wind_blows_on_both_routes():
    one = draw_totals(spans((8, 10, 20), (1, 1, 1), causes=["wind", "rail"]))
    other = draw_totals(spans((80, 100, 200), (2, 2, 2), causes=["wind", "port"]))
    assert np.allclose((other - 2), 10 * (one - 1))


def test_a_seed_repeats_and_another_seed_does_not():
    parts = spans((8, 10, 20), (1, 4, 9), causes=["a", "b"])
    assert np.array_equal(draw_totals(parts), draw_totals(parts))
    assert not np.array_equal(draw_totals(parts), draw_totals(parts, seed=1))


def test_nothing_uncertain_is_always_the_same():
    assert set(draw_totals(spans((3, 3, 3), (4, 4, 4), causes=["a", "b"]))) == {7.0}
