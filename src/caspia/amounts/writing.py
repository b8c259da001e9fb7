"""Write amounts for people: the digits that were printed, the unit as it is said."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from math import ceil, floor, isclose, log10
from typing import TYPE_CHECKING

from caspia.amounts.qualifiers import rule
from caspia.amounts.spoken import write_unit, written_before
from caspia.amounts.units import dimension, factor

if TYPE_CHECKING:
    from caspia.amounts.amount import Amount

_MINUS = "\N{MINUS SIGN}"
_RANGE = "\N{EN DASH}"
# Floats carry 15 digits; what comes out of arithmetic is right to fewer.
_DIGITS = 12
# Nobody writes "0.2 thousand percent".
_NEVER_IN_WORDS = ("ratio", "ratio of value", "rank", "index", "angle")
_WORDS = ((1e3, "thousand"), (1e6, "million"), (1e9, "billion"))


def format_amount(amount: Amount) -> str:
    """Write an amount with its hedge, its printed digits and its unit.

    "more than 1.5 bcm", "13.3 Mt", "529.4 MUSD", "1.5–2 bcm a year"; thousands take a comma.
    A computed amount is written as its interval, rounded outward to two digits of its width; a
    figure of one bound as "8 Mt or more", a soft end as "8–10 Mt or more". Sums name who is
    missing.
    `parse_amount` reads all of it back, but for one thing: where trailing zeros were taken as
    rounding (1500 without a quotation, or 210 % for "2.1 times"), the print does not show it and
    `format_interval` does.
    """
    if amount.value is None:
        return f"unknown ({write_unit(amount.unit) or 'count'})" + _missing(amount)
    if amount.qualifier == "between" or _is_computed_or_open(amount):
        return format_interval(amount, digits=2) + _missing(amount)
    scale, unit = _scale(amount)
    number = _number(amount.value / scale, _decimals((amount.last_digit or 1.0) / scale))
    words = "" if amount.qualifier == "exact" else rule(amount.qualifier).words[0]
    return f"{words} {_with_unit(number, unit)}".strip() + _missing(amount)


def format_interval(amount: Amount, *, digits: int = 4) -> str:
    """Write the interval that an amount stands for: "13.25–13.35 Mt", "1.5–2 bcm or more".

    Parameters
    ----------
    amount : Amount
        Any.
    digits : int
        Digits of the width of the interval that are kept; the ends are rounded outward, so that
        what is written always holds the amount. The ends of a given range stay as they are.
    """
    if amount.value is None:
        return format_amount(amount)
    scale, unit = _scale(amount)
    decimals = _interval_decimals(amount, scale, digits)
    low = _end(amount.low, scale, decimals, ROUND_FLOOR)
    high = _end(amount.high, scale, decimals, ROUND_CEILING)
    tail = _tail(amount)
    if low is None or high is None or low == high:
        return _with_unit(low if low is not None else high or "", unit) + tail
    mark = " to " if _MINUS in low + high else _RANGE
    return _with_unit(f"{low}{mark}{high}", unit) + tail


def _is_computed_or_open(amount: Amount) -> bool:
    """Tell whether the hedge and the printed digits do not say what the interval is."""
    if amount.last_digit is None:
        return True
    if amount.low is None or amount.high is None:
        return amount.value != 0
    # A figure once printed keeps its digits in another unit; one that was multiplied has none.
    power = log10(amount.last_digit)
    multiplied = amount.quoted is None and not isclose(power, round(power), abs_tol=1e-9)
    return amount.qualifier == "exact" and multiplied and amount.low != amount.high


def _interval_decimals(amount: Amount, scale: float, digits: int) -> int | None:
    """Return how many decimals the ends need; None for all that they have."""
    if amount.qualifier == "between" and amount.last_digit is not None:
        return _decimals(amount.last_digit / scale)
    if amount.low is None or amount.high is None or amount.low == amount.high:
        return None
    return digits - 1 - floor(log10((amount.high - amount.low) / scale))


def _end(end: float | None, scale: float, decimals: int | None, rounding: str) -> str | None:
    if end is None:
        return None
    # Noise in the last bits of a float must not push a bound to the next digit.
    clean = Decimal(f"{end / scale:.{_DIGITS - 1}e}")
    if decimals is not None:
        clean = clean.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
    return _trimmed(_grouped(clean))


def _tail(amount: Amount) -> str:
    if amount.high is None:
        return " or so or more" if amount.soft_low else " or more"
    if amount.low is None:
        return " or so or less" if amount.soft_high else " or less"
    if amount.soft_low and amount.soft_high:
        return " or so"
    return " or more" if amount.soft_high else " or less" if amount.soft_low else ""


def _scale(amount: Amount) -> tuple[float, str]:
    """Return by what to divide the number, and what to write behind it."""
    unit, size = amount.unit, 1.0
    if dimension(unit) == "money":
        unit, size = _money_scale(amount)
    written = write_unit(unit)
    digit = (amount.last_digit or 0.0) / size
    if amount.quoted and digit > 1 and size == 1.0 and dimension(unit) not in _NEVER_IN_WORDS:
        # Only a word of scale shows that the zeros after the last digit were not printed.
        scale, word = next((pair for pair in _WORDS if digit <= pair[0]), _WORDS[-1])
        return scale, f"{word} {written}".strip()
    return size, written


def _money_scale(amount: Amount) -> tuple[str, float]:
    """Choose billions, millions or single units: the largest that leaves no idle zeros behind."""
    currency = amount.unit.removeprefix("bn").removeprefix("M")
    for unit in (f"bn{currency}", f"M{currency}"):
        size = float(factor(unit, amount.unit))
        if _size(amount) >= size and not _has_idle_zeros(amount, size):
            return unit, size
    return currency, float(factor(currency, amount.unit))


def _has_idle_zeros(amount: Amount, scale: float) -> bool:
    """Tell whether the printed digits would end in three zeros after the point."""
    if amount.value is None or amount.last_digit is None:
        return False
    decimals = _decimals(amount.last_digit / scale)
    return _number(amount.value / scale, decimals).partition(".")[2].endswith("000")


def _size(amount: Amount) -> float:
    return max(abs(end) for end in (amount.value, amount.low, amount.high) if end is not None)


def _decimals(digit: float) -> int:
    return max(0, ceil(-log10(digit) - 1e-9))


def _number(number: float, decimals: int) -> str:
    clean = Decimal(repr(number)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    return _grouped(clean)


def _grouped(number: Decimal) -> str:
    return f"{number + 0:,f}".replace("-", _MINUS)


def _trimmed(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _with_unit(number: str, unit: str) -> str:
    if written_before(unit):
        return f"{unit} {number}"
    return f"{number} {unit}".strip()


def _missing(amount: Amount) -> str:
    return f" (without {', '.join(amount.missing)})" if amount.missing else ""
