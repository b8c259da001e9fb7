"""Draws stay within what their intervals allow, move together, and come from their seed."""

from __future__ import annotations

import numpy as np
import pytest

from caspia.flows.backtest.draws import Drawn, _between, drawn, drawn_region
from tests.flows import region_cases


@pytest.fixture(scope="module")
def region():
    return region_cases.region("2023-06", "grain")


def test_the_same_seed_draws_the_same(region):
    one, two = (drawn(region, np.random.default_rng(3)) for _ in range(2))
    assert one.parameters == two.parameters
    assert one.hours == two.hours
    assert (one.cells == two.cells).all()


def test_a_draw_at_the_middle_changes_nothing(region):
    modes = {mode or "handling" for mode in region.arcs.mode}
    none = Drawn(
        dict.fromkeys(region.parameters.rows, 0.0),
        dict.fromkeys(modes, 0.0),
        dict.fromkeys(modes, 0.0),
        np.zeros(len(region.demand.cells)),
    )
    same = drawn_region(region, none)
    assert (same.demand.tonnes == region.demand.tonnes).all()
    assert (same.values.hours == region.values.hours).all()
    assert same.parameters.rows == region.parameters.rows


def test_one_in_ten_goes_beyond_an_end():
    deviates = np.random.default_rng(1).standard_normal(200_000)
    values = _between(10.0, 5.0, 30.0, deviates)
    assert np.mean(values > 30.0) == pytest.approx(0.1, abs=0.005)
    assert np.mean(values < 5.0) == pytest.approx(0.1, abs=0.005)
    assert values.min() >= 0.0


def test_links_of_one_mode_move_together(region):
    other = drawn_region(region, drawn(region, np.random.default_rng(5)))
    rail = np.array([mode == "rail" for mode in region.arcs.mode])
    change = (other.values.usd - region.values.usd)[0, rail, 0]
    moved = change[np.abs(change) > 1e-9]
    assert len(moved)
    assert (np.sign(moved) == np.sign(moved[0])).all()
