"""The table of assumptions: complete, grounded in rows that exist, and equal to what they say."""

from datetime import date
from functools import cache
from math import sqrt

import pytest

from caspia.network.assumptions import Parameters, assumption_rows
from caspia.network.value_rows import value_rows
from tests.reference import reference

NAMES = sorted(assumption_rows())


@cache
def ledger():
    return reference()


@cache
def rows():
    return value_rows(ledger(), date(2024, 6, 30), "containers")


def way(origin, destination, mode="rail"):
    """Return the shortest length over links of a mode, by brute force."""
    reached = {origin: 0.0}
    links = [link for link in rows().links.values() if link["mode"] == mode and link["length_km"]]
    for _ in range(len(rows().nodes)):
        before = dict(reached)
        for link in links:
            for a, b in ((link["a"], link["b"]), (link["b"], link["a"])):
                if a in reached:
                    length = reached[a] + link["length_km"]
                    reached[b] = min(reached.get(b, length), length)
        if reached == before:
            break
    return reached[destination]


@pytest.mark.parametrize("name", NAMES)
def test_each_has_an_interval_a_unit_a_basis_and_a_reason(name):
    row = assumption_rows()[name]
    assert 0 <= row.low <= row.value <= row.high
    assert row.unit
    assert row.reason
    assert row.basis in ("observed", "measured", "assumed")
    assert row.rows or row.basis == "assumed", "what is observed or measured names its rows"


@pytest.mark.parametrize("name", NAMES)
def test_its_rows_are_in_the_ledger(name):
    for row_id in assumption_rows()[name].rows:
        assert ledger().find(row_id) is not None, row_id


def test_transit_trains_run_as_fast_as_the_operators_publish():
    told = ledger().row("transit_time.northern.2024-07-15.index1520-2024-07-15")["value"] * 24
    speed = assumption_rows()["rail_speed.transit_1520"].value
    assert speed == pytest.approx(way("altynkol", "brest") / told, rel=0.01)


def test_trains_in_iran_take_three_to_five_days_to_the_gulf():
    row = ledger().row("transit_time.iran_rail-bandar_abbas.2024.nca-2024-02-13-rai")
    length, speed = way("sarakhs", "bandar_abbas"), assumption_rows()["rail_speed.iran"]
    assert speed.low == pytest.approx(length / (24 * row["high"]), rel=0.01)
    assert speed.high == pytest.approx(length / (24 * row["low"]), rel=0.01)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("rail_rate.containers", 0.24 / 20, 3289 / 5430 / 20),
        ("rail_rate.wagons", 9.75 / 360, 883 / 500 / 20),
        ("black_sea_feeder_wait", 84, 427),
    ],
)
def test_a_median_between_two_figures_is_their_geometric_mean(name, low, high):
    row = assumption_rows()[name]
    assert (row.low, row.high) == pytest.approx((low, high), rel=0.01)
    assert row.value == pytest.approx(sqrt(low * high), rel=0.01)


def test_liners_take_longer_than_a_voyage_without_calls():
    row = assumption_rows()["liner_calls"]
    assert (row.low, row.high) == pytest.approx((32 / 27, 48 / 35), rel=0.01)


def test_a_number_whose_rows_were_not_known_is_assumed():
    name = "rail_speed.iran"
    known = Parameters({assumption_rows()[name].rows[0]})
    assert known.value("rail_speed", "IRN").basis == "measured"
    unknown = Parameters(())
    assert unknown.value("rail_speed", "IRN").basis == "assumed"
    assert unknown.value("rail_speed", "IRN").rows == ()
    assert unknown.value("rail_speed", "IRN").median == known.value("rail_speed", "IRN").median


def test_what_has_no_row_of_its_own_takes_that_of_all_others():
    assert rows().parameters.value("rail_speed", "MNG").assumptions == ("rail_speed.other",)
    with pytest.raises(KeyError):
        rows().parameters.value("no_such_parameter")
