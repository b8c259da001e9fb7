from __future__ import annotations

from datetime import date

import pytest

from caspia.briefs.sections.wording import (
    at_date,
    precision_of,
    say_count,
    say_date,
    say_list,
    say_partial,
    say_period,
    say_side,
    say_word,
)
from caspia.errors import BadDateError
from caspia.ledger import Party


def test_dates_are_said_as_well_as_they_are_known():
    day = date(2024, 3, 11)
    assert say_date(day) == "11 March 2024"
    assert say_date(day, "month") == "March 2024"
    assert say_date(day, "year") == "2024"
    assert [say_partial(text) for text in ("2021-11-28", "2021-11", "2021")] == [
        "28 November 2021",
        "November 2021",
        "2021",
    ]
    assert [at_date(precision_of(text)) for text in ("2021-11-28", "2021-11", "2021")] == [
        "on",
        "in",
        "in",
    ]


def test_no_date_is_refused():
    with pytest.raises(BadDateError):
        say_partial("soon")


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2023, 1, 1), date(2024, 1, 1), "2023"),
        (date(2022, 1, 1), date(2028, 1, 1), "2022 to 2027"),
        (date(2024, 1, 1), date(2024, 5, 1), "January to April 2024"),
        (date(2023, 11, 1), date(2024, 3, 1), "November 2023 to February 2024"),
        (date(2024, 2, 1), date(2024, 3, 1), "February 2024"),
        (date(2023, 8, 15), date(2023, 8, 17), "15 to 16 August 2023"),
        (date(2023, 8, 30), date(2023, 9, 3), "30 August to 2 September 2023"),
        (date(2023, 12, 30), date(2024, 1, 3), "30 December 2023 to 2 January 2024"),
        (date(2023, 8, 15), date(2023, 8, 16), "15 August 2023"),
        (date(2022, 6, 1), None, "since 1 June 2022"),
        (None, date(2022, 6, 1), "until 31 May 2022"),
        (None, None, ""),
    ],
)
def test_periods_end_on_their_last_day(start, end, said):
    assert say_period(start, end) == said


def test_lists_counts_and_words():
    assert [say_list(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert say_count(1, "visit") == "1 visit"
    assert say_count(3, "party") == "3 parties"
    assert say_count(0, "visit") == "no visits"
    assert say_count(1200, "row") == "1,200 rows"
    assert say_word("in_force") == "in force"


def test_a_bloc_is_named_with_its_article():
    assert say_side(Party("EU", "European Union", "bloc", ())) == "the European Union"
    assert say_side(Party("C5", "Five states", "group", ())) == "the five states"
    assert say_side(Party("GEO", "Georgia", "state", ("GEO",))) == "Georgia"
