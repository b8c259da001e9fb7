"""A draw against the solution of its own region: the same numbers, the same gas, freight near."""

from __future__ import annotations

import numpy as np
import pytest

from caspia.flows import solve_region
from caspia.flows.region_numbers import region_numbers
from caspia.scenarios.ensembles import TOTALS, ensemble, region_of_draw, solved_alone
from caspia.scenarios.ensembles.sequence import deviates
from caspia.scenarios.ensembles.spans import MOST
from tests.flows import region_cases

DRAWS = 32
# Freight may choose among other routes where it is solved alone: of the width of a band, half of
# all lines and draws lie no further apart.
APART = 0.15


@pytest.fixture(scope="module")
def drawn():
    return ensemble(region_cases.solved("2023", "crude_oil", "natural_gas"), DRAWS)


def test_the_region_of_a_draw_has_its_numbers(drawn):
    wanted = drawn.facts.numbers(deviates(drawn.ranks[3], MOST))
    found = region_numbers(region_of_draw(drawn, 3))
    for name in ("hours", "usd", "wanted", "most", "added_usd", "added_risk"):
        assert getattr(found, name) == pytest.approx(getattr(wanted, name), rel=1e-9)
    assert found.parameters == wanted.parameters


def test_as_much_moves_and_gas_goes_the_same_ways(drawn):
    total = drawn.values[5, -len(TOTALS) :]
    alone = solve_region(region_of_draw(drawn, 5))
    moved = total[TOTALS.index("freight_moved")] + total[TOTALS.index("gas_moved")]
    assert alone.delivered.sum() == pytest.approx(moved, rel=1e-6)
    told = solved_alone(drawn, 5)
    gas = [line.told.quantity.series.startswith("gas") for line in drawn.record.lines]
    assert sum(gas) > 3
    ours = drawn.values[5, : len(told)]
    assert ours[gas] == pytest.approx(told[gas], rel=1e-6, abs=1e-6)


def test_freight_is_near_what_it_is_alone(drawn):
    lines = drawn.record.lines
    width = np.array([band.high - band.low for band in map(drawn.band, lines)])
    moving = width > 0
    theirs = np.array([solved_alone(drawn, draw) for draw in range(3)])
    apart = np.abs(drawn.values[:3, : len(lines)] - theirs)[:, moving] / width[moving]
    assert np.median(apart) < APART
