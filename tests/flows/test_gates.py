"""Gates: a corridor's constant is charged where the corridor is entered, either way, once."""

from __future__ import annotations

import numpy as np
import pytest

from caspia.demand import goods
from caspia.flows.gates import Gate, gates
from tests.flows.region_cases import movement, region, toy_arcs


def gate(**changed):
    fields = {"corridor": "MIDDLE", "goods": ""}
    fields |= dict.fromkeys(("side", "other_side", "modes", "links"), frozenset())
    return Gate(**(fields | changed))


def opened(one, arcs):
    return {arcs.ids[place] for place in one.arcs(arcs).nonzero()[0]}


def test_a_gate_is_passed_both_ways_by_its_modes_only():
    arcs = toy_arcs([movement("sea-aktau-alat", "alat", "aktau")])
    ends = {"side": frozenset({"KAZ"}), "other_side": frozenset({"AZE", "TUR"})}
    both = {"sea-aktau-alat:aktau-alat", "sea-aktau-alat:alat-aktau"}
    assert opened(gate(**ends, modes=frozenset({"sea"})), arcs) == both
    assert opened(gate(**ends, modes=frozenset({"rail"})), arcs) == {
        "rail-samara-moscow:tengiz-istanbul"
    }
    assert opened(gate(**ends), arcs) == set()
    assert opened(gate(links=frozenset({"sea-aktau-alat"})), arcs) == both


def test_goods_are_named_or_all_but_some():
    assert [gate(goods="crude_oil;coal").weighs(good) for good in ("coal", "oil")] == [True, False]
    assert [gate(goods="!crude_oil;coal").weighs(good) for good in ("coal", "oil")] == [False, True]


@pytest.mark.parametrize("one", gates(), ids=lambda one: one.corridor)
def test_every_gate_of_the_region_is_passed_by_what_weighs_it(one):
    found = region("2023-06")
    through = one.arcs(found.arcs)
    goods_there = [good for good in goods() if one.weighs(good)]
    assert goods_there
    kinds = [found.values.kind_of[good] for good in goods_there]
    assert found.values.open[0][through][:, kinds].any()
    named = one.goods.removeprefix("!").split(";")
    assert set(filter(None, named)) <= set(goods())
    assert set(one.links) <= set(found.arcs.link)


def test_a_corridor_charges_an_arc_once():
    found = region("2023-06")
    for corridor in {one.corridor for one in gates()}:
        for good in goods():
            mine = [one for one in gates() if one.corridor == corridor and one.weighs(good)]
            count = np.sum([one.arcs(found.arcs) for one in mine], axis=0)
            assert np.max(count) <= 1
