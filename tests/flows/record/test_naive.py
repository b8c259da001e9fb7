"""Naive forecasts: last year again, and its growth once more; only from what had ended."""

from __future__ import annotations

from datetime import date

import pytest

import caspia
from caspia.flows.record import read_record
from caspia.flows.record.naive import Past
from tests.flows.record.small import book, told, year
from tests.reference import reference


def middle(value, start, end, scope="ministry"):
    return told("corridor_freight", "MIDDLE", value, start, end, scope=scope)


def test_last_year_and_its_growth():
    now = middle(4.5, *year(2024))
    naive = Past(book(middle(1.5, *year(2022)), middle(3.0, *year(2023)), now)).naive(now)
    assert (naive.last.value, naive.trend.value) == (3.0, pytest.approx(6.0))
    assert naive.last.row_ids == ("corridor_freight.MIDDLE.2023-01-01",)
    assert set(naive.trend.row_ids) == {
        "corridor_freight.MIDDLE.2022-01-01",
        "corridor_freight.MIDDLE.2023-01-01",
    }


def test_c9_another_scope_is_no_forecast():
    now = middle(4.5, *year(2024))
    naive = Past(book(middle(2.0, *year(2023), scope="association"), now)).naive(now)
    assert naive.last.value is None
    assert naive.trend.value is None
    assert "year before" in naive.last.note


def test_no_growth_without_two_years():
    now = middle(4.5, *year(2024))
    naive = Past(book(middle(3.0, *year(2023)), now)).naive(now)
    assert (naive.last.value, naive.trend.value) == (3.0, None)
    assert "two years" in naive.trend.note


def test_no_growth_from_nothing():
    now = middle(4.5, *year(2024))
    naive = Past(book(middle(0.0, *year(2022)), middle(3.0, *year(2023)), now)).naive(now)
    assert naive.trend.value is None


def test_the_same_months_go_before_the_share_of_the_year():
    quarter = (date(2023, 1, 1), date(2023, 4, 1))
    now = middle(1.0, *quarter)
    before = middle(0.7, date(2022, 1, 1), date(2022, 4, 1))
    assert Past(book(before, middle(3.65, *year(2022)))).naive(now).last.value == 0.7
    share = Past(book(middle(3.65, *year(2022)))).naive(now).last
    assert share.value == pytest.approx(0.9)
    assert share.note == "2022 by the days of the months"


def test_a_rate_is_the_same_in_every_part_of_a_year():
    gas = {"unit": "mcm_per_day", "good": "natural_gas"}
    now = told("gas_flow_daily", "scp", 50.0, date(2023, 1, 1), date(2023, 4, 1), **gas)
    before = told("gas_flow_daily", "scp", 60.0, *year(2022), **gas)
    assert Past(book(before)).naive(now).last.value == 60.0


def test_a_period_that_had_not_ended_is_no_forecast():
    start, end = date(2022, 1, 1), date(2024, 2, 1)
    now = middle(4.0, start, end)
    earlier = middle(3.0, date(2021, 1, 1), date(2023, 2, 1))
    assert Past(book(earlier)).naive(now).last.value is None


def test_nothing_of_the_same_or_a_later_time_moves_a_forecast():
    now = middle(4.5, *year(2023))
    past = (middle(1.0, *year(2021)), middle(2.0, *year(2022)))
    later = (middle(9.0, *year(2023)), middle(9.9, *year(2024)))
    assert Past(book(*past)).naive(now) == Past(book(*past, *later)).naive(now)


def test_forecasts_use_rows_visible_in_the_ledger_and_no_others():
    day = date(2023, 6, 30)
    known = read_record(caspia.open(as_of=day))
    visible = {row.id: row for row in reference().rows("observations")}
    rows = [row for one in known.told for row in one.row_ids]
    assert len(rows) > 200
    assert all(visible[row].known_from <= day for row in rows)
    naive = Past(known)
    (now,) = [
        one
        for one in read_record(reference()).told
        if one.row_ids[0] == "corridor_freight.middle.2023.report-2026-03-10-titr-series"
    ]
    # The ministry's series of 2021 to 2025 was published in 2026.
    assert naive.naive(now).last.value is None
    later = Past(read_record(reference())).naive(now)
    assert later.last.value == 1.485
    assert later.trend.value == pytest.approx(1.485**2 / 0.586)
