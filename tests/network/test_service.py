"""Ferries and feeders: how often they sail, what one waits for, and winter on the Caspian."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from caspia.network import service
from caspia.network.service import sailing_wait, service_of
from caspia.network.value_rows import value_rows
from tests.reference import reference


@cache
def ledger():
    return reference()


def at(on, good="containers"):
    return value_rows(ledger(), date.fromisoformat(on), good)


def wait(link, on, good="containers"):
    rows = at(on, good)
    return sailing_wait(rows.links[link], rows)


def test_sailings_are_counted_from_calls():
    turkmenbashi = at("2023-06-01")
    calls = ledger().row("port_calls.turkmenbashi-alat.2023-01_2023-05.nca-2023-06-19")["value"]
    found = service_of(turkmenbashi.links["ferry-turkmenbashi-alat"], turkmenbashi)
    assert found.sailings.median == pytest.approx(calls / 5, rel=0.01)
    calls = ledger().row("port_calls.kuryk.2023-01_2023-10.trend-2023-12-12-kazports")["value"]
    found = service_of(turkmenbashi.links["ferry-kuryk-alat"], turkmenbashi)
    assert found.sailings.median == pytest.approx(calls / 10, rel=0.01)


def test_a_service_is_that_of_the_day():
    def sailings(on):
        return service_of(at(on).links["sea-aktau-alat"], at(on)).sailings.median

    assert sailings("2019-06-01") < sailings("2023-06-01") < sailings("2025-06-01")


def test_one_waits_half_the_time_between_sailings_and_the_queue():
    found = wait("ferry-kuryk-alat", "2023-06-01")
    assert found.median == pytest.approx(24 + 730 / 59.9 / 2)
    assert found.high == pytest.approx(168 + 730 / 45)


def test_storms_close_ports_in_winter_only():
    summer, winter = (wait("ferry-kuryk-alat", f"2023-{month}-01") for month in ("06", "12"))
    assert winter.median == pytest.approx(summer.median + 0.5 * 24)
    assert wait("ferry-poti-constanta", "2023-12-01") == wait("ferry-poti-constanta", "2023-08-01")


def test_a_chartered_ship_has_no_timetable():
    assert wait("sea-aktau-amirabad", "2023-06-01", "grain").median == pytest.approx(24)
    assert wait("sea-aktau-amirabad", "2023-06-01").median == pytest.approx(24 + 730 / 4 / 2)


@pytest.mark.parametrize("name", ["services", "storms"])
def test_every_row_of_the_tables_is_in_the_ledger(name):
    path = Path(service.__file__).with_name(f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream):
            for row in filter(None, line["rows"].split(";")):
                assert ledger().find(row) is not None, row
            link = line.get("link_id", "*")
            assert link.startswith("*") or ledger().find(link) is not None, link
