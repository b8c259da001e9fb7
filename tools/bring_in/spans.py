"""Dates as the input gives them, known to a day, month or year, and what narrows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .dates import cut, first_day, next_day, precision_of


@dataclass(frozen=True, slots=True)
class Instant:
    """A day, or the first day of a month or year of which no more is known.

    Attributes
    ----------
    day : str
        ISO day, empty where nothing is known.
    precision : str
        day, month, year or unknown.
    """

    day: str
    precision: str

    @classmethod
    def of(cls, text: str, precision: str = "") -> Instant:
        """Read an ISO day, month or year; a given precision shortens a day."""
        known = cut(text, precision) if precision else text
        return cls(first_day(known), precision_of(known))

    @property
    def after(self) -> str:
        """Day after the last day that is meant; empty where nothing is known."""
        if not self.day or self.precision == "day":
            return next_day(self.day)
        first = dt.date.fromisoformat(self.day)
        if self.precision == "year":
            return first.replace(year=first.year + 1, month=1, day=1).isoformat()
        return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1).isoformat()

    def narrows(self, other: Instant) -> bool:
        """Whether this says the same as another but more exactly."""
        if not self.day:
            return False
        finer = _RANK[self.precision] > _RANK[other.precision]
        return finer and (not other.day or other.day <= self.day < other.after)

    def agrees(self, other: Instant) -> bool:
        """Whether both may mean the same day."""
        if not (self.day and other.day):
            return True
        return self.day < other.after and other.day < self.after


_RANK = {"unknown": 0, "year": 1, "month": 2, "day": 3}
