"""What planned links cost by the ledger: estimates of a link, or of a corridor that they finish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.ledger import Period, in_usd

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from caspia.ledger import Ledger, Row

_SERIES = ("investment_cost", "investment_cost_eur", "project_cost")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a project costs, in US dollars of the time of each estimate.

    Attributes
    ----------
    usd : float
        The latest estimate.
    low, high : float
        The lowest and highest of all, with their intervals.
    rows : tuple of str
        The estimates, the latest first.
    """

    usd: float
    low: float
    high: float
    rows: tuple[str, ...]


def cost_of(links: Sequence[Row], planned: Sequence[Row], ledger: Ledger) -> Cost | None:
    """Return what a project costs; None where the ledger has no estimate of it.

    An estimate of a corridor is one of the project where all that is planned of the corridor
    belongs to it.

    Parameters
    ----------
    links : sequence of Row
        Of the project.
    planned : sequence of Row
        All planned links.
    ledger : Ledger
        With the estimates, and exchange rates where they are in euro.
    """
    subjects = {row.id for row in links} | _finished(links, planned)
    rows = [
        row
        for series in _SERIES
        for row in ledger.rows("observations", series=series)
        if row["subject"] in subjects
    ]
    if not rows:
        return None
    rows.sort(key=lambda row: (_begun(row), row.id), reverse=True)
    usd = [in_usd(ledger, ledger.amount(row), _when(row)) for row in rows]
    ends = [end for one in usd for end in (one.low, one.high, one.value) if end is not None]
    latest = usd[0].value if usd[0].value is not None else (min(ends) + max(ends)) / 2
    return Cost(latest, min(ends), max(ends), tuple(row.id for row in rows))


def _finished(links: Sequence[Row], planned: Sequence[Row]) -> set[str]:
    own = {row.id for row in links}
    corridors = {name for row in links for name in row["corridors"]}
    return {
        name
        for name in corridors
        if all(row.id in own for row in planned if name in row["corridors"])
    }


def _begun(row: Row) -> date:
    begun: date = row["valid_from"]
    return begun


def _when(row: Row) -> Period:
    """Return the period that rates are taken of: the one told, else the month in which it began."""
    start = _begun(row)
    if row["valid_to"] is not None:
        return Period(start, row["valid_to"])
    count = start.year * 12 + start.month
    return Period(
        start.replace(day=1), start.replace(year=count // 12, month=count % 12 + 1, day=1)
    )
