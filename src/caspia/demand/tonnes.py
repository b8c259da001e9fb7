"""Amounts of rows as tonnes or dollars, each with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.amounts import convert, dimension
from caspia.demand.tables import assumption

if TYPE_CHECKING:
    from caspia.amounts import Amount


@dataclass(frozen=True, slots=True)
class Size:
    """A figure and its interval, in tonnes or USD; an end is infinite where nothing bounds it."""

    low: float
    value: float
    high: float

    def times(self, low: float, value: float, high: float) -> Size:
        """Return it times a factor with an interval, all positive."""
        return Size(self.low * low, self.value * value, self.high * high)


def size_of(amount: Amount, reading: str) -> Size | None:
    """Return what an amount comes to; None where it is no quantity of cargo.

    A soft end says what is likely, so it never bounds: it is left open.

    Parameters
    ----------
    amount : Amount
        A mass, a volume of gas, containers or money.
    reading : str
        ``westbound`` and ``eastbound`` say how heavy a container is.
    """
    if dimension(amount.unit) == "mass":
        return _ends(convert(amount, "t"))
    if dimension(amount.unit) == "volume":
        return _by(_ends(convert(amount, "bcm")).times(1e6, 1e6, 1e6), "gas_density")
    if dimension(amount.unit) == "containers":
        way = reading if reading in ("westbound", "eastbound") else "other"
        return _by(_ends(convert(amount, "TEU")), f"tonnes_per_teu.{way}")
    if amount.unit == "USD":
        return _ends(amount)
    return None


def _by(size: Size, name: str) -> Size:
    factor = assumption(name)
    return size.times(factor.low, factor.value, factor.high)


def _ends(amount: Amount) -> Size:
    low = 0.0 if amount.low is None or amount.soft_low else max(amount.low, 0.0)
    high = float("inf") if amount.high is None or amount.soft_high else amount.high
    return Size(low, float(amount.value or 0.0), high)
