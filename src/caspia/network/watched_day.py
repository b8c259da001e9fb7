"""A day that remembers what it was asked, and so between which days every answer is the same.

Most numbers of the network stay the same for months. What was worked out on one day with a watched
day in the place of the date holds on every day of `WatchedDay.first` to `WatchedDay.end`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

_DAY = timedelta(days=1)


class WatchedDay(date):
    """A day that narrows an interval around itself at each comparison.

    Attributes
    ----------
    first : date
        First day on which all that was asked has the same answer.
    end : date
        The day after the last such day.
    """

    first: date
    end: date

    @classmethod
    def of(cls, day: date) -> WatchedDay:
        """Return a day that nothing has been asked yet."""
        watched = cls(day.year, day.month, day.day)
        watched.forget()
        return watched

    def forget(self) -> None:
        """Forget what was asked."""
        self.first, self.end = date.min, date.max

    def __ge__(self, other: Any) -> bool:
        return not self < other

    def __lt__(self, other: Any) -> bool:
        return self._before(other)

    def __le__(self, other: Any) -> bool:
        return self._before(other + _DAY) if other < date.max else True

    def __gt__(self, other: Any) -> bool:
        return not self <= other

    def __eq__(self, other: object) -> bool:
        self._only_today()
        return date.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        self._only_today()
        return date.__hash__(self)

    def __sub__(self, other: Any) -> Any:
        self._only_today()
        return date.__sub__(self, other)

    def __rsub__(self, other: Any) -> Any:
        self._only_today()
        return date.__sub__(other, date(*_parts(self)))

    @property
    def month(self) -> int:
        """Month of the year; what follows from it holds to the end of the month."""
        year, month, _ = _parts(self)
        begins = date(year, month, 1)
        self._within(begins, (begins + 31 * _DAY).replace(day=1))
        return month

    @property
    def year(self) -> int:
        """Year; what follows from it holds to the end of the year."""
        year = _parts(self)[0]
        self._within(date(year, 1, 1), date(year + 1, 1, 1))
        return year

    @property
    def day(self) -> int:
        """Day of the month; what follows from it holds on no other day."""
        self._only_today()
        return _parts(self)[2]

    def _before(self, other: date) -> bool:
        earlier = date.__lt__(self, other)
        if earlier:
            self.end = min(self.end, other)
        else:
            self.first = max(self.first, other)
        return earlier

    def _only_today(self) -> None:
        today = date(*_parts(self))
        self._within(today, today + _DAY)

    def _within(self, first: date, end: date) -> None:
        self.first, self.end = max(self.first, first), min(self.end, end)


def _parts(day: date) -> tuple[int, int, int]:
    """Return year, month and day without asking a watched day."""
    year, month, rest = date.isoformat(day).split("-")
    return int(year), int(month), int(rest)
