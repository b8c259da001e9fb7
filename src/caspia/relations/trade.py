"""Yearly figures of trade, energy and freight between two parties, and what they come to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from caspia.amounts import convert
from caspia.errors import AmountError, BadInputError
from caspia.ledger import Period, in_usd
from caspia.reconcile import assumptions
from caspia.relations.rules import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from caspia.amounts import Amount
    from caspia.ledger import Ledger, Row

    Pair = tuple[str, str]

WORLD = "WLD"


@dataclass(frozen=True, slots=True)
class Flow:
    """One figure of a whole year, or of a stock.

    Attributes
    ----------
    row : str
        The observation.
    feature : str
        ``turnover``, ``sold``, ``bought``, ``share``, ``invested``, ``gas``, ``oil``, ``freight``.
    end : date
        Day after its period.
    low, value, high : float
        In the unit of ``flows.csv``.
    """

    row: str
    feature: str
    end: date
    low: float
    value: float
    high: float


@dataclass(frozen=True, slots=True)
class _Series:
    feature: str
    unit: str
    any_good: bool
    is_stock: bool


def flows_of(ledger: Ledger) -> Mapping[Pair, tuple[Flow, ...]]:
    """Return the figures that count, by (subject, partner), in the order of their ends and ids."""
    found: dict[Pair, list[Flow]] = defaultdict(list)
    for row in ledger.rows("observations", modality="actual"):
        series = _series().get(row["series"])
        if series is None or not row["partner"] or not _counts(row, series):
            continue
        amount = _read(ledger, row, series.unit)
        if amount is not None:
            found[row["subject"], row["partner"]].append(_flow(row, series, amount))
    return {
        pair: tuple(sorted(some, key=lambda one: (one.end, one.row)))
        for pair, some in found.items()
    }


def standing(
    flows: Iterable[Flow], feature: str, day: date, carry_months: float
) -> tuple[Flow, ...]:
    """Return the figures of the last year that ended by a day and is not too long past.

    Parameters
    ----------
    flows : iterable of Flow
        Of one pair.
    feature : str
        Which figures.
    day : date
        Only what ended by then counts.
    carry_months : float
        How long a figure stands after its end.
    """
    ended = [one for one in flows if one.feature == feature and one.end <= day]
    last = max((one.end for one in ended), default=None)
    if last is None or (day - last).days > carry_months * 30.5:
        return ()
    return tuple(one for one in ended if one.end == last)


def less_freight(flow: Flow) -> Flow:
    """Return a buyer's figure at the seller's border, by the margins of reconciling."""
    rules = assumptions()
    return Flow(
        flow.row,
        flow.feature,
        flow.end,
        flow.low / rules.mirror_high,
        flow.value / rules.mirror_usual,
        flow.high / rules.mirror_low,
    )


@cache
def _series() -> dict[str, _Series]:
    return {
        row["series"]: _Series(
            row["feature"], row["unit"], row["good"] == "yes", row["counts"] == "stock"
        )
        for row in table("flows")
    }


def _counts(row: Row, series: _Series) -> bool:
    if row["good"] and not series.any_good:
        return False
    if series.is_stock:
        return row["valid_to"] is not None
    return _is_year(row["valid_from"], row["valid_to"])


def _is_year(start: date | None, end: date | None) -> bool:
    return (
        start is not None
        and end is not None
        and (start.month, start.day, end.month, end.day) == (1, 1, 1, 1)
        and end.year == start.year + 1
    )


def _read(ledger: Ledger, row: Row, unit: str) -> Amount | None:
    """Return an amount in a unit; None where it is unknown or no rate tells what money is worth."""
    amount = ledger.amount(row)
    if amount.value is None:
        return None
    if unit == "share":
        return amount
    if unit != "USD":
        try:
            return convert(amount, unit)
        except AmountError:
            # A figure in trains or lorries is no mass: the series holds both.
            return None
    start = row["valid_from"] or row["valid_to"]
    try:
        return in_usd(ledger, amount, Period(start, row["valid_to"]))
    except BadInputError:
        return None


def _flow(row: Row, series: _Series, amount: Amount) -> Flow:
    value = float(amount.value or 0.0)
    low = value if amount.low is None else amount.low
    high = value if amount.high is None else amount.high
    scale = 0.01 if series.unit == "share" else 1.0
    return Flow(row.id, series.feature, row["valid_to"], low * scale, value * scale, high * scale)


def hull(flows: Sequence[Flow]) -> tuple[float, float, float]:
    """Return the interval that holds all figures, and the middle one of their values."""
    values = sorted(one.value for one in flows)
    middle = values[len(values) // 2] if len(values) % 2 else sum(_middle(values)) / 2
    return min(one.low for one in flows), middle, max(one.high for one in flows)


def _middle(values: Sequence[float]) -> Sequence[float]:
    return values[len(values) // 2 - 1 : len(values) // 2 + 1]
