"""Arithmetic within a text: what its own figures give when they are put together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from caspia.amounts import Amount, agree, convert, format_amount, same_dimension
from caspia.claims.claim import Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.claims.claim import Claim

_OFF = 0.01  # a product that is nearer than this to the total is the total
_LONGEST = 3660  # days: a rate is not spread over more


def inner_findings(claims: Sequence[Claim]) -> list[tuple[str, ...]]:
    """Return what arithmetic within the text says of each claim, in their order.

    A level and its change give the level before; a rate and a time give a total; exports and
    imports give the turnover.
    """
    found: dict[int, list[str]] = defaultdict(list)
    numbered = [(n, one) for n, one in enumerate(claims) if one.amount is not None and one.series]
    for place, one in numbered:
        for other_place, other in numbered:
            if place == other_place:
                continue
            for said in (_level_before(one, other, claims), _total(one, other)):
                if said:
                    found[place].append(said)
    for place, one in numbered:
        said = _turnover(one, [other for _, other in numbered])
        if said:
            found[place].append(said)
    return [tuple(dict.fromkeys(found[n])) for n in range(len(claims))]


def _same(one: Claim, other: Claim) -> bool:
    return (one.subject, one.partner, one.scope) == (other.subject, other.partner, other.scope)


def _level_before(change: Claim, level: Claim, claims: Sequence[Claim]) -> str | None:
    """Say what the level was before a change, and whether the text says so too."""
    if change.kind != "change" or level.kind != "quantity" or not _same(change, level):
        return None
    if change.series != f"{level.series}_change" or change.period != level.period:
        return None
    base = change.base or _year_before(level.period)
    before = _divided(level.amount, change.amount)
    if base is None or before is None or level.amount is None or change.amount is None:
        return None
    given = f"{format_amount(level.amount)} and {_signed(change.amount)}"
    said = f"{given} give {_spoken(before)} in {base}"
    for other in claims:
        named = other.series == level.series and _same(other, level) and other.period == base
        if named and other.amount and same_dimension(other.amount.unit, before.unit):
            agreed = agree(other.amount, before) != "apart"
            mark = "as the text says" if agreed else f"the text says {format_amount(other.amount)}"
            return f"{said}; {mark}"
    return said


def _signed(amount: Amount) -> str:
    return ("+" if (amount.value or 0) > 0 else "") + format_amount(amount)


def _divided(level: Amount | None, change: Amount | None) -> Amount | None:
    """Return the level before a change as an interval; None where an end is missing."""
    hedged = ("more_than", "less_than", "at_least", "up_to")
    if level is None or change is None or {level.qualifier, change.qualifier} & set(hedged):
        return None
    if None in (level.low, level.high, change.low, change.high):
        return None
    low, high = 1 + (change.low or 0) / 100, 1 + (change.high or 0) / 100
    if low <= 0 or level.value is None or change.value is None:
        return None
    value = level.value / (1 + change.value / 100)
    ends = sorted(((level.low or 0) / high, (level.high or 0) / low))
    ends = [min(ends[0], value), max(ends[1], value)]
    return Amount(value, "between", ends[0], ends[1], level.unit)


def _spoken(amount: Amount) -> str:
    """Write a computed level by its middle, to the digits that its interval bears."""
    large = {"t": ("Mt", 1e6), "m3": ("bcm", 1e8)}
    unit, least = large.get(amount.unit, (amount.unit, 0.0))
    unit = unit if (amount.value or 0) >= least else amount.unit
    shown = convert(amount, unit)
    width = max((shown.high or 0) - (shown.low or 0), 1e-9)
    digits = 2 if width < 1 else 1 if width < 10 else 0
    if unit == "USD" and (shown.value or 0) >= 1e6:
        return f"USD {(shown.value or 0) / 1e6:,.1f} million"
    return f"{shown.value:,.{digits}f} {unit}"


def _year_before(period: Stretch | None) -> Stretch | None:
    if period is None or period.after is None or period.first.day != 1:
        return None
    return Stretch(
        period.first.replace(year=period.first.year - 1),
        period.after.replace(year=period.after.year - 1, day=1),
    )


def _total(total: Claim, rate: Claim) -> str | None:
    """Say what a rate a day comes to over the time of a total, where it is another figure."""
    if rate.series not in ("gas_flow_daily", "gas_contract_daily") or rate.amount is None:
        return None
    if total.series not in ("gas_flow", "gas_imports", "gas_exports") or not _same(total, rate):
        return None
    days = _days(total.period)
    if total.amount is None or total.amount.value is None or not days:
        return None
    daily = convert(rate.amount, "mcm_per_day").value or 0.0
    claimed = convert(total.amount, "bcm").value or 0.0
    comes_to = daily * days / 1000
    if claimed == 0 or abs(comes_to / claimed - 1) <= _OFF:
        return None
    return (
        f"{format_amount(rate.amount)} over {days} days is {comes_to:.2f} bcm, "
        f"not {format_amount(total.amount)}"
    )


def _days(period: Stretch | None) -> int:
    """Return the days of a time; "between January 2022 and January 2024" is two years."""
    if period is None or period.after is None:
        return 0
    days = (period.after - period.first).days
    if days > 366 and period.after.month == period.first.month % 12 + 1:
        months = period.after.year * 12 + period.after.month - 2
        days = (period.after.replace(year=months // 12, month=months % 12 + 1) - period.first).days
    return days if days <= _LONGEST else 0


def _turnover(claim: Claim, others: Sequence[Claim]) -> str | None:
    """Say what exports and imports of the text add up to beside its turnover."""
    if claim.series != "trade_turnover" or claim.amount is None or claim.amount.value is None:
        return None
    parts = {
        one.series: one.amount.value
        for one in others
        if one.series in ("exports", "imports")
        and one.period == claim.period
        and _same(one, claim)
        and one.amount is not None
        and one.amount.value is not None
        and one.amount.unit == claim.amount.unit
    }
    if len(parts) < 2:
        return None
    together = sum(parts.values())
    if abs(together / claim.amount.value - 1) <= _OFF:
        return None
    return f"exports and imports of the text give {together / 1e6:,.1f} million, not this turnover"
