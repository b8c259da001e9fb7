"""Waits at borders: of the crossing, the direction, the mode and the day, before any mean."""

from datetime import date
from functools import cache

import pytest

from caspia.network.border_dwell import border_dwell
from caspia.network.measures import NOTHING
from caspia.network.value_rows import value_rows
from tests.reference import reference

MIDDLE = 0.8  # the median of a wait told as a mean


@cache
def ledger():
    return reference()


def dwell(link, on, *, back=False, good="containers"):
    rows = value_rows(ledger(), date.fromisoformat(on), good)
    return border_dwell(rows.links[link], rows, back=back)


@pytest.mark.parametrize(
    ("on", "mean"), [("2020-06-01", 54.4), ("2021-06-01", 61.8), ("2022-06-01", 78.0)]
)
def test_trains_from_china_wait_as_the_survey_of_the_year_says(on, mean):
    found = dwell("rail-khorgos-altynkol", on)
    assert found.median == pytest.approx(MIDDLE * mean)
    assert found.basis == "observed"


def test_trains_to_china_wait_less():
    assert dwell("rail-khorgos-altynkol", "2022-06-01", back=True).median == pytest.approx(
        MIDDLE * 6.8
    )


def test_a_figure_of_a_month_holds_in_that_month_only():
    january = dwell("rail-khorgos-altynkol", "2024-01-15")
    assert (january.low, january.median, january.high) == (72, 120, 168)
    assert dwell("rail-khorgos-altynkol", "2024-02-15").median == pytest.approx(MIDDLE * 78)
    assert dwell("rail-brest-malaszewicze", "2021-11-15").median == pytest.approx(MIDDLE * 240)
    assert dwell("rail-brest-malaszewicze", "2021-12-15").median == pytest.approx(60)


def test_a_month_told_of_containers_is_not_that_of_grain():
    assert dwell("rail-khorgos-altynkol", "2024-01-15", good="grain").median == pytest.approx(
        MIDDLE * 78
    )


def test_trucks_wait_on_both_sides():
    found = dwell("road-alat-red_bridge", "2023-06-01", back=True)
    assert found.median == pytest.approx(MIDDLE * (24.2 + 3.1))


def test_a_port_keeps_its_wait_to_itself():
    used = dwell("road-alat-red_bridge", "2022-06-01").rows
    assert not any(row.startswith("border_wait.alat") for row in used)


def test_inside_a_union_there_is_no_customs_border():
    assert dwell("road-almaty-bishkek", "2023-06-01").median < 1
    assert dwell("rail-warsaw-berlin", "2023-06-01").median < 4


def test_nothing_waits_inside_a_state():
    assert dwell("rail-zhetygen-shu", "2023-06-01") == NOTHING


def test_a_crossing_without_a_figure_is_assumed():
    found = dwell("rail-saryagash-keles", "2023-06-01")
    assert found.basis == "assumed"
    assert found.assumptions == ("border_rail.same_gauge",)
