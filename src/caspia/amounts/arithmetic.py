"""Arithmetic on amounts: every result carries the interval of what went into it.

The members of a sum, and both sides of a difference, product or quotient, are taken as independent;
only `share` knows that the part belongs to the whole. What is unknown stays unknown, except in a
sum, which becomes a lower bound and names who is missing.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf, isfinite, isinf
from typing import TYPE_CHECKING

from caspia.amounts.amount import Amount, convert
from caspia.amounts.span import Span
from caspia.amounts.units import check_unit, product_factor, same_dimension
from caspia.errors import AmountError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def sum_of(amounts: Iterable[Amount], names: Sequence[str] | None = None) -> Amount:
    """Add amounts, in the unit of the first.

    Parameters
    ----------
    amounts : iterable of Amount
        At least one; units convert.
    names : sequence of str, optional
        One for each amount; those of unknown ones end up in `missing`.

    Returns
    -------
    Amount
        With an unknown member: ``at_least`` what the others come to, without a bound above. Unknown
        where no member is known, or where a known one may be negative (no bound then holds).

    Raises
    ------
    AmountError
        Without amounts, with another number of names, or with units that do not convert.
    """
    members = list(amounts)
    labels = list(names) if names is not None else [f"member {n + 1}" for n in range(len(members))]
    if not members or len(labels) != len(members):
        raise AmountError(
            f"A sum of {len(members)} amounts with {len(labels)} names. "
            "Give at least one amount, and one name for each."
        )
    unit = members[0].unit
    known = [convert(member, unit) for member in members if member.is_known]
    for member in members:
        convert(member, unit)
    absent = [label for label, member in zip(labels, members, strict=True) if not member.is_known]
    missing = _missing(*members, also=absent)
    total, span = 0.0, Span(0.0, 0.0)
    for member in known:
        total += _value(member)
        span = span.plus(Span.around(member))
    if not absent:
        return _result(total, span, unit, missing)
    if not known or any(Span.around(member).low < 0 for member in known):
        return replace(Amount.unknown(unit), missing=missing)
    return _result(total, Span(span.low, inf, span.soft_low), unit, missing)


def difference(amount: Amount, less: Amount) -> Amount:
    """Subtract, in the unit of the first.

    Raises
    ------
    AmountError
        Where the units do not convert.
    """
    less = convert(less, amount.unit)
    if not (amount.is_known and less.is_known):
        return _unknown(amount.unit, amount, less)
    span = Span.around(amount).plus(Span.around(less).negated())
    return _result(_value(amount) - _value(less), span, amount.unit, _missing(amount, less))


def product(one: Amount, other: Amount, unit: str | None = None) -> Amount:
    """Multiply two independent amounts.

    Parameters
    ----------
    one, other : Amount
        E.g. a price in USD_per_t and a mass in kt.
    unit : str, optional
        Unit of the result, e.g. MUSD. May be left out where one of the two is a ratio or percent:
        then the unit of the other one.

    Raises
    ------
    AmountError
        Where `unit` is needed and missing, or is not what the two multiply to.
    """
    target = check_unit(unit) if unit is not None else _kept_unit(one, other)
    factor = float(product_factor(one.unit, other.unit, target))
    if not (one.is_known and other.is_known):
        return _unknown(target, one, other)
    span = Span.around(one).times(Span.around(other)).scaled(factor)
    return _result(_value(one) * _value(other) * factor, span, target, _missing(one, other))


def scaled(amount: Amount, factor: float) -> Amount:
    """Multiply by a plain number; the hedge stays what it was, and a negative number mirrors it.

    Raises
    ------
    AmountError
        Where `factor` is NaN or infinite.
    """
    _require_finite(factor)
    if not amount.is_known:
        return amount
    span = Span.around(amount).scaled(factor)
    if factor == 0:
        return _result(0.0, span, amount.unit, amount.missing)
    last_digit = None if amount.last_digit is None else amount.last_digit * abs(factor)
    return replace(
        amount,
        value=_value(amount) * factor,
        low=_bound(span.low),
        high=_bound(span.high),
        quoted=None,
        last_digit=last_digit,
        soft_low=span.soft_low,
        soft_high=span.soft_high,
    )


def share(part: Amount, whole: Amount, *, within: bool = True) -> Amount:
    """Return what part of a whole something is, in percent.

    Parameters
    ----------
    part, whole : Amount
        The whole must lie above zero.
    within : bool
        The part belongs to the whole, so that the share lies between 0 and 100. False for a plain
        comparison of two things, which may exceed 100.

    Raises
    ------
    AmountError
        Where the units do not convert, the whole may be zero or less, or a part of it is certainly
        negative or greater than the whole.
    """
    part = convert(part, whole.unit)
    if not (part.is_known and whole.is_known):
        return _unknown("percent", part, whole)
    over, under = Span.around(part), _positive(whole, "whole")
    span = over.over(under).scaled(100.0)
    value = _value(part) / _value(whole) * 100.0
    if within:
        _require_part(over, under, whole.unit)
        span, value = span.within(0.0, 100.0), min(max(value, 0.0), 100.0)
    return _result(value, span, "percent", _missing(part, whole))


def change(later: Amount, earlier: Amount) -> Amount:
    """Return the change from an earlier to a later amount, in percent of the earlier.

    Raises
    ------
    AmountError
        Where the units do not convert, or the earlier amount may be zero or less.
    """
    later = convert(later, earlier.unit)
    if not (later.is_known and earlier.is_known):
        return _unknown("percent", later, earlier)
    span = Span.around(later).over(_positive(earlier, "earlier amount"))
    span = span.plus(Span(-1.0, -1.0)).scaled(100.0)
    value = (_value(later) / _value(earlier) - 1.0) * 100.0
    return _result(value, span, "percent", _missing(later, earlier))


def multiple(later: Amount, earlier: Amount) -> Amount:
    """Return how many times the earlier amount the later one is, as a ratio.

    Raises
    ------
    AmountError
        Where the units do not convert, or the earlier amount may be zero.
    """
    later = convert(later, earlier.unit)
    if not (later.is_known and earlier.is_known):
        return _unknown("ratio", later, earlier)
    span = Span.around(later).over(Span.around(earlier))
    return _result(_value(later) / _value(earlier), span, "ratio", _missing(later, earlier))


def widen(amount: Amount, *, by: float = 0.0, percent: float = 0.0) -> Amount:
    """Widen the interval on both sides: by a plain number in its unit, and by percent of its value.

    Raises
    ------
    AmountError
        Where `by` or `percent` is negative, NaN or infinite.
    """
    for number in (by, percent):
        _require_finite(number)
        if number < 0:
            raise AmountError(f"Cannot widen by {number:g}. Use a number of zero or more.")
    if not amount.is_known or by == percent == 0:
        return amount
    margin = by + abs(_value(amount)) * percent / 100.0
    span = Span.around(amount).plus(Span(-margin, margin))
    return _result(_value(amount), span, amount.unit, amount.missing)


def _result(value: float, span: Span, unit: str, missing: tuple[str, ...]) -> Amount:
    if isinf(span.low) and isinf(span.high):
        return replace(Amount.unknown(unit), missing=missing)
    # The value comes by another order of roundings than the ends and may miss them by the last bit.
    value = min(max(value, span.low), span.high)
    if isinf(span.high):
        return Amount(
            value, "at_least", span.low, None, unit, soft_low=span.soft_low, missing=missing
        )
    if isinf(span.low):
        return Amount(
            value, "up_to", None, span.high, unit, soft_high=span.soft_high, missing=missing
        )
    hard = not (span.soft_low or span.soft_high)
    return Amount(
        value,
        "exact" if span.low == span.high and hard else "between",
        span.low,
        span.high,
        unit,
        soft_low=span.soft_low,
        soft_high=span.soft_high,
        missing=missing,
    )


def _unknown(unit: str, *operands: Amount) -> Amount:
    return replace(Amount.unknown(unit), missing=_missing(*operands))


def _missing(*operands: Amount, also: Iterable[str] = ()) -> tuple[str, ...]:
    names = [name for operand in operands for name in operand.missing]
    return tuple(dict.fromkeys([*names, *also]))


def _value(amount: Amount) -> float:
    if amount.value is None:
        raise AmountError(f"An unknown amount of {amount.unit} has no value. Ask is_known first.")
    return amount.value


def _bound(end: float) -> float | None:
    return None if isinf(end) else end


def _kept_unit(one: Amount, other: Amount) -> str:
    if same_dimension(other.unit, "ratio"):
        return one.unit
    if same_dimension(one.unit, "ratio"):
        return other.unit
    raise AmountError(
        f"{one.unit} times {other.unit} has no unit yet. "
        "Name the unit of the product, e.g. unit='USD'."
    )


def _positive(amount: Amount, role: str) -> Span:
    span = Span.around(amount)
    if span.low <= 0:
        raise AmountError(
            f"The {role} is {span.low:g} to {span.high:g} {amount.unit} and may be zero or less. "
            "Percent need one above zero; use a difference instead."
        )
    return span


def _require_part(part: Span, whole: Span, unit: str) -> None:
    negative = part.high < 0 and not part.soft_high
    greater = part.low > whole.high and not (part.soft_low or whole.soft_high)
    if negative or greater:
        raise AmountError(
            f"A part of {part.low:g} to {part.high:g} {unit} cannot belong to a whole of "
            f"{whole.low:g} to {whole.high:g}. Check both, or compare with within=False."
        )


def _require_finite(number: float) -> None:
    if not isfinite(number):
        raise AmountError(f"{number!r} is no factor. Use a finite number.")
