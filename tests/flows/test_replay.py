"""A region under other numbers, from frozen routes, against solving it whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from caspia.flows import grown, solve_region
from caspia.flows.replay import Replay
from tests.flows import region_cases

GOODS = ("crude_oil", "natural_gas", "grain")


@pytest.fixture(scope="module")
def replay():
    return Replay(region_cases.solved("2023-06", *GOODS))


def flows(region, routes):
    return routes.on_arcs(len(region.arcs), len(region.months))


def test_the_same_numbers_give_the_same_flows(replay):
    result = replay.result
    found = replay.under(result.region)
    # Parallel pipelines cost the same: what they carry together is told, not which of them.
    ours, theirs = flows(result.region, found.routes), result.on_arcs
    assert ours.sum() == pytest.approx(theirs.sum(), rel=1e-6)
    assert found.delivered.sum() == pytest.approx(result.delivered.sum(), rel=1e-9)


def test_dearer_time_is_as_when_solved_whole(replay):
    region = replay.result.region
    key = "value_of_time.grain;ores;fertiliser;coal"
    other = region.having(region.parameters.having({key: 0.12}))
    ours = flows(region, replay.under(other).routes)
    theirs = solve_region(other).on_arcs
    apart = np.abs(ours - theirs)
    kinds = np.array([mode in ("gas_pipeline", "swap") for mode in region.arcs.mode])
    assert apart[~kinds].max() <= 0.05 * theirs[~kinds].max()


def test_more_demand_moves_more_or_is_left_behind(replay):
    region = replay.result.region
    more = grown(region, 1.5)
    found = replay.under(more)
    whole = solve_region(more)
    assert found.delivered.sum() == pytest.approx(whole.delivered.sum(), rel=1e-6)
    assert found.delivered.sum() <= more.demand.tonnes.sum() * (1 + 1e-9)


def test_order_makes_no_difference(replay):
    region = replay.result.region
    cheaper = replace(region, parameters=region.parameters.having({"dispersion.*": 15.0}))
    first = replay.under(region).routes.tonnes.tobytes()
    replay.under(cheaper)
    assert replay.under(region).routes.tonnes.tobytes() == first
