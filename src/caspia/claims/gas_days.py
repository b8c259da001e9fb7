"""Gas a day from what customs counted over months."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caspia.amounts import Amount, convert, format_amount
from caspia.claims.known import Known, known_of, rows_about

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.claims.claim import Claim
    from caspia.ledger import Ledger

_SHORTEST = 80  # days: a month's figure says nothing of a rate that is claimed for years


def daily_from_totals(ledger: Ledger, claim: Claim, own: frozenset[str]) -> list[Known]:
    """Return the rate a day that the buyer's imports of a part of the period come to."""
    if claim.partner is None or claim.subject is None:
        return []
    rows = rows_about(ledger, "gas_imports", claim.partner, claim.subject)
    return list(_daily(claim, known_of(ledger, rows, own)))


def _a_day(total: Amount, days: int) -> Amount | None:
    """Spread a total evenly; "more than" a figure of many digits is that figure, cut off."""
    if total.value is None or not total.last_digit:
        return None
    value, half = total.value / days, total.last_digit / 2 / days
    return Amount(value, "exact", value - half, value + half, "mcm_per_day", None, 2 * half)


def _daily(claim: Claim, known: Iterator[Known]) -> Iterator[Known]:
    for one in known:
        start, end = one.row["valid_from"], one.row["valid_to"]
        if start is None or end is None or (end - start).days < _SHORTEST or not one.official:
            continue
        if claim.period and not (
            claim.period.first <= start
            and (claim.period.after is None or end <= claim.period.after)
        ):
            continue
        total = convert(one.amount, "mcm")
        daily = _a_day(total, (end - start).days)
        if daily is None:
            continue
        says = (
            f"{format_amount(one.amount)} by {one.teller} over {(end - start).days} days: "
            f"{daily.value:.2f} mcm a day"
        )
        yield replace(one, amount=daily, says=says)
