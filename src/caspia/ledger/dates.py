"""Days, months, years and the half-open periods that people write as one word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from caspia.errors import BadDateError

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_QUARTER = re.compile(r"(\d{4})-?[Qq]([1-4])")
_MARK = re.compile(r"\s*(?:\.\.|/|_)\s*")
_FORMS = "Write a day as 2024-05-31, a month as 2024-05, a year as 2024."


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open interval of days: `start` is the first day, `end` the day after the last."""

    start: date
    end: date

    @property
    def last_day(self) -> date:
        """The last day inside."""
        return self.end - timedelta(days=1)

    def __str__(self) -> str:
        return period_label(self.start, self.end)


def read_day(text: str | date) -> date:
    """Return a day from ISO text; a `date` passes through.

    Raises
    ------
    BadDateError
        The text is no day of the calendar.
    """
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadDateError(f"{text!r} is no day. Write it as in 2024-05-31.") from None


def read_partial(text: str) -> Period:
    """Return the days that a day, month or year covers ("2024-05" is 1 May to 1 June, excluded).

    Raises
    ------
    BadDateError
        The text is none of the three.
    """
    match = _PARTIAL.fullmatch(text.strip())
    if not match:
        raise BadDateError(f"{text!r} is no day, month or year. {_FORMS}")
    year, month, day = match[1], match[2], match[3]
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise BadDateError(f"{text!r} is not in the calendar. {_FORMS}") from None
    if day:
        return Period(first, first + timedelta(days=1))
    return Period(first, _months_on(first, 1 if month else 12))


def read_period(text: str) -> Period:
    """Return a period: a year, month, quarter or day, or two of them ("2019..2023").

    Raises
    ------
    BadDateError
        It is no period, or it ends before it starts.
    """
    first, *second = _MARK.split(text.strip(), maxsplit=1)
    start = _one(first)
    end = _one(second[0]) if second else start
    if end.end <= start.start:
        raise BadDateError(f"The period {text!r} ends before it starts. Turn it round.")
    return Period(start.start, end.end)


def period_label(start: date | None, end: date | None) -> str:
    """Write a half-open period as people do: "2023", "Jan–Mar 2024", "since 2022-01-01"."""
    if start is None or end is None:
        return _open_label(start, end)
    last = end - timedelta(days=1)
    if start.day != 1 or end.day != 1:
        return str(start) if start == last else f"{start} to {last}"
    if start.month == 1 and end.month == 1:
        return str(start.year) if start.year == last.year else f"{start.year}–{last.year}"
    return _months_label(start, last)


def _open_label(start: date | None, end: date | None) -> str:
    if start is not None:
        return f"since {start}"
    return f"until {end - timedelta(days=1)}" if end is not None else "undated"


def _months_label(start: date, last: date) -> str:
    if start.year != last.year:
        return f"{start:%b} {start.year}–{last:%b} {last.year}"
    first = f"{start:%b}"
    return f"{first if start.month == last.month else f'{first}–{last:%b}'} {start.year}"


def _one(text: str) -> Period:
    quarter = _QUARTER.fullmatch(text)
    if quarter:
        first = date(int(quarter[1]), 3 * int(quarter[2]) - 2, 1)
        return Period(first, _months_on(first, 3))
    try:
        return read_partial(text)
    except BadDateError:
        raise BadDateError(
            f"{text!r} is no period. Write a year as 2023, a month as 2023-05, a quarter as "
            "2023-Q2, a span as 2019..2023."
        ) from None


def _months_on(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    try:
        return date(count // 12, count % 12 + 1, 1)
    except ValueError:
        raise BadDateError(f"The year {first.year} cannot be used. Use one before 9999.") from None
