"""Corridors of routes: the same name as the network gives the same way."""

from __future__ import annotations

from caspia.flows.region_arcs import arc_keys
from caspia.network.corridors import corridor_by_rule
from caspia.network.crossings import crossed, ground_of
from tests.flows.region_cases import solved


def test_every_route_has_the_name_that_the_rules_of_the_network_give():
    result = solved("2023-06", "containers")
    region = result.region
    graph = region.values.networks[0].graph("containers")
    ground = ground_of(region.ledger, graph)
    place = {key: number for number, key in enumerate(arc_keys(graph))}
    for name, way in zip(result.corridors, result.routes.ways(), strict=True):
        arcs = [place[region.arcs.keys[arc]] for arc in way]
        by_rule = corridor_by_rule(graph, ground, arcs, crossed(graph, ground, arcs))
        assert name == (by_rule or "other")


def test_boxes_from_inland_china_to_europe_go_by_known_corridors():
    result = solved("2023-06", "containers")
    cells = result.region.demand.cells
    (cell,) = (n for n, one in enumerate(cells) if one.name == "containers:CHN-EUR")
    names = {
        name
        for name, of in zip(result.corridors, result.routes.cell.tolist(), strict=True)
        if of == cell
    }
    assert {"MIDDLE", "NORTHERN"} <= names
    assert "other" not in names


def test_the_middle_corridor_from_china_crosses_the_caspian():
    result = solved("2023-06", "containers")
    region = result.region
    seen = set()
    for name, of, way in zip(
        result.corridors, result.routes.cell.tolist(), result.routes.ways(), strict=True
    ):
        if region.demand.cells[of].name == "containers:CHN-EUR":
            over_caspian = any(
                region.arcs.mode[arc] in ("sea", "ferry")
                and set(region.arcs.country[arc]) in ({"AZE", "KAZ"}, {"AZE", "TKM"})
                for arc in way
            )
            assert over_caspian or name != "MIDDLE"
            seen.add(over_caspian)
    assert seen == {True, False}
