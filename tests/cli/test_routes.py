"""caspia routes and caspia centrality from the outside: keys, tables, exit codes and time."""

from __future__ import annotations

import csv
import io
import json

import pytest

ASKED = ("routes", "khorgos", "Constanța", "--good", "containers", "--on", "2023-07-01")


@pytest.fixture(scope="module")
def told(caspia):
    done = caspia(*ASKED, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_the_keys_that_others_rely_on(told):
    assert told["routes"]
    assert told["closed_by"] == []
    assert {"caspia", "on", "visible"} <= set(told["provenance"])
    assert told["provenance"]["on"] == "2023-07-01"
    for route in told["routes"]:
        assert isinstance(route["corridor"], str)
        assert route["cost_usd_per_t"] > 0
        assert 0 < route["time_h"]["median"] < route["time_h"]["p90"]
        assert route["legs"]
        for leg in route["legs"]:
            assert {"from", "to", "mode", "service_h", "dwell_h", "rows"} <= set(leg)


def test_corridors_point_at_their_best_route(told):
    for line in told["corridors"]:
        first = next(r for r in told["routes"] if r["corridor"] == line["corridor"])
        assert told["routes"][line["route"]] == first


def test_the_table_names_corridors_legs_and_what_is_assumed(caspia):
    done = caspia(*ASKED)
    assert done.returncode == 0
    for words in ("By corridor", "Middle Corridor", "Legs of the first", "hours waiting"):
        assert words in done.stdout


def test_csv_has_a_line_per_route(caspia, told):
    done = caspia(*ASKED, "--format", "csv")
    lines = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [line["corridor"] for line in lines] == [r["corridor"] for r in told["routes"]]


def test_where_there_is_no_way_the_answer_says_what_cut_it(caspia):
    asked = ("routes", "igdir", "nakhchivan", "--good", "natural_gas", "--on", "2025-01-01")
    done = caspia(*asked)
    assert done.returncode == 0
    assert "There is no way" in done.stdout
    assert "ag-igdir-2020" in done.stdout
    told = json.loads(caspia(*asked, "--json").stdout)
    assert told["routes"] == []
    assert told["closed_by"][0]["causes"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("routes", "Kasgar", "osh"), "Did you mean kashgar"),
        (("routes", "osh", "osh"), "Give two places"),
        (("routes", "osh", "poti", "--by", "comfort"), "time, cost, co2, risk"),
        (("routes", "osh", "poti", "--on", "yesterday"), "yesterday"),
        (("routes", "osh", "poti", "--good", "dragons"), "no good 'dragons'"),
        (("routes", "osh", "poti", "--format", "pdf"), "routes has no format pdf"),
        (("centrality", "AZE", "--on", "2023-07-01", "--by", "risk"), "by time or by cost"),
    ],
)
def test_bad_input_is_code_2_and_says_what_to_do(caspia, words, said):
    done = caspia(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_centrality_compares_days(caspia):
    asked = ("centrality", "AZE", "--on", "2021-07-01", "--on", "2023-07-01")
    done = caspia(*asked, "--json")
    assert done.returncode == 0
    before, after = json.loads(done.stdout)["centrality"]
    assert (before["on"], after["on"]) == ("2021-07-01", "2023-07-01")
    assert before["share"] < after["share"]
    assert after["share_low"] <= after["share"] <= after["share_high"]
