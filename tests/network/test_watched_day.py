"""A watched day answers as a plain one, and its interval is one of the same answers."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from caspia.network.value_rows import value_rows
from caspia.network.values import Known, NetworkValues, network_values
from caspia.network.watched_day import WatchedDay
from tests.reference import reference

days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
QUESTIONS = (
    lambda on, other: on < other,
    lambda on, other: on <= other,
    lambda on, other: on > other,
    lambda on, other: on >= other,
    lambda on, other: other <= on,
    lambda on, other: other > on,
    lambda on, other: on == other,
    lambda on, other: on != other,
    lambda on, other: abs(other - on),
    lambda on, other: on - other,
    lambda on, other: on.month,
    lambda on, other: on.year,
    lambda on, other: on.day,
    lambda on, other: on in {other},
    lambda on, other: on < date.max and on >= date.min,
)
asked = st.lists(st.tuples(st.sampled_from(QUESTIONS), days), min_size=1, max_size=6)


@given(day=days, questions=asked, step=st.integers(-40, 40))
def test_answers_are_those_of_the_day_and_of_every_day_between(day, questions, step):
    watched = WatchedDay.of(day)
    answers = [question(watched, other) for question, other in questions]
    assert answers == [question(day, other) for question, other in questions]
    assert watched.first <= day < watched.end
    near = day + timedelta(days=step)
    for one in (near, watched.first, watched.end - timedelta(days=1)):
        if watched.first <= one < watched.end:
            assert [question(one, other) for question, other in questions] == answers


@given(day=days)
def test_what_is_not_asked_binds_nothing(day):
    watched = WatchedDay.of(day)
    assert (watched.first, watched.end) == (date.min, date.max)


def test_numbers_known_from_other_days_are_those_of_the_day():
    ledger = reference()
    for year in (2019, 2022, 2023, 2025):
        for month in (1, 4, 7, 11):
            on = date(year, month, 15)
            for good in ("containers", "natural_gas", "crude_oil", "grain"):
                anew = NetworkValues(value_rows(ledger, on, good), Known({}, {}))
                again = network_values(ledger, on, good)
                for link in list(again.rows.links)[:: 1 + month]:
                    assert again.link(link) == anew.link(link), (link, on, good)
                for node in list(again.rows.nodes)[::7]:
                    change = node, "rail_1520", "access"
                    assert again.transfer(*change) == anew.transfer(*change)
