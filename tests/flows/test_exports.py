"""Flows for other programs: tables that add up, files that others can read, the same each time."""

from __future__ import annotations

import csv
import io
import json

import polars as pl
import pytest
from numpy.testing import assert_allclose
from openpyxl import load_workbook

from caspia.flows import solve
from caspia.flows.exports import as_csv, as_geojson, as_parquet, links_with_rows, tables
from caspia.flows.headlines import headlines
from caspia.flows.record import compare
from caspia.flows.rests_on import rests_on
from caspia.flows.two_ways import two_ways
from caspia.flows.workbook import as_workbook, header
from caspia.network.courses import courses
from tests.reference import reference


@pytest.fixture(scope="module")
def result():
    """Crude oil in a month in which a line is full and the record tells of tankers."""
    return solve(reference(), "2023-04", goods=["crude_oil"])


@pytest.fixture(scope="module")
def behind(result):
    return rests_on(result)


@pytest.fixture(scope="module")
def found(result, behind):
    return tables(result, links_with_rows(result, behind))


@pytest.fixture(scope="module")
def book(result, behind, found):
    facts = [("What it is", "a model result"), ("Period", "Apr 2023")]
    return as_workbook(result, found, compare(result), behind, facts)


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of each sheet, by its name."""
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_tables_tell_what_the_result_holds(result, found):
    assert set(found) == {"links", "routes", "stranded", "prices", "corridors", "transit"}
    moved = result.delivered.sum()
    assert_allclose(found["routes"]["tonnes"].sum(), moved, rtol=1e-6)
    assert_allclose(found["corridors"]["tonnes"].sum(), moved, rtol=1e-6)
    assert_allclose(found["corridors"]["share"].sum(), 1.0, atol=1e-3)
    assert found["links"].height == result.links().height


def test_every_link_names_rows_that_are_visible(result, found):
    ledger = result.region.ledger
    for link, because in found["links"].select("link_id", "because").iter_rows():
        assert because, link
        assert all(ledger.find(row) is not None for row in because), link


def test_a_limit_stands_among_the_rows_of_its_link(result, found):
    limits = {room.room_id: room.rows for room in result.region.rooms}
    limited = found["links"].filter(pl.col("limit_id").is_not_null())
    assert limited.height
    for limit, because in limited.select("limit_id", "because").iter_rows():
        assert set(limits[limit]) <= set(because)


def test_what_it_rests_on_is_counted_by_grade(result, behind):
    counts = behind.counts()
    assert counts["demand"] == len(result.region.demand.row_ids)
    assert sum(behind.grades.values()) == len(behind.rows)
    assert len(behind.rows) <= counts["links"] + counts["demand"] + counts["limits"]


def test_the_five_tightest_limits_come_with_a_sentence_and_the_full_ones_with_prices(found):
    prices = found["prices"]
    assert prices.height == 5
    assert prices["utilisation"].is_sorted(descending=True)
    for one in prices.iter_rows(named=True):
        assert one["name"] in one["sentence"]
        full = one["utilisation"] >= 0.999
        assert full == (one["right_usd_per_t"] is not None)
        assert full or "had room" in one["sentence"]
    assert any(prices["right_usd_per_t"] > 0)


def test_a_limit_of_one_direction_says_which(result, found):
    arcs = result.region.arcs
    rooms = {room.room_id: room for room in result.region.rooms}
    for one in found["prices"].iter_rows(named=True):
        places = rooms[one["limit_id"]].arcs
        ways = arcs.of_link.get(one["target"], ())
        if one["to_node"] is None:
            assert set(ways) <= set(places)
        else:
            assert [arcs.head_node[place] for place in places] == [one["to_node"]]


def test_both_ways_of_a_link_add_up(result, found):
    both = {one.link_id: one for one in two_ways(result, found["links"])}
    arcs, on_arcs = result.region.arcs, result.on_arcs.sum(axis=1)
    for link, one in both.items():
        places = arcs.of_link[link]
        assert_allclose(one.tonnes, sum(on_arcs[place] for place in places), atol=1.0)
        ahead = sum(on_arcs[place] for place in places if arcs.forward[place])
        assert_allclose(one.there, ahead, atol=1.0)
        assert 0 <= one.assumed_share <= 1


def test_geojson_draws_each_link_once_on_its_course(result, found):
    told = json.loads(as_geojson(result, found["links"]))
    assert "not an observation" in told["note"]
    ids = [one["properties"]["link_id"] for one in told["features"]]
    assert sorted(ids) == sorted(set(found["links"]["link_id"]))
    ways = courses(result.region.ledger)
    for one in told["features"]:
        said = one["properties"]
        assert_allclose(said["tonnes"], said["there_tonnes"] + said["back_tonnes"], atol=0.2)
        points = [list(point) for point in ways[said["link_id"]].points]
        assert one["geometry"] == {"type": "LineString", "coordinates": points}


def test_parquet_reads_back_as_it_was(found):
    for name, frame in found.items():
        assert pl.read_parquet(as_parquet(frame)).equals(frame), name


def test_csv_has_lists_with_semicolons(found):
    rows = list(csv.DictReader(io.StringIO(as_csv(found["links"]))))
    assert [row["link_id"] for row in rows] == found["links"]["link_id"].to_list()
    assert rows[0]["because"].split(";") == found["links"]["because"][0].to_list()


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("tonnes", "Cargo (t)"),
        ("capacity_tonnes", "Capacity (t)"),
        ("usd_per_t", "Cost (USD per t)"),
        ("right_usd_per_t", "Right (USD per t)"),
        ("stranded_left_t_per_t", "Stranded left (t per t)"),
        ("co2_kg_per_t", "CO2 (kg per t)"),
        ("revenue_usd", "Revenue (USD)"),
        ("loaded_teu", "Loaded (TEU)"),
        ("assumed_share", "Assumed share (0 to 1)"),
        ("link_id", "Link id"),
    ],
)
def test_headers_carry_units(column, said):
    assert header(column) == said


def test_every_number_of_a_table_has_a_unit_in_its_header(found):
    bare = {"months_full"}
    for name, frame in found.items():
        for column in frame.columns:
            if frame[column].dtype.is_numeric() and column not in bare:
                assert header(column).endswith(")"), (name, column)


def test_the_workbook_has_a_sheet_for_each_table_and_the_sources(book, result, found, behind):
    told = sheets(book)
    assert next(iter(told)) == "Flows"
    assert told["Flows"][1] == ("What it is", "a model result")
    for name, frame in found.items():
        assert len(told[name.capitalize()]) == frame.height + 1, name
    assert told["Links"][0][0] == "Link id"
    first = found["links"].row(0, named=True)
    column = told["Links"][0].index("Cargo (t)")
    assert told["Links"][1][column] == first["tonnes"]
    listed = {row[0] for row in told["Sources"][1:]}
    known = [row for row in behind.rows if result.region.ledger.find(row)]
    assert set(result.region.ledger.source_ids(known)) <= listed


def test_the_same_flows_give_the_same_bytes(book, result, found, behind):
    again = tables(result, links_with_rows(result, rests_on(result)))
    for name, frame in found.items():
        assert as_parquet(frame) == as_parquet(again[name]), name
    assert as_geojson(result, found["links"]) == as_geojson(result, again["links"])
    facts = [("What it is", "a model result"), ("Period", "Apr 2023")]
    assert as_workbook(result, again, compare(result), behind, facts) == book


def test_headlines_count_and_name_whom_they_are_about(result):
    record = compare(result)
    told = headlines(result.region.ledger, record)
    titles = {one.title: one.line for one in told}
    line = titles["Oil of Kazakhstan to BTC by tanker"]
    assert line.told.quantity.subject == "aktau_sangachal"
    assert all(one.line.counts for one in told)
    assert len({one.line.told.row_ids for one in told}) == len(told)
