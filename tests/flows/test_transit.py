"""What crosses each state, and what is paid there: counted route by route."""

from __future__ import annotations

import numpy as np
import pytest

from caspia.flows.transit import transit_states, transit_table
from tests.flows.region_cases import (
    NORTH_WAY,
    SEA_WAY,
    SHORT_WAY,
    solved,
    toy_arcs,
    toy_cell,
    toy_region,
    toy_result,
)

CELLS = (
    toy_cell("KAZ", "TUR", nodes=("tengiz", "istanbul")),
    toy_cell("AZE", "TUR", nodes=("alat", "istanbul")),
    toy_cell("UZB", "TUR", nodes=("tashkent", "istanbul")),
)


def toy(routes):
    usd = np.arange(len(toy_arcs())) + 1.0
    return toy_result(toy_region(CELLS, [[90, 90]] * 3, usd=usd), routes), usd


def test_cargo_is_in_transit_where_it_neither_begins_nor_ends():
    result, _ = toy([(0, 0, 5.0, SEA_WAY), (1, 1, 3.0, SHORT_WAY), (2, 0, 2.0, NORTH_WAY)])
    found = {one.state: one.tonnes for one in transit_states(result)}
    # What comes from beyond the toy begins in it at a node of KAZ.
    assert found == {"AZE": 5.0, "KAZ": 2.0}


def test_a_link_between_two_states_is_paid_for_half_in_each_and_a_ship_in_none():
    result, usd = toy([(0, 0, 5.0, SEA_WAY)])
    place = {key: n for n, key in enumerate(result.region.arcs.keys)}
    quay, rail = (usd[place[key]] for key in (SEA_WAY[4], SEA_WAY[5]))
    (aze,) = transit_states(result)
    assert aze.revenue_usd == pytest.approx(5.0 * (quay + rail / 2))


def test_a_real_month_adds_up_route_by_route():
    result = solved("2023-06", "crude_oil")
    region, routes = result.region, result.routes
    country = {row.id: row["country"] or "" for row in region.ledger.rows("nodes")}
    tonnes, money = {}, {}
    for place, way in enumerate(routes.ways()):
        cell = region.demand.cells[routes.cell[place]]
        home = {country[cell.origin_node], country[cell.destination_node], ""}
        kind = region.values.kind_of[cell.good]
        ends = [(arc, region.arcs.country[arc]) for arc in way]
        ashore = [
            (arc, states) for arc, states in ends if region.arcs.mode[arc] not in ("sea", "ferry")
        ]
        for state in {state for _, states in ashore for state in states} - home:
            tonnes[state] = tonnes.get(state, 0.0) + routes.tonnes[place]
            for arc, states in ashore:
                usd = region.values.usd[0, arc, kind] * routes.tonnes[place]
                money[state] = money.get(state, 0.0) + usd * states.count(state) / 2
    table = transit_table(result)
    assert dict(zip(table["state"], table["tonnes"], strict=True)) == pytest.approx(tonnes)
    assert dict(zip(table["state"], table["revenue_usd"], strict=True)) == pytest.approx(money)
    assert (table["usd_per_t"] * table["tonnes"]).to_list() == pytest.approx(
        table["revenue_usd"].to_list()
    )
    assert {"AZE", "KAZ", "RUS"} <= set(table["state"])
    assert table["tonnes"].is_sorted(descending=True)
