"""The two naive forecasts: last year again, and last year with its growth once more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from caspia.flows.record.told import Key, RecordBook, Told

_RATE = "_per_"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What somebody without a model would have expected.

    Attributes
    ----------
    value : float or None
        In the unit of the observation; None where the record does not allow it.
    row_ids : tuple of str
        Observations that it rests on.
    note : str
        How it was made, or why there is none.
    """

    value: float | None
    row_ids: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Naive:
    """Both forecasts: `last` is last year's value, `trend` grows it as it last grew."""

    last: Forecast
    trend: Forecast


class Past:
    """What was told of earlier periods, by what it is and when.

    Parameters
    ----------
    book : RecordBook
        What was known.
    """

    def __init__(self, book: RecordBook) -> None:
        self._found: dict[tuple[Key, date, date], Told] = {}
        for one in book.told:
            if one.period is not None and one.measure is not None:
                self._found.setdefault((one.key, *one.period), one)

    def naive(self, told: Told) -> Naive:
        """Return the forecasts of a quantity from what had ended before it began."""
        months = [self._same_months(told, back) for back in (1, 2)]
        years = [self._share_of_year(told, back) for back in (1, 2)]
        pair = months if months[0] is not None else years
        return Naive(_last(pair[0]), _trend(*(months if all(months) else years)))

    def _same_months(self, told: Told, back: int) -> Forecast | None:
        if told.period is None:
            return None
        start, end = told.period
        if _earlier(end, back) > start:
            return None
        found = self._at(told, _earlier(start, back), _earlier(end, back))
        if found is None or found.amount.value is None:
            return None
        return Forecast(
            found.amount.value, found.row_ids, f"the same months of {start.year - back}"
        )

    def _share_of_year(self, told: Told, back: int) -> Forecast | None:
        if told.period is None:
            return None
        start, end = told.period
        year, after = (start.replace(year=start.year + add, month=1) for add in (0, 1))
        found = self._at(told, _earlier(year, back), _earlier(after, back))
        if end > after or found is None or found.amount.value is None:
            return None
        # A rate is the same in every part of a year.
        rate = _RATE in found.quantity.unit
        share = 1.0 if rate else (end - start).days / (after - year).days
        note = f"{year.year - back} by the days of the months"
        return Forecast(found.amount.value * share, found.row_ids, note)

    def _at(self, told: Told, start: date, end: date) -> Told | None:
        found = self._found.get((told.key, start, end))
        return found if found and found.quantity.unit == told.quantity.unit else None


def _earlier(day: date, years: int) -> date:
    return day.replace(year=day.year - years)


def _last(one: Forecast | None) -> Forecast:
    return one or Forecast(None, (), "the record tells nothing of the year before")


def _trend(one: Forecast | None, before: Forecast | None) -> Forecast:
    if one is None or before is None or one.value is None or not before.value:
        return Forecast(None, (), "the record does not tell the two years before alike")
    value = one.value * one.value / before.value
    return Forecast(value, (*one.row_ids, *before.row_ids), "grown as from the year before")
