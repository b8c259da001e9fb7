"""Skill: worked by hand, never softened, the same for the same seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from caspia.flows.record import Modelled, Record, RecordLine, skill_of
from caspia.flows.record.naive import Past
from tests.flows.record.small import book, told, year


def lines(subject, observed, modelled, first=2021, **rest):
    """Return a line a year: the record's values from the first year, the model's from the next."""
    record = [
        told("port_throughput", subject, value, *year(first + number))
        for number, value in enumerate(observed)
    ]
    past = Past(book(*record))
    return tuple(
        RecordLine(one, Modelled(value, **rest), past.naive(one), (subject, "", "Mt"), counts=True)
        for one, value in zip(record[-len(modelled) :], modelled, strict=True)
    )


def over(*found):
    return skill_of([Record(tuple(line for group in found for line in group), (), 0)])


def test_skill_is_one_less_the_ratio_of_mean_errors():
    (one,) = over(lines("alat", [5.0, 6.0, 8.0], [6.5, 7.0])).series
    assert one.last.n == 2
    assert one.last.error == pytest.approx(0.75)
    assert one.last.naive_error == pytest.approx(1.5)
    assert one.last.skill == pytest.approx(0.5)
    # Growth by a fifth once more would have given 7.2 in the last year: off by 0.8.
    assert one.trend.n == 1
    assert one.trend.skill == pytest.approx(1 - 1.0 / 0.8)
    assert one.skill == one.trend.skill == one.harder.skill


def test_a_negative_skill_stays_as_it_is():
    (one,) = over(lines("alat", [5.0, 6.0], [16.0])).series
    assert one.skill == pytest.approx(-9.0)
    assert over(lines("alat", [5.0, 6.0], [16.0])).median == pytest.approx(-9.0)


def test_no_error_counts_as_smaller_than_the_record_can_tell():
    (one,) = over(lines("alat", [5.1, 5.1], [5.1])).series
    assert one.skill == 0.0
    (worse,) = over(lines("alat", [5.1, 5.1], [6.1])).series
    assert worse.skill == pytest.approx(1 - 1.0 / 0.05)


def test_a_series_without_a_forecast_is_shown_without_a_skill():
    found = over(lines("alat", [5.0], [6.0]), lines("aktau", [2.0, 3.0], [3.0]))
    assert [one.quantity.subject for one in found.series] == ["aktau", "alat"]
    assert found.series[1].skill is None
    assert found.n == 1
    assert (found.low, found.high) == (None, None)


def test_lines_that_do_not_count_change_nothing():
    counting = lines("alat", [5.0, 6.0, 8.0], [6.5, 7.0])
    other = tuple(replace(line, counts=False) for line in lines("alat", [1.0, 2.0], [9.0]))
    assert over(counting, other).median == over(counting).median


def test_records_of_several_years_come_together():
    both = lines("alat", [5.0, 6.0, 8.0], [6.5, 7.0])
    apart = skill_of([Record((line,), (), 0) for line in both])
    assert apart == over(both)


def test_the_interval_holds_the_median_and_depends_on_the_seed_alone():
    names = ("alat", "aktau", "kuryk", "batumi", "poti", "turkmenbashi", "dubendi")
    groups = [
        lines(name, [5.0, 6.0], [6.0 + (-1) ** number * number / 5])
        for number, name in enumerate(names)
    ]
    found = over(*groups)
    assert found.low <= found.median <= found.high
    assert found.low < found.high
    assert found == over(*groups)
    assert found.median == pytest.approx(float(np.median([one.skill for one in found.series])))


def test_coverage_is_the_share_of_points_in_the_band():
    hit = lines("alat", [5.0, 6.0, 8.0], [6.5, 7.0], low=5.5, high=7.5)
    found = over(hit, lines("aktau", [5.0, 6.0], [6.0]))
    assert (found.coverage, found.covered_of) == (0.5, 2)
    assert over(lines("aktau", [5.0, 6.0], [6.0])).coverage is None


def test_nothing_compared_has_no_skill():
    found = skill_of([Record((), (), 0)])
    assert (found.median, found.n, found.coverage) == (None, 0, None)


def test_json():
    found = over(lines("alat", [5.0, 6.0, 8.0], [6.5, 7.0])).as_json()
    assert {"median", "low", "high", "n", "coverage", "covered_of", "series"} == set(found)
    (one,) = found["series"]
    assert one["last"] == {
        "n": 2,
        "error": pytest.approx(0.75),
        "naive_error": pytest.approx(1.5),
        "skill": pytest.approx(0.5),
    }
    assert one["n"] == 1
    assert [point["period"] for point in one["points"]] == ["2022", "2023"]


def test_periods_are_those_of_the_record():
    (one,) = over(lines("alat", [5.0, 6.0], [6.0])).series
    assert one.lines[0].period.start == date(2022, 1, 1)
