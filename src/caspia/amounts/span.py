"""Intervals with soft ends, and the four operations on them."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isinf
from typing import TYPE_CHECKING

from caspia.errors import AmountError

if TYPE_CHECKING:
    from caspia.amounts.amount import Amount


@dataclass(frozen=True, slots=True)
class Span:
    """A closed interval; an end without bound is infinite, and an end may be soft.

    Every operation is monotone: a wider operand never gives a narrower result.
    """

    low: float
    high: float
    soft_low: bool = False
    soft_high: bool = False

    @classmethod
    def around(cls, amount: Amount) -> Span:
        """Return the interval of a known amount."""
        low = -inf if amount.low is None else amount.low
        high = inf if amount.high is None else amount.high
        return cls(low, high, amount.soft_low, amount.soft_high)

    def negated(self) -> Span:
        """Return the interval of the negative."""
        return Span(-self.high, -self.low, self.soft_high, self.soft_low)

    def plus(self, other: Span) -> Span:
        """Return the interval of the sum."""
        return Span(
            self.low + other.low,
            self.high + other.high,
            self.soft_low or other.soft_low,
            self.soft_high or other.soft_high,
        )

    def times(self, other: Span) -> Span:
        """Return the interval of the product of two quantities that do not hang together."""
        corners = [
            # Zero stays zero however far a soft end of the other factor may reach.
            (_product(a, b), (soft_a and b != 0) or (soft_b and a != 0))
            for a, soft_a in self._ends()
            for b, soft_b in other._ends()
        ]
        low, high = min(corners)[0], max(corners)[0]
        soft = {end: all(flag for at, flag in corners if at == end) for end in (low, high)}
        return Span(low, high, soft[low] and not isinf(low), soft[high] and not isinf(high))

    def over(self, other: Span) -> Span:
        """Return the interval of the quotient.

        Raises
        ------
        AmountError
            Where the divisor may be zero.
        """
        if other.low <= 0 <= other.high:
            raise AmountError(
                f"Cannot divide by {other.low:g} to {other.high:g}, which may be zero. "
                "Use a divisor whose interval lies on one side of zero."
            )
        return self.times(Span(1 / other.high, 1 / other.low, other.soft_high, other.soft_low))

    def scaled(self, factor: float) -> Span:
        """Return the interval times a plain number."""
        if factor < 0:
            return self.negated().scaled(-factor)
        if factor == 0:
            return Span(0.0, 0.0)
        return Span(self.low * factor, self.high * factor, self.soft_low, self.soft_high)

    def within(self, least: float, most: float) -> Span:
        """Return the part of the interval between two firm bounds, which end it must reach."""
        return Span(
            min(max(self.low, least), most),
            max(min(self.high, most), least),
            self.soft_low and self.low > least,
            self.soft_high and self.high < most,
        )

    def _ends(self) -> tuple[tuple[float, bool], tuple[float, bool]]:
        return (self.low, self.soft_low), (self.high, self.soft_high)


def _product(a: float, b: float) -> float:
    # Zero times "no bound" is zero: nothing of however much is nothing.
    return 0.0 if 0 in (a, b) else a * b
