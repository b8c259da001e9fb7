"""Amounts and periods of observations, as tables and sentences write them."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil, floor
from typing import TYPE_CHECKING

from caspia.amounts import Amount, format_amount, format_interval
from caspia.briefs.sections.wording import say_date, say_period

if TYPE_CHECKING:
    from caspia.ledger import Row

# Bounded by zero on one side, a change has a direction and no size.
_DIRECTIONS = {"less_than": "fall", "more_than": "rise"}
_RANGE = "\N{EN DASH}"
# From this width on, decimals say nothing.
_WIDE_PERCENT = 10.0
# Noise in the last bits of a float must not push a bound to the next digit.
_NOISE = 1e-6
# What holds on from a day, and what one day is enough to tell.
_LASTING = frozenset({"stock", "capacity", "contract"})
_MOMENTS = _LASTING | {"rate", "duration"}
_HEDGES = {
    "less_than": "less than ",
    "more_than": "more than ",
    "up_to": "up to ",
    "at_least": "at least ",
    "about": "about ",
    "nearly": "nearly ",
}


def say_amount(amount: Amount) -> str:
    """Write an amount as it was printed; percent keep their number, however large."""
    if amount.unit != "percent" or amount.value is None or amount.last_digit is None:
        return format_amount(amount)
    if amount.qualifier == "between":
        return format_amount(amount)
    return f"{_HEDGES.get(amount.qualifier, '')}{_signed(amount)}"


def say_row_amount(amount: Amount, row: Row) -> str:
    """Write the amount of a row: a change as a rise or a fall, any other as printed."""
    is_change = row["series"].endswith("_change") and row["unit"] == "percent"
    return say_change(amount) if is_change else say_amount(amount)


def say_change(amount: Amount) -> str:
    """Write a change in percent as a rise or a fall: ``rise of 14.2 %``, ``fall of 17–18 %``."""
    if amount.value is None:
        return "not known"
    if amount.value == 0 and amount.qualifier in _DIRECTIONS:
        return f"{_DIRECTIONS[amount.qualifier]}, size not told"
    low, high = amount.low, amount.high
    if (low is not None and high is not None and low < 0 < high) or amount.value == 0:
        computed = amount.last_digit is None
        return f"change of {say_percent(amount) if computed else say_amount(amount)}"
    falls = amount.value < 0
    word = "fall" if falls else "rise"
    if amount.last_digit is None or amount.qualifier == "between":
        size = _turned(amount) if falls else amount
        return f"{word} of {say_percent(size)}"
    return f"{word} of {_HEDGES.get(amount.qualifier, '')}{_percent(amount)}"


def say_percent(amount: Amount) -> str:
    """Write a computed percentage as its interval, rounded outward to no more than one decimal."""
    if amount.low is None or amount.high is None or amount.soft_low or amount.soft_high:
        return format_interval(amount, digits=2)
    decimals = 0 if amount.high - amount.low >= _WIDE_PERCENT else 1
    size = 10**decimals
    ends = (floor(amount.low * size + _NOISE) / size, ceil(amount.high * size - _NOISE) / size)
    low, high = (f"{end:,.{decimals}f}".replace("-", "\N{MINUS SIGN}") for end in ends)
    if low == high:
        return f"{low} %"
    return f"{low}{' to ' if ends[0] < 0 else _RANGE}{high} %"


def say_row_period(row: Row) -> str:
    """Write the period of an observation: ``2023``, ``from 1 January 2023, end not told``."""
    start, end = row["valid_from"], row["valid_to"]
    if start is not None and end is not None:
        return say_period(start, end)
    if start is not None:
        opening = "since" if row["measure"] in _LASTING else "from"
        tail = "" if opening == "since" else ", end not told"
        return f"{opening} {say_date(start)}{tail}"
    if end is not None:
        last = say_date(end - timedelta(days=1))
        return f"as of {last}" if row["measure"] in _MOMENTS else f"up to {last}, start not told"
    return "period not told"


def full_year(row: Row) -> int | None:
    """Return the calendar year that an observation covers whole; None for any other period."""
    start, end = row["valid_from"], row["valid_to"]
    if start is None or end is None:
        return None
    whole = start == date(start.year, 1, 1) and end == date(start.year + 1, 1, 1)
    return start.year if whole else None


def period_key(row: Row) -> str:
    """Return the period of an observation as a part of a figure's key."""
    return f"{row['valid_from'] or ''}..{row['valid_to'] or ''}"


def has_passed(row: Row, on: date) -> bool:
    """Tell whether an actual figure speaks of a time that had passed on a day."""
    start, end = row["valid_from"], row["valid_to"]
    if end is not None:
        return bool(end <= on + timedelta(days=1))
    return start is None or bool(start <= on)


def latest_first(row: Row) -> tuple[date, date]:
    """Key to sort by, in reverse, so that the period that ended last comes first."""
    end = row["valid_to"] or row["valid_from"] or date.min
    return end, row["valid_from"] or date.min


def _percent(amount: Amount) -> str:
    digits = _decimals(amount.last_digit or 1.0)
    return f"{abs(amount.value or 0.0):,.{digits}f} %"


def _signed(amount: Amount) -> str:
    minus = "\N{MINUS SIGN}" if (amount.value or 0) < 0 else ""
    return f"{minus}{_percent(amount)}"


def _decimals(digit: float) -> int:
    text = f"{digit:.6f}".rstrip("0")
    return len(text.partition(".")[2])


def _turned(amount: Amount) -> Amount:
    """Return an amount with the sign turned."""
    low = None if amount.high is None else -amount.high
    high = None if amount.low is None else -amount.low
    value = None if amount.value is None else -amount.value
    return Amount(
        value,
        amount.qualifier,
        low,
        high,
        amount.unit,
        soft_low=amount.soft_high,
        soft_high=amount.soft_low,
    )
