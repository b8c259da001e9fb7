"""The months that demand is told in, and how far a period covers each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadDateError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.ledger import Period

FIRST_YEAR, LAST_YEAR = 2019, 2025
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
MONTHS = tuple(date(year, month, 1) for year in YEARS for month in range(1, 13))
END = date(LAST_YEAR + 1, 1, 1)
_ENDS = (*MONTHS[1:], END)


def days() -> NDArray[np.float64]:
    """Return the length of each month in days; float64 of shape (months,)."""
    return np.array([(end - start).days for start, end in zip(MONTHS, _ENDS, strict=True)], float)


def covered(start: date, end: date) -> NDArray[np.float64] | None:
    """Return the share of each month that a period covers; None where it reaches outside.

    Parameters
    ----------
    start, end : date
        First day, and the day after the last.
    """
    if start < MONTHS[0] or end > END:
        return None
    pairs = zip(MONTHS, _ENDS, strict=True)
    inside = [(min(end, last) - max(start, first)).days for first, last in pairs]
    shares: NDArray[np.float64] = np.maximum(np.array(inside, float), 0.0) / days()
    return shares


def months_of(period: Period) -> slice:
    """Return the places of the months of a period.

    Raises
    ------
    BadDateError
        The period is not made of whole months from 2019 to 2025.
    """
    ends = {end: place for place, end in enumerate(_ENDS)}
    if period.start in MONTHS and period.end in ends:
        return slice(MONTHS.index(period.start), ends[period.end] + 1)
    raise BadDateError(
        f"Demand is told by month from {FIRST_YEAR} to {LAST_YEAR}, not for {period}. "
        "Give whole months, as 2023, 2023-05 or 2019..2025."
    )
