"""Days, months, years and periods as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.errors import BadDateError
from caspia.ledger import period_label, read_day, read_partial, read_period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023", "2023-01-01", "2024-01-01"),
        ("2023-12", "2023-12-01", "2024-01-01"),
        ("2023-Q2", "2023-04-01", "2023-07-01"),
        ("2023q4", "2023-10-01", "2024-01-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("2019..2023", "2019-01-01", "2024-01-01"),
        ("2023-01/2023-08", "2023-01-01", "2023-09-01"),
    ],
)
def test_a_period_is_half_open(text, start, end):
    period = read_period(text)
    assert (str(period.start), str(period.end)) == (start, end)


@pytest.mark.parametrize("text", ["", "the past", "2023-13", "2023-Q5", "2023-02-30", "2024..2023"])
def test_what_is_no_period_is_refused_with_a_cure(text):
    with pytest.raises(BadDateError, match=r"(Write|Turn)"):
        read_period(text)


@pytest.mark.parametrize("text", ["2024-5-31", "31.05.2024", "yesterday", "2023-02-29"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(BadDateError, match="2024-05-31"):
        read_day(text)


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        ("2023-01-01", "2024-01-01", "2023"),
        ("2019-01-01", "2024-01-01", "2019–2023"),
        ("2024-01-01", "2024-04-01", "Jan–Mar 2024"),
        ("2024-05-01", "2024-06-01", "May 2024"),
        ("2023-11-01", "2024-02-01", "Nov 2023–Jan 2024"),
        ("2024-03-11", "2024-03-12", "2024-03-11"),
        ("2024-03-11", "2024-03-13", "2024-03-11 to 2024-03-12"),
        ("2022-01-01", None, "since 2022-01-01"),
        (None, "2022-01-01", "until 2021-12-31"),
        (None, None, "undated"),
    ],
)
def test_a_period_is_written_as_people_do(start, end, label):
    assert (
        period_label(start and date.fromisoformat(start), end and date.fromisoformat(end)) == label
    )


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)))
def test_a_day_is_a_partial_date_of_one_day(day):
    period = read_partial(day.isoformat())
    assert (period.start, period.last_day) == (day, day)
