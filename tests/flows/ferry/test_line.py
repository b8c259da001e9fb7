"""The facts of a line: from which rows, which are assumed, and what is no line."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

import caspia
from caspia.errors import BadDateError, BadInputError, UnknownNameError
from caspia.flows.ferry import ferry_line
from tests.flows.ferry.lines import exactly, small_line
from tests.reference import reference

DAY = "2024-06-01"


@pytest.fixture(scope="module")
def ledger():
    return reference()


@pytest.fixture(scope="module")
def kuryk(ledger):
    return ferry_line(ledger, "ferry-kuryk-alat", DAY)


def test_facts_name_their_rows_and_their_basis(ledger, kuryk):
    known = {row.id for table in ("observations", "link_values") for row in ledger.rows(table)}
    facts = kuryk.facts()
    assert {row for value in facts.values() for row in value.rows} <= known
    assert all(value.rows for value in facts.values() if value.basis != "assumed")
    assert all(
        value.assumptions or value.rows for value in facts.values() if value.basis == "assumed"
    )
    assert facts["kuryk.berths"].basis == "measured"
    assert facts["alat.berths"].basis == "assumed"
    assert (facts["load"].low, facts["load"].median, facts["load"].high) == (50, 50, 54)


def test_unloading_and_loading_are_the_work_in_port(kuryk):
    port = kuryk.ports[0]
    assert port.unloading_h.median + port.loading_h.median == pytest.approx(9)
    assert port.unloading_h.basis == "observed"
    assert port.unloading_h.low < 4.5 < port.unloading_h.high


def test_wind_is_that_of_the_port_in_the_month(ledger, kuryk):
    november = ferry_line(ledger, "ferry-kuryk-alat", date(2024, 11, 15))
    shares = [port.closed_share for port in november.ports]
    assert [share.median for share in shares] == [0.5, 0.2]
    assert shares[0].rows == ("closure_share.kuryk.undated.evrimagaci-kuryk",)
    assert shares[0].basis == "observed"
    assert kuryk.ports[0].closed_share.basis == "assumed"


def test_the_share_that_is_assumed_counts_facts(kuryk):
    bases = [value.basis for value in kuryk.facts().values()]
    assert kuryk.assumed_share == bases.count("assumed") / len(bases)
    assert kuryk.indicative == (kuryk.assumed_share > 0.5)


def test_a_fact_that_was_not_known_yet_counts_as_assumed():
    earlier = ferry_line(caspia.open(as_of="2015-01-01"), "ferry-kuryk-alat", DAY)
    later = ferry_line(reference(), "ferry-kuryk-alat", DAY)
    assert earlier.facts()["kuryk.berths"].basis == "assumed"
    assert earlier.assumed_share > later.assumed_share


@pytest.mark.parametrize(
    ("link_id", "unit", "vessels"),
    [
        ("ferry-aktau-alat", "wagons", 1),
        ("ferry-turkmenbashi-alat", "wagons", 5),
        ("sea-aktau-alat", "TEU", 6),
    ],
)
def test_lines_have_their_own_fleets(ledger, link_id, unit, vessels):
    line = ferry_line(ledger, link_id, DAY)
    assert (line.unit, line.vessels.median) == (unit, vessels)
    assert [port.node_id for port in line.ports] == [link_id.split("-")[1], "alat"]


def test_what_is_no_line_is_refused(ledger):
    with pytest.raises(UnknownNameError, match="ferry-kuryk-alat"):
        ferry_line(ledger, "ferry-kuryk-alatt", DAY)
    with pytest.raises(BadInputError, match="goes by rail"):
        ferry_line(ledger, "rail-alat-ganja", DAY)
    with pytest.raises(BadInputError, match="Nothing is told of the ships"):
        ferry_line(ledger, "ferry-kuryk-turkmenbashi", DAY)
    with pytest.raises(BadDateError):
        ferry_line(ledger, "ferry-kuryk-alat", "yesterday")


def test_facts_that_cannot_be_sailed_are_all_named():
    line = small_line()
    ports = (replace(line.ports[0], closed_share=exactly(1.0)), line.ports[1])
    wrong = {"vessels": exactly(0), "sailing_h": exactly(-2), "ports": ports}
    with pytest.raises(BadInputError) as refused:
        replace(line, **wrong)
    for name in ("ferry-near-far", "vessels", "sailing_h", "near.closed_share"):
        assert name in str(refused.value)


def test_every_fact_of_the_table_has_a_reason_and_rows_that_exist(ledger):
    known = {row.id for row in ledger.rows("observations")}
    text = (files("caspia.flows.ferry") / "facts.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        assert row["reason"], row
        assert float(row["low"]) <= float(row["value"]) <= float(row["high"]), row
        assert set(filter(None, row["rows"].split(";"))) <= known, row
        assert row["rows"] or row["basis"] == "assumed", row
