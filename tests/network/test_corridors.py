"""Corridors named by what a route crosses; each case is a way known to belong to one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from caspia.network import Network
from caspia.network import corridors as corridors_module
from caspia.network.corridors import OTHER, corridor_of
from caspia.network.crossings import crossed, ground_of, sea_of
from caspia.network.paths import arcs_of_path, tree_from, weigh
from tests.reference import reference


@pytest.fixture(scope="module")
def ledger():
    return reference()


@pytest.fixture(scope="module")
def networks(ledger):
    network = Network.on(ledger, "2023-07-01")
    return {
        good: (network.graph(good), ground_of(ledger, network.graph(good)))
        for good in ("containers", "crude_oil", "natural_gas")
    }


def through(graph, ground, *nodes, without=()):
    """Return the shortest way that calls at some nodes in turn, without some modes or links."""
    of = graph.arcs
    barred = [
        link >= 0 and bool({ground.mode[link], graph.link_ids[link]} & set(without))
        for link in of.link.tolist()
    ]
    weight = np.where(barred, np.inf, of.length_km + 1)
    weighted = weigh(len(graph.vertex_node), of.tail, of.head, weight)
    legs = pairwise(nodes)
    return [
        arc
        for start, end in legs
        for arc in arcs_of_path(
            weighted, tree_from(weighted, graph.access(start)), graph.access(end)
        )
    ]


def named(networks, good, *nodes, without=()):
    graph, ground = networks[good]
    arcs = through(graph, ground, *nodes, without=without)
    return corridor_of(graph, ground, arcs, crossed(graph, ground, arcs))


@pytest.mark.parametrize(
    ("corridor", "nodes"),
    [
        ("MIDDLE", ("khorgos", "aktau", "alat", "poti", "constanta")),
        ("MIDDLE", ("constanta", "poti", "alat", "aktau", "khorgos")),
        ("MIDDLE", ("baku", "tbilisi", "poti")),
        ("SOUTHERN_TITR", ("tashkent", "turkmenbashi", "alat", "poti")),
        ("LAPIS", ("kabul", "mazar", "turkmenbashi", "alat", "poti")),
        ("NORTHERN", ("xian", "dostyk", "moscow", "brest", "duisburg")),
        ("NORTHERN", ("almaty", "novorossiysk", "istanbul")),
        ("IRAN_ROAD", ("tashkent", "bazargan", "gurbulak", "istanbul")),
        ("INSTC_WEST", ("moscow", "baku", "astara_irn", "bandar_abbas", "mumbai")),
        ("INSTC_EAST", ("moscow", "bolashak", "incheh_borun", "bandar_abbas", "mumbai")),
        ("INSTC_TRANSCASPIAN", ("moscow", "astrakhan", "amirabad", "tehran")),
        ("INSTC_EAST", ("tashkent", "sarakhs", "bandar_abbas", "mumbai")),
        ("LARS", ("vladikavkaz", "upper_lars", "tbilisi")),
        ("ARMENIA", ("tehran", "meghri", "yerevan", "tbilisi")),
        ("TRANS_AFGHAN", ("tashkent", "kabul", "peshawar", "karachi")),
    ],
)
def test_a_way_bears_the_name_of_its_corridor(networks, corridor, nodes):
    assert named(networks, "containers", *nodes) == corridor


@pytest.mark.parametrize(
    ("corridor", "nodes", "without"),
    [
        ("IRAN_RAIL", ("tashkent", "tehran", "ankara"), ("road", "ferry-turkmenbashi-alat")),
        ("OCEAN_SUEZ", ("shanghai", "rotterdam"), ("road", "rail")),
        ("OCEAN_CAPE", ("shanghai", "rotterdam"), ("road", "rail", "sea-bab_el_mandeb-suez")),
    ],
)
def test_a_way_without_some_modes_bears_the_name_of_its_corridor(
    networks, corridor, nodes, without
):
    assert named(networks, "containers", *nodes, without=without) == corridor


def test_pipelines_have_their_corridors_and_others_their_mode(networks):
    assert named(networks, "crude_oil", "sangachal", "ceyhan") == "OIL_BTC"
    assert named(networks, "natural_gas", "shah_deniz", "komotini") == "SGC"
    assert named(networks, "natural_gas", "galkynysh", "tehran") == "gas_pipeline"


def test_what_belongs_to_no_corridor_is_other(networks):
    graph, ground = networks["containers"]
    arcs = through(graph, ground, "ankara", "mersin", "istanbul", "sofia", "bucharest")
    what = crossed(graph, ground, arcs)
    assert corridor_of(graph, ground, arcs, what) == OTHER


def test_every_rule_names_a_corridor_of_the_ledger_and_uses_places_that_there_are(ledger):
    corridors = {row.id for row in ledger.rows("corridors")}
    nodes = {row.id for row in ledger.rows("nodes")}
    states = {row["country"] for row in ledger.rows("nodes")}
    modes = {row["mode"] for row in ledger.rows("links")}
    for rule in corridors_module._rules():
        assert rule.corridor_id in corridors
        for word in rule.wanted | rule.unwanted:
            kind, _, what = word.partition(":")
            known = {
                "in": states,
                "transit": states,
                "end": states,
                "via": nodes,
                "mode": modes,
                "corridor": corridors,
                "sea": {"caspian", "ocean"},
            }.get(kind)
            if kind in ("border", "caspian"):
                pair = what.split("-")
                assert pair == sorted(pair)
                assert set(pair) <= states, word
            elif kind == "by":
                state, mode = what.split(":")
                assert state in states
                assert mode in modes
            else:
                assert known is not None, word
                assert what in known, word


def test_a_ship_that_passes_a_strait_crosses_no_state(networks):
    graph, ground = networks["containers"]
    arcs = through(graph, ground, "shanghai", "rotterdam", without=("road", "rail"))
    what = crossed(graph, ground, arcs)
    assert what.states == ("CHN", "NLD")
    assert what.seas == {"ocean", "mediterranean"}
    assert "suez" in what.nodes
    assert what.transit == ()


def test_a_ship_on_the_volga_and_don_crosses_russia(networks):
    graph, ground = networks["containers"]
    ports = ("aktau", "astrakhan", "istanbul")
    arcs = through(graph, ground, *ports, without=("road", "rail", "ferry"))
    what = crossed(graph, ground, arcs)
    assert "volga_don" in what.nodes
    assert what.transit == ("RUS",)
    assert corridor_of(graph, ground, arcs, what) == "NORTHERN"


def test_borders_are_the_same_from_either_side(networks):
    graph, ground = networks["containers"]
    there = crossed(graph, ground, through(graph, ground, "baku", "tbilisi", "kars"))
    back = crossed(graph, ground, through(graph, ground, "kars", "tbilisi", "baku"))
    assert there.borders == back.borders == {"AZE-GEO", "GEO-TUR"}
    assert (there.states, back.states) == (("AZE", "GEO", "TUR"), ("TUR", "GEO", "AZE"))
    assert there.transit == ("GEO",)


@pytest.mark.parametrize(
    ("a", "b", "sea"),
    [
        ("aktau", "alat", "caspian"),
        ("astrakhan", "amirabad", "caspian"),
        ("poti", "constanta", "black_sea"),
        ("poti", "bosphorus", "black_sea"),
        ("astrakhan", "volga_don", "volga_don"),
        ("volga_don", "novorossiysk", "volga_don"),
        ("tatvan", "van", "lake_van"),
        ("suez", "piraeus", "mediterranean"),
        ("shanghai", "malacca", "ocean"),
        ("suez", "gibraltar", "mediterranean"),
    ],
)
def test_a_line_lies_on_its_sea(ledger, a, b, sea):
    assert sea_of("ferry", ledger.row(a), ledger.row(b)) == sea
    assert sea_of("rail", ledger.row(a), ledger.row(b)) == ""


def test_every_sea_link_of_the_ledger_that_names_a_caspian_corridor_lies_on_the_caspian(ledger):
    nodes = {row.id: row for row in ledger.rows("nodes")}
    rows = [
        row
        for row in ledger.rows("links", part="physical")
        if row["mode"] in ("ferry", "sea") and "SOUTHERN_TITR" in row["corridors"]
    ]
    assert len(rows) >= 4
    assert {sea_of(r["mode"], nodes[r["a"]], nodes[r["b"]]) for r in rows} == {"caspian"}
