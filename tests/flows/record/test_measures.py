"""The lines that say what is measured: they name what exists and take all that is scored."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from caspia.demand import goods, zones
from caspia.flows.record import measures, read_record
from caspia.flows.record.counting import WATER
from caspia.flows.record.measures import fits, groups
from caspia.flows.record.units import base_of
from tests.flows.record.small import told
from tests.reference import reference

START, END = date(2023, 1, 1), date(2024, 1, 1)
COUNTINGS = {"links", "handling", "through", "between", "none"}
# What the back-test must hold, each by a row of the ledger that a line must take and count.
WANTED = (
    ("corridor_freight", "MIDDLE", None, None, "ministry", "links"),
    ("corridor_freight", "MIDDLE", None, None, "association", "links"),
    ("container_throughput", "MIDDLE", None, None, None, "links"),
    ("port_throughput", "aze_seaports", None, None, None, "handling"),
    ("port_throughput", "aze_seaports", None, None, "transit", "handling"),
    ("port_throughput", "aktau", None, None, None, "handling"),
    ("port_throughput", "alat", None, None, None, "handling"),
    ("port_throughput", "kuryk", None, None, None, "handling"),
    ("rail_transit", "AZE", None, None, None, "through"),
    ("rail_transit", "KAZ", None, None, None, "through"),
    ("rail_transit", "UZB", None, None, None, "through"),
    ("oil_transit", "btc", "KAZ+TKM", "crude_oil", None, "links"),
    ("oil_transit", "aktau_sangachal", "KAZ", "crude_oil", None, "links"),
    ("oil_throughput", "btc", None, "crude_oil", None, "links"),
    ("oil_throughput", "cpc", "KAZ", "crude_oil", None, "links"),
    ("oil_throughput", "atyrau_samara", "RUS", "crude_oil", None, "links"),
    ("exports_by_route", "KAZ", "btc", "crude_oil", None, "links"),
    ("gas_exports", "AZE", "EUROPE", "natural_gas", None, "between"),
    ("gas_exports", "AZE", "TUR", "natural_gas", None, "between"),
    ("gas_exports", "AZE", "GEO", "natural_gas", None, "between"),
    ("gas_imports", "TUR", "AZE", "natural_gas", None, "between"),
    ("gas_imports", "TUR", "IRN", "natural_gas", None, "between"),
    ("gas_imports", "TUR", "RUS", "natural_gas", None, "between"),
    ("gas_flow", "TKM", "AZE", "natural_gas", None, "links"),
    ("gas_flow", "scp", None, "natural_gas", None, "links"),
    ("gas_flow", "tanap", "EUROPE", "natural_gas", None, "links"),
    ("gas_flow", "tap", None, "natural_gas", None, "links"),
    ("container_throughput", "NORTHERN", None, None, None, "links"),
    ("truck_transit", "AZE", None, None, None, "through"),
    ("truck_transit", "alat", None, None, None, "handling"),
    ("sea_freight_carried", "AZE", None, None, None, "handling"),
    ("border_volume", "KAZ", "CHN", None, None, "links"),
)


@cache
def ledger():
    return reference()


@cache
def scored_quantities():
    return read_record(ledger()).told


def test_lines_name_links_nodes_zones_and_goods_that_exist():
    physical = {row.id for row in ledger().rows("links", part="physical")}
    nodes = {row.id for row in ledger().rows("nodes")}
    states = {row["country"] for row in ledger().rows("nodes")}
    known = {"links": physical, "handling": nodes, "through": states, "between": {""}}
    for line in measures():
        cells = line.cells
        assert line.counting in COUNTINGS
        assert line.why
        if line.counting == "none":
            assert not any(cells[name] for name in ("at", "modes", "also", "goods")), line
            continue
        at = [
            name
            for part in cells["at"].split(";")
            for name in (groups()[part[1:]] if part.startswith("@") else (part,))
        ]
        assert set(at) - {"subject"} <= known[line.counting], line
        also = cells["also"]
        named = groups()[also[1:]] if also.startswith("@") else filter(None, also.split(";"))
        assert set(named) <= physical, line
        for column in ("origins", "destinations", "either"):
            ends = set(filter(None, cells[column].removeprefix("!").split(";")))
            assert ends - {"partner"} <= set(zones()), line
        assert set(filter(None, cells["goods"].removeprefix("!").split(";"))) <= set(goods()), line


def test_modes_and_sides_are_known():
    modes = {row["mode"] for row in ledger().rows("links")}
    for line in measures():
        asked = {one for part in line.cells["modes"].split("+") for one in part.split(";")} - {""}
        assert asked <= (set(WATER) if line.counting == "handling" else modes), line
        assert (line.counting == "through") <= bool(asked), line
        assert line.cells["land"] in ("", "rail", "road")
        assert line.cells["empties"] in ("", "yes", "no")
        assert line.cells["ways"] in ("", "both")


def test_every_scored_observation_is_taken_by_a_line():
    assert len(scored_quantities()) > 700
    assert [one.row_ids for one in scored_quantities() if one.measure is None] == []


def test_every_series_that_is_measured_has_a_unit_that_tonnes_make():
    for one in scored_quantities():
        if one.measure.counting != "none":
            assert base_of(one.quantity.unit), one.row_ids


@pytest.mark.parametrize(("series", "subject", "partner", "good", "scope", "counting"), WANTED)
def test_what_the_back_test_must_hold_is_counted(series, subject, partner, good, scope, counting):
    found = [
        one
        for one in scored_quantities()
        if (one.quantity.series, one.quantity.subject) == (series, subject)
        and (one.quantity.partner, one.quantity.good) == (partner, good)
        and one.quantity.scope == scope
    ]
    assert found
    for one in found:
        assert one.measure.counting == counting
        assert one.measure.count(one.quantity) is not None


def test_c9_two_scopes_of_one_corridor_count_two_things():
    counts = [
        told("corridor_freight", "MIDDLE", 3.0, START, END, scope=scope)
        for scope in ("ministry", "association")
    ]
    ministry, association = (one.measure.count(one.quantity) for one in counts)
    assert ministry.at == association.at
    assert "aktau_sangachal" in ministry.at
    assert ministry.goods - association.goods == {"crude_oil"}
    assert counts[0].key != counts[1].key


def test_the_good_is_that_of_the_observation():
    oil = told("port_throughput", "aktau", 2.0, START, END, good="oil")
    all_goods = told("port_throughput", "aktau", 2.0, START, END)
    copper = told("port_throughput", "alat", 2.0, START, END, good="copper")
    assert oil.measure.count(oil.quantity).goods == {"crude_oil", "oil_products"}
    assert all_goods.measure.count(all_goods.quantity).goods == set(goods()) - {"natural_gas"}
    # Demand holds copper among metals and does not tell it apart.
    assert copper.measure.count(copper.quantity) is None


def test_subject_and_partner_stand_for_themselves():
    uzbek = told("transit_freight", "AZE", 1.0, START, END, partner="UZB", mode="all")
    count = uzbek.measure.count(uzbek.quantity)
    assert (count.at, count.either) == (("AZE",), ("UZB",))
    every = told("rail_transit", "KAZ", 1.0, START, END)
    assert every.measure.count(every.quantity).at == ("KAZ",)


@pytest.mark.parametrize(
    ("pattern", "name", "fit"),
    [
        ("*", None, True),
        ("-", None, True),
        ("-", "KAZ", False),
        ("-;CHN", None, True),
        ("-;CHN", "CHN", True),
        ("KAZ;TKM", "TKM", True),
        ("KAZ;TKM", None, False),
        ("!KAZ", "TKM", True),
        ("!KAZ", "KAZ", False),
        ("!KAZ", None, False),
        ("Kazakh railway; exports", "Kazakh railway; exports", True),
        ("Kazakh railway; exports", "Kazakh railway", False),
    ],
)
def test_patterns(pattern, name, fit):
    assert fits(pattern, name) is fit
