"""C2: all adds up, rebuilt from flows on links, whatever is shut."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caspia.flows import parameters, solve_region
from caspia.flows.balances import Balances
from tests.flows.region_cases import region, solved


@pytest.mark.parametrize("engine", ["choice", "least-cost"])
def test_c2_a_month_of_all_goods_adds_up(engine):
    result = solved("2023-06", engine=engine)
    assert result.balance.holds
    wanted = result.region.demand.tonnes.sum()
    assert result.balance.demand == pytest.approx(wanted)
    assert result.balance.delivered == pytest.approx(result.delivered.sum())
    assert result.balance.delivered + result.balance.stranded == pytest.approx(wanted)
    assert result.balance.sent == pytest.approx(result.balance.delivered + result.balance.lost)


def test_c2_gas_is_lost_on_the_way_and_nothing_else_is():
    assert solved("2023-06", "natural_gas").balance.lost > 1000
    assert solved("2023-06", "crude_oil").balance.lost == pytest.approx(0, abs=1e-3)


def test_c2_the_bounds():
    fine = Balances(9e-10, 9e-7, 1, 1, 0, 1, 0)
    assert fine.holds
    assert not replace(fine, imbalance=1.1e-9).holds
    assert not replace(fine, breach=1.1e-6).holds


def shut(found, links):
    """Return a region without some links."""
    closed = np.array([link in links for link in found.arcs.link])
    return replace(
        found, values=replace(found.values, open=found.values.open & ~closed[None, :, None])
    )


@settings(max_examples=15)
@given(st.data())
def test_c2_gas_adds_up_under_random_closures(data):
    found = region("2023-06", "natural_gas")
    links = st.sampled_from(sorted(found.arcs.of_link))
    _holds(found, data.draw(st.sets(links, max_size=8)))


@settings(max_examples=8)
@given(st.data())
def test_c2_oil_adds_up_under_random_closures(data):
    found = region("2023-06", "crude_oil")
    links = st.sampled_from(sorted(found.arcs.of_link))
    _holds(found, data.draw(st.sets(links, max_size=8)))


def _holds(found, links):
    result = solve_region(shut(found, links))
    assert result.balance.holds
    closed = [link in links for link in found.arcs.link]
    assert result.on_arcs[closed].sum() == 0.0
    assert np.abs(result.delivered + result.stranded - found.demand.tonnes).max() < 1e-3
    told = sum(one.tonnes for one in result.left_behind)
    assert told == pytest.approx(result.stranded.sum(), abs=10 * len(found.demand.cells))
    everything = solved("2023-06", *found.goods)
    assert result.delivered.sum() <= everything.delivered.sum() + 1.0


def test_c2_what_is_cut_off_strands_whole():
    found = region("2023-06", "natural_gas")
    result = solve_region(shut(found, {"sangachal_hajigabul", "scp_sangachal_tbilisi"}))
    (cell,) = (n for n, one in enumerate(found.demand.cells) if one.name == "natural_gas:AZE-EUR")
    assert result.delivered[cell].sum() == 0.0
    assert result.stranded[cell].sum() == pytest.approx(found.demand.tonnes[cell].sum())


def test_c2_parameters_move_nothing_but_the_way():
    found = region("2023-06", "crude_oil").having(parameters().having({"dispersion.*": 2.0}))
    assert solve_region(found).delivered == pytest.approx(solved("2023-06", "crude_oil").delivered)
