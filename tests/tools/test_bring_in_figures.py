"""The figures of the reference ledger: references, units, intervals and known disagreements."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from caspia.amounts import Amount, check_unit, dimension, same_dimension

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src/caspia/data"
CURATION = ROOT / "tools/curation"
ROWS = ("parties", "nodes", "links", "corridors", "subjects")


def read(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def table(name):
    return read(DATA / f"{name}.csv")


@cache
def by_id(name):
    return {next(iter(row.values())): row for row in table(name)}


@cache
def rivals():
    return {frozenset((row["row_id"], row["rival_id"])) for row in table("rivals")}


def number(text):
    return float(text) if text else None


def find(**cells):
    """Observations whose cells are these; ``start`` and ``end`` are the interval."""
    renamed = {"start": "valid_from", "end": "valid_to"}
    wanted = {renamed.get(name, name): text for name, text in cells.items()}
    return [
        row for row in table("observations") if all(row[name] == t for name, t in wanted.items())
    ]


def the_year(year):
    return {"start": f"{year}-01-01", "end": f"{year + 1}-01-01", "modality": "actual"}


@pytest.mark.parametrize("column", ["subject", "partner", "reporter"])
def test_who_an_observation_names_is_a_row(column):
    known = {row_id for name in ROWS for row_id in by_id(name)}
    named = {row[column] for row in table("observations")} - {""}
    assert named - known == set()


def test_series_and_goods_are_rows():
    observations = table("observations")
    assert {row["series"] for row in observations} <= set(by_id("series"))
    assert {row["good"] for row in observations} - {""} <= set(by_id("goods"))
    assert {row["part_of"] for row in table("goods")} - {""} <= set(by_id("goods"))


def test_units_are_canonical_and_of_the_dimension_of_the_series():
    strangers = []
    for row in table("observations"):
        unit, usual = row["unit"], by_id("series")[row["series"]]["unit"]
        assert check_unit(unit) == unit
        money = dimension(unit) == dimension(usual) == "money"
        if not (same_dimension(unit, usual) or money):
            strangers.append(row["observation_id"])
    assert strangers == []


@pytest.mark.parametrize("name", ["observations", "link_values", "handling"])
def test_every_figure_is_an_amount(name):
    for row in table(name):
        amount = Amount.of(
            number(row["value"]),
            row["unit"],
            row.get("qualifier") or "exact",
            low=number(row.get("low", "")),
            high=number(row.get("high", "")),
        )
        assert amount.value is not None, row


def test_only_a_range_has_bounds_and_it_has_no_value():
    for row in table("observations"):
        assert bool(row["low"]) == bool(row["high"]) == (row["qualifier"] == "between"), row
        assert bool(row["value"]) != (row["qualifier"] == "between"), row


def test_each_series_has_its_aggregation_from_the_table():
    decided = {
        row["series"]: row["aggregation"] for row in read(CURATION / "series_aggregation.csv")
    }
    assert {row["series_id"]: row["aggregation"] for row in table("series")} == decided


@pytest.mark.parametrize(
    ("series", "aggregation"),
    [
        ("trade_turnover", "sum"),
        ("corridor_freight", "sum"),
        ("port_throughput", "sum"),
        ("freight_rate", "mean"),
        ("gas_flow_daily", "mean"),
        ("investment_stock", "last"),
        ("port_capacity", "last"),
        ("freight_rate_max", "max"),
        ("trade_turnover_change", "none"),
        ("trade_share", "none"),
        ("gas_contract_annual", "none"),
    ],
)
def test_how_a_series_adds_up(series, aggregation):
    assert by_id("series")[series]["aggregation"] == aggregation


@pytest.mark.parametrize("name", ["observations", "link_status", "link_values"])
def test_no_interval_ends_before_it_starts(name):
    for row in table(name):
        if row["valid_from"] and row["valid_to"]:
            assert row["valid_from"] < row["valid_to"], row


def test_a_period_ends_on_the_day_after_its_last():
    row = by_id("observations")["corridor_freight.middle.2024.report-2026-03-10-titr-series"]
    assert (row["valid_from"], row["valid_to"]) == ("2024-01-01", "2025-01-01")


@pytest.mark.parametrize("name", ["observations", "nodes", "links", "link_values", "handling"])
def test_every_row_has_a_report(name):
    reported = {row["row_id"] for row in table("reports")}
    assert set(by_id(name)) - reported == set()


def test_rivals_are_rows_of_one_scope():
    observations = by_id("observations")
    for row in table("rivals"):
        pair = [observations.get(row[name]) for name in ("row_id", "rival_id")]
        if all(pair):
            scopes = {one["scope"] for one in pair} - {""}
            assert len(scopes) < 2, row


def test_trade_of_azerbaijan_and_kazakhstan_2023_has_two_figures():
    rows = find(series="trade_turnover", subject="AZE", partner="KAZ", **the_year(2023))
    exact = {row["value"]: row for row in rows if row["qualifier"] == "exact"}
    assert set(exact) == {"529400000", "598470000"}
    assert frozenset(row["observation_id"] for row in exact.values()) in rivals()
    assert exact["529400000"]["reporter"] == "KAZ"


def test_the_same_figure_of_two_sources_is_one_row_with_two_reports():
    (row,) = find(
        series="trade_turnover", subject="AZE", partner="KAZ", value="529400000", **the_year(2023)
    )
    told = {r["source_id"] for r in table("reports") if r["row_id"] == row["observation_id"]}
    assert {"trend-2024-03-05-igc-kaz", "inform-2024-08-08-aliyev"} <= told


def test_the_corridor_in_2024_is_counted_by_two_scopes():
    rows = find(series="corridor_freight", subject="MIDDLE", partner="", **the_year(2024))
    figures = {(row["scope"], row["value"], row["reporter"]) for row in rows if row["scope"]}
    assert figures == {
        ("ministry", "4.484", "KAZ"),
        ("ministry", "4.5", ""),
        ("association", "3.3", "TITR"),
        ("association", "3.3", "EDB"),
    }


def test_seaports_of_azerbaijan_2023_have_two_figures():
    rows = find(series="port_throughput", subject="aze_seaports", scope="", **the_year(2023))
    assert {row["value"] for row in rows} == {"13.4", "13.3"}
    assert frozenset(row["observation_id"] for row in rows) in rivals()


def test_block_trains_2024_are_three_scopes_and_no_rivals():
    rows = [
        row
        for row in find(series="block_trains", **the_year(2024))
        if row["value"] in {"358", "310", "287"}
    ]
    assert {(row["value"], row["scope"]) for row in rows} == {
        ("358", "sent from China"),
        ("310", "through the Port of Baku"),
        ("287", "received in Azerbaijan"),
    }
    ids = {row["observation_id"] for row in rows}
    assert not any(pair <= ids for pair in rivals())


def test_gas_to_turkiye_2024_is_told_by_both_sides():
    (sent,) = find(series="gas_exports", subject="AZE", partner="TUR", **the_year(2024))
    (received,) = find(series="gas_imports", subject="TUR", partner="AZE", **the_year(2024))
    assert (sent["value"], sent["reporter"]) == ("9.9", "AZE")
    assert (received["value"], received["reporter"]) == ("11.478", "TUR")
    assert frozenset((sent["observation_id"], received["observation_id"])) in rivals()


def test_oil_transit_has_the_line_as_subject_and_the_origin_as_partner():
    rows = find(series="oil_transit")
    states = {row["party_id"] for row in table("parties") if row["kind"] == "state"}
    crossed = {"KAZ", "RUS"}
    assert {row["subject"] for row in rows} & states <= crossed
    assert {row["partner"] for row in rows}.isdisjoint({"btc", "CHN"})


def test_an_upgrade_does_not_date_an_older_link():
    for row in read(CURATION / "link_upgrades.csv"):
        assert by_id("links")[row["link"]]["exists_from"] == "", row


def test_a_link_not_yet_built_is_never_open():
    not_yet = {"planned", "construction"}
    statuses = {}
    for row in table("link_status"):
        statuses.setdefault(row["link_id"], set()).add(row["status"])
    assert all(s <= not_yet for s in statuses.values() if s & not_yet)
    assert set(statuses) == set(by_id("links"))


def test_places_lie_where_latitudes_and_longitudes_may():
    for name in ("places", "nodes"):
        for row in table(name):
            assert -90 <= float(row["lat"]) <= 90, row
            assert -180 <= float(row["lon"]) <= 180, row
