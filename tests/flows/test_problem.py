"""A flow problem is checked whole when it is made, and names what is wrong."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from caspia.errors import BadInputError
from caspia.flows.engines import Limit
from tests.flows.tiny import INF, floats, ids, make


@pytest.fixture
def sound():
    return make([(0, 1, 1.0, 5.0), (1, 2, 1.0, INF)], [(0, 2, 0, 0, 2)], stores=[(1, 0, 9.0, 0.5)])


@pytest.mark.parametrize(
    ("part", "wrong", "said"),
    [
        ("cost", floats([[-1], [1]]), "1 arcs have a cost that is negative or no number: arc0"),
        ("cost", floats([[1], [np.nan]]), "1 arcs have a cost that is negative or no number: arc1"),
        ("capacity", floats([[np.nan], [-2]]), "2 arcs have a capacity"),
        ("gain", floats([0.0, 1.1]), "2 arcs have a gain that is not above 0 and at most 1"),
        ("head", ids([0, 7]), "arcs end where they begin: arc0"),
        ("head", ids([1, 7]), "arcs end at no vertex: arc1"),
        ("tail", floats([0, 1]), "tail has shape (2,) and type float64"),
        ("capacity", floats([5, 5]), "it must have shape (2, 1)"),
        ("arc_ids", ("same", "same"), "Two arcs share a name: same"),
        ("limits", (Limit("floor", (5,), (0,), (0,)),), "The limit floor has arcs that are not"),
        ("limits", (Limit("floor", (), (0,), (0,)),), "The limit floor has no arcs"),
        ("limits", (Limit("floor", (0,), (0,), (0,), 3, 2),), "The limit floor goes from 3 to 2"),
    ],
)
def test_a_fault_of_the_arcs_is_named(sound, part, wrong, said):
    with pytest.raises(BadInputError) as raised:
        replace(sound, **{part: wrong})
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("part", "wrong", "said"),
    [
        ("origin", ids([9]), "1 demands have a place of origin that is not there: demand0"),
        ("period", ids([-1]), "1 demands have a place of period that is not there: demand0"),
        ("destination", ids([0]), "1 demands end where they begin: demand0"),
        ("amount", floats([np.nan]), "negative or no finite number: demand0"),
        ("amount", floats([np.inf]), "negative or no finite number: demand0"),
    ],
)
def test_a_fault_of_the_demands_is_named(sound, part, wrong, said):
    with pytest.raises(BadInputError) as raised:
        replace(sound, demands=replace(sound.demands, **{part: wrong}))
    assert said in str(raised.value)


@pytest.mark.parametrize("part", ["capacity", "carry_cost"])
def test_a_fault_of_the_stores_is_named(sound, part):
    with pytest.raises(BadInputError, match="store0"):
        replace(sound, stores=replace(sound.stores, **{part: floats([-1.0])}))


def test_all_faults_come_at_once(sound):
    with pytest.raises(BadInputError, match="has 2 faults"):
        replace(sound, gain=floats([2.0, 1.0]), cost=floats([[-1], [1]]))


def test_commodities_are_goods_by_origin():
    demands = [(1, 0, 1, 0, 2), (0, 1, 0, 0, 2), (1, 2, 1, 0, 2)]
    commodities = make([(0, 1, 1, 1)], demands, vertices=3, goods=2).commodities()
    assert list(commodities.origin) == [0, 1]
    assert list(commodities.good) == [0, 1]
    assert list(commodities.of_demand) == [1, 0, 1]
