"""Dates: the input's are inclusive, the ledger's intervals are half-open."""

from __future__ import annotations

import datetime as dt

_ONE_DAY = dt.timedelta(days=1)


def next_day(day: str) -> str:
    """Day after an ISO day; empty stays empty."""
    return (dt.date.fromisoformat(day) + _ONE_DAY).isoformat() if day else ""


def first_day(text: str) -> str:
    """First day of an ISO day, month or year."""
    return {0: "", 4: f"{text}-01-01", 7: f"{text}-01", 10: text}[len(text)]


def precision_of(text: str) -> str:
    """How well a day, month or year is known."""
    return {0: "unknown", 4: "year", 7: "month", 10: "day"}[len(text)]


def cut(day: str, precision: str) -> str:
    """Shorten an ISO day to a month or year where no more is known of it."""
    return day[: {"day": 10, "month": 7, "year": 4}.get(precision, 10)]


def period_label(start: str, end: str) -> str:
    """Name an inclusive period as ids do: 2023, 2024-01_2024-03, from-2022-01-01, undated."""
    if not (start and end):
        return f"from-{start}" if start else f"to-{end}" if end else "undated"
    if start.endswith("-01") and next_day(end).endswith("-01"):
        whole_years = start[5:7] == "01" and end[5:7] == "12"
        length = 4 if whole_years else 7
        return _span(start[:length], end[:length])
    return _span(start, end)


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}_{last}"
