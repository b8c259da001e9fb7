"""Periods of readings, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from caspia.briefs.pictures.series_request import Reading

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def period_told(reading: Reading) -> str:
    """Write ``2023``, ``2023–2024``, ``Jan–Apr 2024`` or ``Nov 2023 – Feb 2024``."""
    start, last = reading.start, _last_day(reading)
    if _is_whole_years(reading):
        return f"{start.year}" if start.year == last.year else f"{start.year}–{last.year}"
    if start.year == last.year:
        return f"{months_told(reading)} {start.year}"
    return f"{_month(start)} {start.year} – {_month(last)} {last.year}"


def months_told(reading: Reading) -> str:
    """Write the months of a period within a year: ``Mar`` or ``Jan–Apr``."""
    first, last = _month(reading.start), _month(_last_day(reading))
    return first if first == last else f"{first}–{last}"


def _is_whole_years(reading: Reading) -> bool:
    return all((day.month, day.day) == (1, 1) for day in (reading.start, reading.end))


def _last_day(reading: Reading) -> date:
    return reading.end - timedelta(days=1)


def _month(day: date) -> str:
    return _MONTHS[day.month - 1]
