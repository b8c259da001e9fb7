"""What is worked out before anybody asks: the map of every month, and the changes between them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from caspia.atlas.answers import Question
from caspia.atlas.endpoints.asked import today
from caspia.scenarios import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

_GOOD = "containers"
_MONTHS = range(1, 13)


def first_questions() -> Iterator[Question]:
    """Yield questions: first those of the first page, then the months, the nearest first."""
    day = today()
    yield Question.of("network", day, good=_GOOD, shape=True)
    yield Question.of("meta", day)
    yield Question.of("timeline", day, first=FIRST_DAY, last=LAST_DAY.replace(day=1))
    yield Question.of("corridors", day)
    for month in sorted(_months(), key=lambda one: abs((one - day).days)):
        yield Question.of("network", month, good=_GOOD, shape=False)


def _months() -> Iterator[date]:
    """Yield the last day of every month: what the page asks for as its slider moves."""
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        yield from (date(year, month, monthrange(year, month)[1]) for month in _MONTHS)
