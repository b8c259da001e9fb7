"""Parts of a period and the whole, by how a series adds up over time."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from caspia.reconcile import Quantity
from caspia.reconcile.periods import time_ties, year_before


def quantity(start, end):
    return Quantity(
        "s", "A", None, None, None, None, None,
        date.fromisoformat(start), end and date.fromisoformat(end), "Mt",
    )  # fmt: skip


YEAR = quantity("2023-01-01", "2024-01-01")
QUARTERS = [
    quantity("2023-01-01", "2023-04-01"),
    quantity("2023-04-01", "2023-07-01"),
    quantity("2023-07-01", "2023-10-01"),
    quantity("2023-10-01", "2024-01-01"),
]
HALF = quantity("2023-01-01", "2023-07-01")


def said(ties):
    return {(tie.name, tie.kind) for tie in ties}


def test_quarters_that_fill_a_year_add_up_to_it():
    ties = list(time_ties([YEAR, *QUARTERS], "sum"))
    assert len(ties) == 1
    assert ties[0].kind == "equal"
    assert ties[0].quantities == (*QUARTERS, YEAR)
    assert ties[0].coefficients == (1, 1, 1, 1, -1)


def test_quarters_that_leave_a_gap_come_to_no_more_than_the_year():
    ties = said(time_ties([YEAR, *QUARTERS[:2]], "sum"))
    assert ties == {("Jan–Mar 2023 + Apr–Jun 2023 ≤ 2023", "at_most")}


def test_periods_that_overlap_are_not_added():
    ties = list(time_ties([YEAR, HALF, QUARTERS[1], QUARTERS[2]], "sum"))
    for tie in ties:
        parts = sorted(tie.quantities[:-1], key=lambda part: part.start)
        assert all(a.end <= b.start for a, b in pairwise(parts))
    assert ("Apr–Jun 2023 = Jan–Jun 2023", "equal") not in said(ties)
    assert ("Apr–Jun 2023 ≤ Jan–Jun 2023", "at_most") in said(ties)


def test_means_average_by_days():
    (tie,) = time_ties([HALF, *QUARTERS[:2]], "mean")
    assert tie.coefficients == (90 / 181, 91 / 181, -1)
    assert list(time_ties([YEAR, *QUARTERS[:2]], "mean")) == []


def test_the_last_part_is_the_state_at_the_end():
    assert said(time_ties([YEAR, *QUARTERS], "last")) == {("Oct–Dec 2023 = 2023", "equal")}


def test_no_part_is_above_the_maximum():
    ties = said(time_ties([YEAR, HALF], "max"))
    assert ties == {("Jan–Jun 2023 ≤ 2023", "at_most")}


@pytest.mark.parametrize("rule", ["sum", "mean", "last", "max", "none"])
def test_what_lasts_has_no_parts(rule):
    lasting = quantity("2023-01-01", None)
    assert list(time_ties([lasting, HALF], rule)) == []


def test_nothing_holds_where_a_series_does_not_add_up():
    assert list(time_ties([YEAR, *QUARTERS], "none")) == []


def test_the_year_before():
    assert year_before(HALF) == (date(2022, 1, 1), date(2022, 7, 1))
    assert year_before(quantity("2020-01-01", "2024-01-01")) is None
    assert year_before(quantity("2024-02-29", "2024-03-01")) is None
    assert year_before(quantity("2024-01-01", None)) is None
