"""Names that people give to goods of demand."""

from __future__ import annotations

import pytest

from caspia.cli.flows_goods import goods_of_names
from caspia.demand import goods
from caspia.errors import UnknownNameError


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        (["natural_gas"], ("natural_gas",)),
        (["Natural gas"], ("natural_gas",)),
        (["natural-gas"], ("natural_gas",)),
        (["gas"], ("natural_gas",)),
        (["crude"], ("crude_oil",)),
        (["oil"], ("crude_oil", "oil_products")),
        (["Goods in containers"], ("containers",)),
        (["plastics"], ("polymers",)),
        (["oil", "crude", "gas"], ("crude_oil", "oil_products", "natural_gas")),
    ],
)
def test_a_name_stands_for_goods(names, meant):
    assert goods_of_names(names) == meant


def test_every_good_goes_by_its_id_and_its_label():
    for good, row in goods().items():
        assert goods_of_names([good]) == goods_of_names([row.label]) == (good,)


def test_no_name_is_all_goods():
    assert goods_of_names([]) is None


@pytest.mark.parametrize("name", ["wheat", "lpg", "diesel", "goods", "", "dry_cargo"])
def test_what_demand_does_not_tell_apart_is_unknown(name):
    with pytest.raises(UnknownNameError, match="Use one of crude_oil"):
        goods_of_names([name])


def test_a_slip_of_the_pen_is_met_with_what_was_meant():
    with pytest.raises(UnknownNameError) as caught:
        goods_of_names(["gs"])
    assert caught.value.nearest[0] == "natural_gas"
