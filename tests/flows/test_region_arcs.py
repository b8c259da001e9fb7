"""The arcs of a region: one numbering over months and goods, whatever order they come in."""

from __future__ import annotations

import pytest

from caspia.flows.region_arcs import union_of
from tests.flows.region_cases import (
    COUNTRIES,
    LINKS,
    NORTH_WAY,
    SEA_WAY,
    SHORT_WAY,
    movement,
    solved,
    toy_arcs,
)


def test_each_arc_is_there_once_whatever_the_order_of_graphs():
    ways = [list(SEA_WAY), list(NORTH_WAY), list(SHORT_WAY)]
    arcs = union_of(ways, LINKS, COUNTRIES)
    turned = union_of(ways[::-1], LINKS, COUNTRIES)
    assert arcs.keys == turned.keys == tuple(sorted({key for way in ways for key in way}))
    assert arcs.vertex_ids == turned.vertex_ids
    assert arcs.tail.tolist() == turned.tail.tolist()


def test_vertices_are_the_ends_of_arcs_and_where_cargo_ends():
    arcs = union_of([list(NORTH_WAY)], LINKS, COUNTRIES, {"alat"})
    assert set(arcs.vertex_ids) == {
        "alat:access",
        "istanbul:access",
        "istanbul:rail",
        "tengiz:access",
        "tengiz:rail",
    }
    for place, key in enumerate(arcs.keys):
        assert arcs.vertex_ids[arcs.tail[place]] == f"{key.tail_node}:{key.tail_layer}"
        assert arcs.vertex_ids[arcs.head[place]] == f"{key.head_node}:{key.head_layer}"
    assert arcs.vertex_ids[arcs.access("alat")] == "alat:access"
    with pytest.raises(KeyError):
        arcs.access("aktau")


def test_an_arc_knows_its_link_mode_length_and_direction():
    back = movement("sea-aktau-alat", "alat", "aktau")
    arcs = toy_arcs([back])
    places = arcs.of_link["sea-aktau-alat"]
    assert {arcs.keys[place] for place in places} == {
        back,
        movement("sea-aktau-alat", "aktau", "alat"),
    }
    for place in places:
        assert arcs.forward[place] == (arcs.tail_node[place] == "aktau")
        assert (arcs.mode[place], arcs.length_km[place]) == ("sea", 450.0)
    handled = [place for place, link in enumerate(arcs.link) if not link]
    assert all(arcs.length_km[place] == 0 and not arcs.mode[place] for place in handled)
    assert "" not in arcs.of_link
    assert len(set(arcs.ids)) == len(arcs)


def test_only_a_link_from_outside_enters_a_state():
    arcs = toy_arcs([movement("sea-aktau-alat", "alat", "aktau")])
    entering, touching = arcs.passages(frozenset({"AZE"}), "")
    names = {arcs.ids[place] for place in entering.nonzero()[0]}
    assert names == {"sea-aktau-alat:aktau-alat"}
    names = {arcs.ids[place] for place in touching.nonzero()[0]}
    assert names == {
        "sea-aktau-alat:aktau-alat",
        "sea-aktau-alat:alat-aktau",
        "rail-alat-ganja:alat-istanbul",
    }
    entering, touching = arcs.passages(frozenset({"AZE"}), "rail")
    assert not entering.any()
    assert {arcs.ids[place] for place in touching.nonzero()[0]} == {"rail-alat-ganja:alat-istanbul"}
    both, _ = arcs.passages(frozenset({"KAZ", "AZE"}), "")
    assert not both.any()


def test_a_line_that_comes_up_to_a_state_does_not_touch_it():
    arcs = solved("2023-06", "natural_gas").region.arcs
    _, touching = arcs.passages(frozenset({"IRN"}), "gas_pipeline")
    lines = {arcs.link[place] for place in touching.nonzero()[0]}
    assert {"sarakhs_khangiran", "khangiran_tehran"} <= lines
    assert not lines & {"dauletabad_sarakhs_border", "swap_tkm_irn_aze"}
    _, touching = arcs.passages(frozenset({"IRN"}), "")
    everything = {arcs.link[place] for place in touching.nonzero()[0]}
    assert {"dauletabad_sarakhs_border", "swap_tkm_irn_aze"} <= everything


def test_ids_of_the_region_are_unique():
    arcs = solved("2023-06", "crude_oil").region.arcs
    assert len(set(arcs.ids)) == len(arcs)
    assert arcs.flags([1, 3]).nonzero()[0].tolist() == [1, 3]
