"""Changes that the ledger tells, and those that follow from two of its levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import change, format_amount
from caspia.claims.known import Known, base_year, has_scope, known_of, rows_about
from caspia.errors import AmountError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from caspia.claims.claim import Claim, Stretch
    from caspia.ledger import Ledger

_CHANGE = "_change"


def told_changes(ledger: Ledger, claim: Claim, own: frozenset[str]) -> Iterator[Known]:
    """Yield changes of the period and base claimed, as sources tell them."""
    if claim.series is None or claim.subject is None:
        return
    rows = rows_about(ledger, claim.series, claim.subject, claim.partner)
    wanted = _base_wanted(claim)
    for one in known_of(ledger, rows, own, modality=claim.modality):
        row = one.row
        period = claim.period
        if period and (row["valid_from"], row["valid_to"]) != (period.first, period.after):
            continue
        if period is None and wanted is None:
            continue
        if base_year(row) == wanted and (wanted is not None or has_scope(row, claim)):
            yield one


def _base_wanted(claim: Claim) -> int | None:
    """Return the base year where it is not the year before the period."""
    if claim.base is None:
        return None
    if claim.period and claim.base.first.year == claim.period.first.year - 1:
        return None
    return claim.base.first.year


def computed_changes(ledger: Ledger, claim: Claim, own: frozenset[str]) -> Iterator[Known]:
    """Yield changes between two levels of one teller and scope."""
    if claim.series is None or claim.subject is None or not claim.series.endswith(_CHANGE):
        return
    if claim.period is None:
        return
    level = claim.series.removesuffix(_CHANGE)
    before = claim.base or _year_before(claim.period)
    rows = [
        row
        for row in rows_about(ledger, level, claim.subject, claim.partner)
        if has_scope(row, claim)
    ]
    known = list(known_of(ledger, rows, own))
    later = [one for one in known if _is_of(one, claim.period)]
    earlier = [one for one in known if before and _is_of(one, before)]
    for one in later:
        for other in earlier:
            if one.teller == other.teller and one.row["scope"] == other.row["scope"]:
                found = _between(one, other)
                if found:
                    yield found


def _between(later: Known, earlier: Known) -> Known | None:
    try:
        amount = change(later.amount, earlier.amount)
    except AmountError:
        return None
    said = (
        f"{format_amount(earlier.amount)} to {format_amount(later.amount)} by {later.teller}: "
        f"{format_amount(amount)}"
    )
    sources = tuple(dict.fromkeys([*later.sources, *earlier.sources]))
    official = later.official and earlier.official
    return Known(later.row, amount, later.teller, official, sources, said)


def _is_of(one: Known, period: Stretch) -> bool:
    return (one.row["valid_from"], one.row["valid_to"]) == (period.first, period.after)


def _year_before(period: Stretch) -> Stretch | None:
    from caspia.claims.claim import Stretch

    after = period.after
    if after is None or (period.first.month, period.first.day) == (2, 29) or _is_leap(after):
        return None
    return Stretch(
        period.first.replace(year=period.first.year - 1), after.replace(year=after.year - 1)
    )


def _is_leap(day: date) -> bool:
    return (day.month, day.day) == (2, 29)
