"""Whether two amounts say the same."""

from __future__ import annotations

from math import inf
from typing import Literal

from caspia.amounts.amount import Amount, convert
from caspia.amounts.span import Span
from caspia.errors import AmountError

Agreement = Literal["agree", "rounding", "apart"]

# Bounds that are the same decimal may differ by the last bits of a float.
_NOISE = 1e-12


def agree(a: Amount, b: Amount) -> Agreement:
    """Compare the intervals of two known amounts.

    A soft end never calls something false: it is taken as no bound at all.

    Returns
    -------
    str
        ``agree`` where they overlap; ``rounding`` where they only touch, or miss by less than half
        the last digit of the coarser one; ``apart`` else.

    Raises
    ------
    AmountError
        Where one is unknown, or the units do not convert.
    """
    if not (a.is_known and b.is_known):
        raise AmountError(
            f"Cannot compare an unknown amount of {a.unit} or {b.unit}. Ask is_known first."
        )
    b = convert(b, a.unit)
    one, other = _firm(a), _firm(b)
    overlap = min(one.high, other.high) - max(one.low, other.low)
    largest = max(
        (abs(end) for end in (one.low, one.high, other.low, other.high) if abs(end) != inf),
        default=0.0,
    )
    noise = _NOISE * largest
    if overlap > noise or _is_point_inside(one, other, noise):
        return "agree"
    half_digit = max(a.last_digit or 0.0, b.last_digit or 0.0) / 2
    if -overlap <= noise or -overlap < half_digit - noise:
        return "rounding"
    return "apart"


def _firm(amount: Amount) -> Span:
    span = Span.around(amount)
    return Span(
        -inf if span.soft_low else span.low,
        inf if span.soft_high else span.high,
    )


def _is_point_inside(one: Span, other: Span, noise: float) -> bool:
    """Tell whether one is a single point that the other holds off its edges, or the same point."""
    point, host = (one, other) if one.high - one.low <= other.high - other.low else (other, one)
    if point.high - point.low > noise:
        return False
    if host.high - host.low <= noise:
        return abs(host.low - point.low) <= noise
    return host.low + noise < point.low < host.high - noise
