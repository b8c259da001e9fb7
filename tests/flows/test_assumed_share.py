"""C8: every result knows the share of its inputs that is assumed; here worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from caspia.flows import parameters
from caspia.flows.assumed_share import assumed_on_arcs, assumed_routes
from tests.flows.region_cases import (
    NORTH_WAY,
    SEA_WAY,
    region,
    solved,
    toy_arcs,
    toy_cell,
    toy_region,
    toy_result,
)

CELLS = (toy_cell("KAZ", "TUR"), toy_cell("UZB", "TUR"))


def toy(standing, assumed):
    """Return 30 t by sea of one cell and 10 t by rail of another; every arc costs 1 USD, 10 h."""
    found = toy_region(CELLS, [[40, 0]] * 2, assumed=assumed, standing=standing)
    return toy_result(found, [(0, 0, 30.0, SEA_WAY), (1, 0, 10.0, NORTH_WAY)])


def test_c8_demand_and_cost_count_half_each():
    result = toy((("observed",), ("assumed",)), assumed=False)
    assert assumed_routes(result).tolist() == [0.0, 0.5]
    assert result.assumed_share == pytest.approx(0.125)
    every = toy((("assumed",), ("assumed",)), assumed=True)
    assert every.assumed_share == 1.0
    assert toy((("observed",), ("bounded",)), assumed=False).assumed_share == 0.0


def test_c8_an_arc_counts_by_its_money_and_the_value_of_its_hours():
    arcs = toy_arcs()
    sea, usd = arcs.of_link["sea-aktau-alat"][0], np.ones(len(arcs))
    usd[sea] = 5.0
    found = toy_region(CELLS, [[40, 0]] * 2, usd=usd, assumed=np.arange(len(arcs)) == sea)
    result = toy_result(found, [(0, 0, 30.0, SEA_WAY), (1, 0, 10.0, NORTH_WAY)])
    hours = 10 * parameters().value("value_of_time", "grain")
    share = (5 + hours) / (len(SEA_WAY) - 1 + 5 + len(SEA_WAY) * hours)
    assert assumed_routes(result) == pytest.approx([share / 2, 0.0])
    assert result.assumed_share == pytest.approx(0.75 * share / 2)


def test_c8_a_link_has_the_share_of_what_goes_over_it():
    result = toy((("observed",), ("assumed",)), assumed=False)
    on_arcs = assumed_on_arcs(result)
    arcs = result.region.arcs
    assert on_arcs[arcs.of_link["sea-aktau-alat"][0]] == 0.0
    assert on_arcs[arcs.of_link["rail-samara-moscow"][0]] == 0.5
    both = arcs.keys.index(SEA_WAY[0])
    assert on_arcs[both] == pytest.approx(0.125)


def test_c8_nothing_moves_so_nothing_is_assumed():
    assert toy_result(toy_region(CELLS, [[0, 0]] * 2), []).assumed_share == 0.0


@pytest.mark.parametrize("good", ["crude_oil", "natural_gas"])
def test_c8_a_share_of_a_real_month_lies_between_none_and_all(good):
    result = solved("2023-06", good)
    of_routes = assumed_routes(result)
    assert ((of_routes >= 0) & (of_routes <= 1)).all()
    assert 0 < result.assumed_share < 1
    assert result.links()["assumed_share"].is_between(0, 1).all()
    by_hand = float(result.routes.tonnes @ of_routes / result.routes.tonnes.sum())
    assert result.assumed_share == pytest.approx(by_hand)


def test_c8_an_arc_is_assumed_where_the_network_says_so():
    found = region("2023-06", "crude_oil")
    graph = found.values.networks[0].graph("crude_oil")
    assert found.values.assumed[0].sum() == graph.arcs.assumed.sum()
