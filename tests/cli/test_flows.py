"""``caspia flows`` as a user types it."""

from __future__ import annotations

import csv
import io
import json
import re

import polars as pl
import pytest

WORDS = (
    *("flows", "--period", "2023-04", "--good", "crude", "--good", "gas"),
    *("--over", "tanap"),
)
KEYS = {
    "period",
    "engine",
    "goods",
    "assumed_share",
    "links",
    "routes",
    "stranded",
    "prices",
    "corridors",
    "transit",
    "balance",
    "record",
    "not_compared",
    "skill",
    "parameters",
    "left_out",
    "over",
    "provenance",
}
FILES = {
    "links.parquet",
    "routes.parquet",
    "stranded.parquet",
    "prices.parquet",
    "links.geojson",
    "flows.xlsx",
    "flows.html",
    "flows.svg",
    "flows.png",
    "record.json",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("flows")


@pytest.fixture(scope="module")
def written(caspia, folder):
    """A run that gives JSON and every file."""
    return caspia(*WORDS, "--json", "--out", str(folder), "--quiet")


@pytest.fixture(scope="module")
def told(written, folder):
    assert written.returncode == 0, written.stderr
    return json.loads((folder / "flows.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def table(caspia):
    """A run for people that is to fail where cargo is left behind."""
    return caspia(*WORDS, "--fail-if-stranded", columns="120")


def test_the_table_says_what_it_is_and_what_moves(table):
    lines = table.stdout.splitlines()
    assert lines[0] == (
        "Flows of crude_oil, natural_gas, Apr 2023, by choice. A model result, not an observation."
    )
    assert re.fullmatch(
        r"[\d.]+ Mt moved, [\d.]+ Mt stranded \([\d.]+%\); \d+% of what it rests on is assumed.*",
        lines[1],
    )
    assert max(len(line) for line in lines) <= 120
    assert table.stderr.strip() == ""


def test_the_table_has_every_part(table):
    titles = (
        "By corridor",
        "Tightest links",
        "Stranded",
        "Transit: what is paid in each state for carrying it",
        "Model against record",
    )
    lines = table.stdout.splitlines()
    places = [lines.index(title) for title in titles]
    assert places == sorted(places)
    assert " ".join(lines[places[1] + 1].split()) == "used months full limit what room is worth"
    assert "cannot move" in lines[places[2] + 1]
    assert "Gas for Türkiye from Azerbaijan" in table.stdout
    assert "Median skill against naive forecasts" in table.stdout
    assert "Balance holds" in table.stdout
    assert "loaded TEU" not in table.stdout, "no containers were asked for"


def test_stranded_cargo_is_a_finding_for_those_who_ask(written, told, table):
    assert told["stranded"]
    assert written.returncode == 0
    assert table.returncode == 1


def test_json_holds_all_that_is_told(told):
    assert set(told) >= KEYS
    assert told["goods"] == ["crude_oil", "natural_gas"]
    assert told["engine"] == "choice"
    assert told["balance"]["holds"]
    assert len(told["prices"]) == 5
    assert {"link_id", "tonnes", "utilisation", "because"} <= set(told["links"][0])
    moved = sum(one["tonnes"] for one in told["routes"])
    assert moved == pytest.approx(told["balance"]["delivered_tonnes"], rel=1e-6)
    stranded = sum(one["tonnes"] for one in told["stranded"])
    assert stranded == pytest.approx(told["balance"]["stranded_tonnes"], rel=1e-3)
    assert all(one["told"] for one in told["stranded"])
    assert {one["name"] for one in told["parameters"]} >= {"dispersion", "corridor_constant"}


def test_json_sets_the_model_beside_the_record(told):
    keys = {"series", "subject", "observed", "modelled", "error", "naive_error"}
    assert told["record"]
    assert all(keys <= set(one) for one in told["record"])
    gas = next(
        one
        for one in told["record"]
        if (one["series"], one["subject"], one["partner"]) == ("gas_imports", "TUR", "AZE")
    )
    assert gas["observed"]["low"] < gas["observed"]["high"]
    assert gas["modelled"]["value"] > 0
    assert all(one["why"] for one in told["not_compared"])


def test_json_says_what_it_rests_on(told):
    behind = told["provenance"]["rests_on"]
    assert behind["links"] > 100
    assert behind["demand"] > 0
    assert behind["limits"] > 0
    assert set(behind["by_grade"]) <= {"published", "event", "structural", "undated"}
    assert told["provenance"]["visible"]


def test_a_permission_that_is_no_share_is_left_out_with_its_words(told, table):
    left_out = {one["permission_id"]: one for one in told["left_out"]}
    assert left_out["rus-road-2022"]["goods_meant"]
    assert "rus-road-2022" in table.stdout


def test_files_for_other_programs(written, told, folder):
    names = {path.name for path in folder.iterdir()}
    assert names == FILES | {"flows.json"}
    assert {line.rpartition("/")[2] for line in written.stdout.splitlines()} == names
    links = pl.read_parquet(folder / "links.parquet")
    assert links["tonnes"].to_list() == [one["tonnes"] for one in told["links"]]
    drawn = json.loads((folder / "links.geojson").read_text(encoding="utf-8"))["features"]
    assert {one["properties"]["link_id"] for one in drawn} == set(links["link_id"])
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    assert record["record"] == told["record"]
    assert (folder / "flows.png").read_bytes().startswith(b"\x89PNG")
    assert (folder / "flows.svg").read_text(encoding="utf-8").startswith("<svg")


def test_the_page_opens_without_a_network_and_holds_the_tables(told, folder):
    page = (folder / "flows.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert not re.findall(r'(?:src|href)="(?!#)[^"]*"', page)
    assert "url(http" not in page
    assert "not an observation" in page
    for one in told["prices"]:
        assert one["sentence"] in page
    for one in told["stranded"]:
        assert one["told"] in page
    assert "Southern Gas Corridor" in page
    assert "Gas for Türkiye from Azerbaijan" in page


def test_csv_is_the_table_of_links_by_the_cheapest_plan(caspia):
    done = caspia(
        *("flows", "--period", "2023-04", "--good", "crude_oil"),
        *("--engine", "least-cost", "--format", "csv"),
    )
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    pipeline = next(row for row in rows if row["link_id"] == "cpc_kaz")
    assert float(pipeline["tonnes"]) <= float(pipeline["capacity_tonnes"]) + 0.1
    assert "cpc_kaz" in pipeline["because"].split(";")


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        (("--period", "2018"), "Give whole months"),
        (("--period", "2023-04", "--good", "gs"), "natural_gas"),
        (("--period", "2023-04", "--format", "pdf"), "table, json, csv, html"),
        (("--period", "2023-04", "--json", "--format", "csv"), "exclude each other"),
        (("--period", "2023-04", "--engine", "fastest"), "least-cost"),
    ],
)
def test_bad_input_is_told_with_its_cure(caspia, words, cure):
    done = caspia("flows", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert cure in done.stderr
    assert "Traceback" not in done.stderr


def test_it_tells_whose_cargo_crosses_a_line(told):
    crossing = told["over"]["tanap"]
    pairs = {(one["origin"], one["destination"], one["good"]) for one in crossing}
    assert pairs == {("AZE", "EUR", "natural_gas"), ("AZE", "TUR", "natural_gas")}
    assert sum(one["share"] for one in crossing) == pytest.approx(1.0)
    link = next(one for one in told["links"] if one["link_id"] == "tanap_east")
    assert sum(one["tonnes"] for one in crossing) <= link["tonnes"] * 1.01


def test_a_place_that_is_not_there_is_refused_before_anything_is_worked_out(caspia):
    run = caspia("flows", "--period", "2023", "--over", "tanapp")
    assert run.returncode == 2
    assert "tanap" in run.stderr
    assert run.stdout == ""
