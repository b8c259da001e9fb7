"""A figure of the ledger as a value in a unit, and the figure that holds on a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.network.measures import Value

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from caspia.ledger import Row

HOURS = {"h": 1.0, "d": 24.0, "min": 1 / 60}
# A figure for half a year or more stands for the usual state until the next one.
_USUAL = timedelta(days=180)


def holding(rows: Iterable[Row], on: date) -> Row | None:
    """Return the figure that holds on a day.

    One for less than half a year holds in its own period only; a longer one holds until the
    next of its kind, and before the first of them that one is used.
    """
    dated = sorted(
        (r for r in rows if r["valid_from"]), key=lambda row: (row["valid_from"], row.id)
    )
    for row in dated:
        if not _usual(row) and row["valid_from"] <= on < row["valid_to"]:
            return row
    usual = [row for row in dated if _usual(row)]
    past = [row for row in usual if row["valid_from"] <= on]
    return past[-1] if past else (usual[0] if usual else None)


def _usual(row: Row) -> bool:
    ends = row["valid_to"]
    return ends is None or ends - row["valid_from"] >= _USUAL


def middle(row: Row) -> float:
    """Return the figure of a row, or the middle of its range, in its own unit."""
    if row["value"] is not None:
        return float(row["value"])
    return (float(row["low"]) + float(row["high"])) / 2


def told(row: Row, factor: float, below: float, above: float, middle_of: float = 1.0) -> Value:
    """Return the figure of a row as an observed value.

    Parameters
    ----------
    row : Row
        With value, or low and high.
    factor : float
        From its unit to that of the result.
    below, above : float
        Ends of the interval as multiples of the figure, where the row gives no range.
    middle_of : float
        The median as a multiple of the figure, where that is a mean.
    """
    centre = factor * middle(row)
    if row["value"] is None:
        return Value(centre, factor * row["low"], factor * row["high"], "observed", (row.id,))
    ends = (below * centre, above * centre)
    return Value(middle_of * centre, *ends, "observed", (row.id,))
