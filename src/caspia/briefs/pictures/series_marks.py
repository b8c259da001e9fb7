"""From readings to marks: where they stand in time, which are joined, where reporters differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby, pairwise
from math import isfinite
from typing import TYPE_CHECKING

from caspia.briefs.pictures.look import REPORTERS
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.pictures.series_request import Reading

SHAPES = ("circle", "square", "diamond", "triangle-up", "cross")
NO_REPORTER = "reporter not named"
# Periods of months differ by three days in thirty, of years by one; a year is not joined to a half.
_MOST_RATIO = 1.25


@dataclass(frozen=True, slots=True)
class Mark:
    """A reading with its place in time and its look.

    Attributes
    ----------
    first, middle, last : float
        Its period in years: 2023.5 is the middle of 2023.
    rank, rivals : int
        Its place among the readings of the same period, and how many these are.
    """

    reading: Reading
    reporter: str
    first: float
    middle: float
    last: float
    rank: int
    rivals: int
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Two readings of one period whose intervals do not meet; `size` is between their values."""

    lower: Mark
    upper: Mark
    size: float


def check_readings(subject: str, readings: Sequence[Reading]) -> None:
    """Refuse an empty chart, and readings whose period or interval is not in order.

    Raises
    ------
    BadInputError
        With the readings at fault.
    """
    if not readings:
        raise BadInputError(
            f"There is no reading to draw for {subject!r}. Leave the chart out of the page."
        )
    wrong = [
        f"{r.reporter or NO_REPORTER} {r.start} {r.low} {r.value} {r.high}"
        for r in readings
        if r.end <= r.start
        or not isfinite(r.value)
        or (r.low is not None and not r.low <= r.value)
        or (r.high is not None and not r.value <= r.high)
    ]
    if wrong:
        raise BadInputError(
            f"These readings of {subject!r} are not in order: {'; '.join(wrong)}. Let each period "
            "end after it starts, and each interval hold its value."
        )


def in_years(day: date) -> float:
    """Return a day as years: 2023-07-02 is 2023.5."""
    start = date(day.year, 1, 1)
    return day.year + (day - start).days / (date(day.year + 1, 1, 1) - start).days


def marks_of(readings: Sequence[Reading]) -> list[Mark]:
    """Return the readings as marks, by reporter in order of first appearance, then by time."""
    ordered = sorted(readings, key=lambda r: (r.start, r.end))
    reporters = list(dict.fromkeys(r.reporter or NO_REPORTER for r in ordered))
    looks = {name: _look(number) for number, name in enumerate(reporters)}
    found = []
    for _, same in groupby(ordered, key=lambda r: (r.start, r.end)):
        rivals = sorted(same, key=lambda r: reporters.index(r.reporter or NO_REPORTER))
        for rank, reading in enumerate(rivals):
            name = reading.reporter or NO_REPORTER
            first, last = in_years(reading.start), in_years(reading.end)
            middle = (first + last) / 2
            look = looks[name]
            found.append(Mark(reading, name, first, middle, last, rank, len(rivals), *look))
    return sorted(found, key=lambda mark: (reporters.index(mark.reporter), mark.first))


def _look(number: int) -> tuple[str, str]:
    """Return colour and shape; with five of each, 25 reporters stay apart."""
    count = len(REPORTERS)
    return REPORTERS[number % count], SHAPES[(number + number // count) % len(SHAPES)]


def joined(marks: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """Return pairs of a reporter where one period follows the other and is about as long."""
    return [
        (one, other)
        for one, other in pairwise(marks)
        if one.reporter == other.reporter
        and one.reading.end == other.reading.start
        and _about_as_long(one, other)
    ]


def _about_as_long(one: Mark, other: Mark) -> bool:
    short, long = sorted((one.last - one.first, other.last - other.first))
    return long <= short * _MOST_RATIO


def gaps(marks: Sequence[Mark]) -> list[Gap]:
    """Return, for each period, the pair of actual readings furthest apart, if they disagree."""
    found = []
    periods = sorted({(mark.first, mark.last) for mark in marks})
    for period in periods:
        here = [m for m in marks if (m.first, m.last) == period and not m.reading.hollow]
        pairs = [tuple(sorted(p, key=_value)) for p in combinations(here, 2)]
        apart = [Gap(a, b, _value(b) - _value(a)) for a, b in pairs if _apart(a, b)]
        if apart:
            found.append(max(apart, key=lambda gap: gap.size))
    return found


def _value(mark: Mark) -> float:
    return mark.reading.value


def _apart(lower: Mark, upper: Mark) -> bool:
    high, low = lower.reading.high, upper.reading.low
    return high is not None and low is not None and high < low
