"""What demand is built from and what the model is scored on never meet."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import caspia
from caspia.demand import demand_on, inputs, scored, selection, zones
from caspia.demand.cells import cells
from caspia.demand.statements import gather
from caspia.demand.tables import goods, lines
from caspia.errors import BadInputError

# The series of the back-test, each by a row of the ledger that it is scored on.
SCORED_ROWS = (
    ("corridor_freight", "MIDDLE"),
    ("container_throughput", "MIDDLE"),
    ("container_throughput", "NORTHERN"),
    ("port_throughput", "aktau"),
    ("port_throughput", "alat"),
    ("rail_transit", "KAZ"),
    ("oil_transit", "btc"),
    ("oil_transit", "aktau_sangachal"),
    ("gas_exports", "AZE"),
    ("gas_imports", "TUR"),
    ("gas_flow", "tap"),
    ("gas_flow_daily", "swap_tkm_irn_aze"),
    ("truck_transit", "AZE"),
)


@cache
def ledger():
    return caspia.open()


@cache
def observations():
    return ledger().rows("observations")


def test_no_row_of_the_ledger_is_on_both_lists():
    both = [
        row.id
        for row in observations()
        if any(one.takes(row) for one in inputs()) and any(one.takes(row) for one in scored())
    ]
    assert both == []


def test_no_row_that_the_table_rests_on_is_scored():
    for year in ("2019..2021", "2022..2025"):
        for row_id in demand_on(ledger(), year).row_ids:
            row = ledger().row(row_id)
            assert not any(one.takes(row) for one in scored()), row_id


@pytest.mark.parametrize(("series", "subject"), SCORED_ROWS)
def test_what_the_model_is_scored_on_is_on_the_list(series, subject):
    rows = [row for row in observations() if row["series"] == series and row["subject"] == subject]
    if series in ("gas_exports", "gas_imports"):
        rows = [row for row in rows if row["partner"]]
    assert rows
    assert all(any(one.takes(row) for one in scored()) for row in rows)


def test_each_line_of_both_lists_takes_a_row_and_says_why():
    series = {row.id for row in ledger().rows("series")}
    for one in (*inputs(), *scored()):
        assert one.why, one
        assert one.series in series
    idle = [one for one in inputs() if not any(one.takes(row) for row in observations())]
    assert idle == []


def test_a_row_on_both_lists_is_refused(monkeypatch):
    other = replace(scored()[0], series="oil_exports")
    monkeypatch.setattr(selection, "scored", lambda: (other,))
    with pytest.raises(BadInputError, match="kept for scoring: oil_exports"):
        gather(ledger())


def test_every_name_in_the_tables_of_the_room_is_known():
    nodes = {row.id for row in ledger().rows("nodes")}
    names = {row.id for table in ("parties", "subjects") for row in ledger().rows(table)}
    assert {row["node"] for row in lines("zone_nodes")} <= nodes
    assert {zone.node for zone in zones().values()} <= nodes
    assert {row["name"] for row in lines("zone_names")} <= names
    for row in lines("zone_names"):
        assert set(row["zones"].split(";")) <= set(zones())
    assert {row["zone"] for row in lines("zone_nodes")} <= set(zones())
    assert {cell.good for cell in cells()} == set(goods())
    assert {end for cell in cells() for end in (cell.origin, cell.destination)} <= set(zones())
    observed = {row.id for row in observations()}
    assert {row["row"] for row in lines("queues")} <= observed


def test_every_good_of_the_ledger_has_its_place_among_the_goods_of_demand():
    known = {row.id for row in ledger().rows("goods")}
    told = [row["name"] for row in lines("good_names") if row["name"]]
    assert sorted(told) == sorted(known)
    for row in lines("good_names"):
        assert set(filter(None, row["goods"].split(";"))) <= set(goods())


def test_no_cell_is_told_twice():
    assert len({cell.name for cell in cells()}) == len(cells())


def test_the_tables_are_tables():
    folder = Path(selection.__file__).parent
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        assert rows
        assert all(len(row) == len(header) for row in rows), path.name
