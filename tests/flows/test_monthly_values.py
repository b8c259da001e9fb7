"""Times and costs month by month: those of the network, and alike for goods carried alike."""

from __future__ import annotations

import numpy as np
import pytest

from caspia.demand import goods
from caspia.flows.region_arcs import arc_keys
from tests.flows.region_cases import region


@pytest.mark.parametrize("period", ["2021-02", "2023-06", "2025-08"])
def test_goods_of_one_kind_have_equal_graphs(period):
    values = region(period).values
    (network,) = values.networks
    for good in goods():
        kind = values.kinds[values.kind_of[good]]
        mine, theirs = network.graph(good), network.graph(kind)
        assert arc_keys(mine) == arc_keys(theirs), (good, kind)
        for name in mine.arcs.__dataclass_fields__:
            one, other = getattr(mine.arcs, name), getattr(theirs.arcs, name)
            assert np.array_equal(one, other), (good, kind, name)


def test_numbers_are_those_of_the_network_of_the_month():
    found = region("2022-12..2023-02", "crude_oil", "natural_gas")
    place = {key: number for number, key in enumerate(found.arcs.keys)}
    for month, network in enumerate(found.values.networks):
        for number, kind in enumerate(found.values.kinds):
            graph = network.graph(kind)
            at = [place[key] for key in arc_keys(graph)]
            assert found.values.open[month, :, number].sum() == len(at)
            assert found.values.open[month, at, number].all()
            hours = graph.arcs.time_h + graph.arcs.dwell_h
            assert np.array_equal(found.values.hours[month, at, number], hours)
            assert np.array_equal(found.values.usd[month, at, number], graph.arcs.cost_usd_per_t)
            assert np.array_equal(found.values.assumed[month, at, number], graph.arcs.assumed)


def test_ends_lie_around_the_middle():
    values = region("2023-06").values
    assert (values.low_hours <= values.hours + 1e-9).all()
    assert (values.hours <= values.high_hours + 1e-9).all()
    assert (values.low_usd <= values.usd + 1e-9).all()
    assert (values.usd <= values.high_usd + 1e-9).all()
    assert (values.usd >= 0).all()
    assert (values.usd[~values.open] == 0).all()
