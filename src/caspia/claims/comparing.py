"""How a known figure lies to a claimed one."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import Literal

from caspia.amounts import Amount, agree, convert, dimension, same_dimension

Relation = Literal["within", "loose", "overlap", "rounding", "hedge", "apart"]

_NOISE = 1e-9
_LOOSE = 3.0
_NEAR = 0.05
_ABOVE = ("more_than", "at_least")
_BELOW = ("less_than", "up_to")


def relation(claimed: Amount, known: Amount) -> Relation | None:
    """Say how what is known lies to a claim; None where the two cannot be compared.

    ``within`` the claim, ``loose`` (within, but over three times the bound), ``overlap``,
    ``rounding`` (apart by less than half a digit), ``hedge`` (fits but for the hedge), ``apart``.
    """
    if not (claimed.is_known and known.is_known):
        return None
    if _are_counts(claimed, known):
        known = replace(known, unit=claimed.unit)
    if claimed.unit == f"{known.unit}_per_year":
        known = replace(known, unit=claimed.unit)  # a contract's gas a year
    if not same_dimension(claimed.unit, known.unit):
        return None
    known = convert(known, claimed.unit)
    low, high = _open(claimed)
    known_low = -inf if known.low is None else known.low
    known_high = inf if known.high is None else known.high
    noise = _NOISE * max(abs(claimed.value or 0.0), abs(known.value or 0.0))
    if low - noise <= known_low and known_high <= high + noise:
        return "loose" if _is_loose(claimed, known_low, known_high) else "within"
    if _misses_the_hedge(claimed, known, noise):
        return "hedge"
    answer = agree(claimed, known)
    return "overlap" if answer == "agree" else answer


def _are_counts(claimed: Amount, known: Amount) -> bool:
    """Tell whether both count things, one of them without saying which."""
    kinds = {dimension(claimed.unit), dimension(known.unit)}
    return "count" in kinds and all(kind.startswith("count") for kind in kinds)


def _open(claimed: Amount) -> tuple[float, float]:
    """Return the interval of a claim; its soft end says what is likely and bounds nothing."""
    low = -inf if claimed.low is None or claimed.soft_low else claimed.low
    high = inf if claimed.high is None or claimed.soft_high else claimed.high
    return low, high


def _is_loose(claimed: Amount, low: float, high: float) -> bool:
    value = claimed.value or 0.0
    if claimed.qualifier in _ABOVE and value > 0:
        return low > _LOOSE * value
    return claimed.qualifier in _BELOW and value < 0 and high < _LOOSE * value


def _misses_the_hedge(claimed: Amount, known: Amount, noise: float) -> bool:
    """Tell whether the figure would fit as "about", but lies on the wrong side of its hedge."""
    value = claimed.value or 0.0
    if claimed.qualifier not in (*_ABOVE, *_BELOW) or known.value is None or value == 0:
        return False
    low, high = _open(claimed)
    near = max(abs(value) * _NEAR, claimed.last_digit or 0.0)
    wrong = (known.high is not None and known.high <= low + noise) or (
        known.low is not None and known.low >= high - noise
    )
    return wrong and abs(known.value - value) <= near


def is_narrow(claimed: Amount, share: float = 0.04) -> bool:
    """Tell whether a claim is fine enough that a fit elsewhere is no chance."""
    if claimed.low is None or claimed.high is None or not claimed.value:
        return False
    if claimed.soft_low or claimed.soft_high or claimed.qualifier in ("about", "nearly"):
        return False
    return (claimed.high - claimed.low) / abs(claimed.value) <= share
