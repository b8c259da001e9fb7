"""Tables of routes and corridors: sums, means by tonnes, shares that add up to one."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from caspia.demand import tonnes_per_teu
from caspia.flows.route_table import (
    corridor_table,
    empty_teu,
    loaded_teu,
    per_tonne,
    route_table,
)
from tests.flows.region_cases import movement, solved, toy_arcs, toy_cell, toy_region, toy_result


@pytest.fixture(scope="module", params=["crude_oil", "containers", "natural_gas"])
def result(request):
    return solved("2023-06", request.param)


def test_corridor_shares_add_up_to_one(result):
    table = corridor_table(result)
    assert table["share"].sum() == pytest.approx(1.0)
    assert table["tonnes"].sum() == pytest.approx(result.delivered.sum())
    assert table["corridor"].n_unique() == len(table)
    assert table["tonnes"].is_sorted(descending=True)
    assert table["loaded_teu"].sum() == pytest.approx(loaded_teu(result).sum())


def test_a_corridor_costs_the_mean_of_its_routes_by_tonnes(result):
    names, tonnes = np.array(result.corridors), result.routes.tonnes
    for name in ("usd", "hours", "co2_kg"):
        values = per_tonne(result, name)
        column = name if name == "hours" else f"{name}_per_t"
        for line in corridor_table(result).iter_rows(named=True):
            mine = names == line["corridor"]
            mean = float(values[mine] @ tonnes[mine] / tonnes[mine].sum())
            assert line[column] == pytest.approx(mean)


def test_routes_add_up_to_what_is_delivered_of_each_cell(result):
    table = route_table(result)
    for place, cell in enumerate(result.region.demand.cells):
        mine = table.filter(origin=cell.origin, destination=cell.destination, good=cell.good)
        assert mine["tonnes"].sum() == pytest.approx(result.delivered[place].sum(), abs=1e-3)
        for nodes in mine["nodes"]:
            assert nodes.startswith(f"{cell.origin_node}>")
            assert nodes.endswith(f">{cell.destination_node}")
    assert (
        not table.select("origin", "destination", "good", "corridor", "nodes").is_duplicated().any()
    )


def test_what_is_lost_is_paid_for_and_takes_no_time():
    result = solved("2023-06", "natural_gas")
    region, routes = result.region, result.routes
    hours, usd = per_tonne(result, "hours"), per_tonne(result, "usd")
    for place, way in enumerate(routes.ways()):
        amounts = routes.amount[routes.route == place]
        kind = region.values.kind_of["natural_gas"]
        assert hours[place] == pytest.approx(region.values.hours[0, list(way), kind].sum())
        assert usd[place] == pytest.approx(float(amounts @ region.values.usd[0, list(way), kind]))
    assert (usd > routes.summed(region.values.usd[0, :, 0]) * 0.999).all()


def test_boxes_are_tonnes_over_the_weight_of_their_cell():
    result = solved("2023-06", "containers")
    cells = [result.region.demand.cells[cell] for cell in result.routes.cell]
    weights = np.array([tonnes_per_teu(cell).value for cell in cells])
    assert loaded_teu(result) == pytest.approx(result.routes.tonnes / weights)
    assert loaded_teu(solved("2023-06", "crude_oil")).sum() == 0.0


def test_empty_boxes_go_as_the_loaded_ones_of_their_cell():
    result = solved("2023-06", "containers")
    found = np.zeros(result.region.demand.empty_teu.shape)
    np.add.at(found, (result.routes.cell, result.routes.period), empty_teu(result))
    moved = result.delivered > 0
    assert found[moved] == pytest.approx(result.region.demand.empty_teu[moved])
    assert found.sum() > 1000


def test_places_are_told_in_the_order_of_travel_each_time_they_are_passed():
    there, back = (
        movement("sea-aktau-alat", "aktau", "alat"),
        movement("sea-aktau-alat", "alat", "aktau"),
    )
    region = toy_region((toy_cell("KAZ", "KAZ", nodes=("aktau", "aktau")),), [[9, 0]])
    region = replace(region, arcs=toy_arcs([back]), values=_more(region.values))
    result = toy_result(region, [(0, 0, 9.0, (there, back))])
    # The toy has no network whose rules could name a corridor.
    vars(result)["corridors"] = ("other",)
    (line,) = route_table(result).iter_rows(named=True)
    assert line["nodes"] == "aktau>alat>aktau"
    assert line["links"] == ["sea-aktau-alat"] * 2


def _more(values):
    """Return values with an arc more, at the end."""
    arrays = {
        field.name: np.concatenate([old, old[:, :1]], axis=1)
        for field in fields(values)
        if isinstance(old := getattr(values, field.name), np.ndarray)
    }
    return replace(values, **arrays)
