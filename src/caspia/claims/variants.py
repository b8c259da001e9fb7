"""Where a false figure would be true: another direction, unit, scope, measure or period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import Amount, scaled
from caspia.claims.changes_known import computed_changes, told_changes
from caspia.claims.comparing import is_narrow, relation
from caspia.claims.known import (
    MIRRORED,
    Known,
    covers,
    has_scope,
    is_whole,
    known_of,
    rows_about,
)
from caspia.claims.verdict import Verdict, VerdictName
from caspia.ledger import period_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.claims.claim import Claim
    from caspia.ledger import Ledger, Row

    Fit = tuple[VerdictName, str, Known]

#: Series that measure the same thing otherwise.
_MEASURES = {
    "exports": ("trade_turnover",),
    "imports": ("trade_turnover",),
    "trade_turnover": ("exports", "imports"),
    "gas_production": ("gas_exports",),
    "gas_exports": ("gas_production",),
    "oil_exports": ("oil_production",),
    "oil_production": ("oil_exports",),
    "corridor_freight": ("corridor_capacity",),
    "corridor_capacity": ("corridor_freight",),
    "oil_throughput": ("oil_transit",),
    "port_throughput": ("port_capacity",),
    "gas_flow": ("gas_contract_annual",),
}
_SCALES = (1e-3, 1e3, 1e-6, 1e6)
_YEARS = 6


def best_fit(ledger: Ledger, claim: Claim, own: frozenset[str], *, strict: bool) -> Fit | None:
    """Return the one slot whose change makes a claim true, with what then bears it out.

    Parameters
    ----------
    ledger : Ledger
        As known on a day.
    claim : Claim
        One that no row of its own period and scope bears out.
    own : frozenset of str
        Sources that are the text itself.
    strict : bool
        Nothing speaks against the claim: then only a figure of three digits is no chance.
    """
    if claim.amount is None or claim.series is None or claim.subject is None:
        return None
    fine = is_narrow(claim.amount, 0.011 if strict else 0.04)
    for reading in (_direction, _unit, _scope, _measure, _period):
        if not fine and reading is not _unit:
            continue
        found = reading(ledger, claim, own)
        if found:
            return found
    return None


def verdict_of(fit: Fit) -> Verdict:
    """Return the verdict of a fit, naming the slot."""
    from caspia.claims.judging import evidence_of

    name, note, known = fit
    return Verdict(name, note, (evidence_of(known, fits=True),))


def _fits(claimed: Amount, known: Known) -> bool:
    return relation(claimed, known.amount) == "within"


def _known_like(
    ledger: Ledger, claim: Claim, own: frozenset[str], series: str, *pair: str | None
) -> Iterator[Known]:
    subject, partner = pair
    if subject is None:
        return
    rows = [
        row
        for row in rows_about(ledger, series, subject, partner)
        if has_scope(row, claim) and covers(row, claim.period, row["measure"] or "flow")
    ]
    yield from known_of(ledger, rows, own)


def _direction(ledger: Ledger, claim: Claim, own: frozenset[str]) -> Fit | None:
    amount = claim.amount
    if amount is None:
        return None
    if claim.kind == "change":
        turned = scaled(amount, -1.0)
        for one in (
            *told_changes(ledger, claim, own),
            *computed_changes(ledger, claim, own),
        ):
            if _fits(turned, one):
                way = "fell" if (amount.value or 0) > 0 else "rose"
                return "other_direction", f"it {way}", one
        return None
    if claim.partner is None or claim.series not in MIRRORED:
        return None
    series, mirror = claim.series, MIRRORED[claim.series]
    turned_ways = (
        (series, claim.partner, claim.subject),
        (mirror, claim.subject, claim.partner),
    )
    for other, subject, partner in turned_ways:
        for one in _known_like(ledger, claim, own, other, subject, partner):
            if _fits(amount, one):
                return "other_direction", f"fits {_plainly(other)} the other way round", one
    return None


def _unit(ledger: Ledger, claim: Claim, own: frozenset[str]) -> Fit | None:
    amount = claim.amount
    if amount is None or claim.kind != "quantity":
        return None
    for one in _known_like(ledger, claim, own, str(claim.series), claim.subject, claim.partner):
        for times in _SCALES:
            if _fits(scaled(amount, times), one):
                return "other_unit", f"fits {_times_text(times)}", one
    return None


def _times_text(times: float) -> str:
    words = {1e-3: "a thousandth", 1e3: "a thousandfold", 1e-6: "a millionth", 1e6: "a millionfold"}
    return f"{words[times]} of what is claimed" if times < 1 else f"{words[times]}"


def _scope(ledger: Ledger, claim: Claim, own: frozenset[str]) -> Fit | None:
    if claim.kind != "quantity":
        return None
    rows = [
        row
        for row in rows_about(ledger, str(claim.series), str(claim.subject), claim.partner)
        if not has_scope(row, claim) and covers(row, claim.period, row["measure"] or "flow")
    ]
    for one in known_of(ledger, rows, own):
        if claim.amount and _fits(claim.amount, one):
            return "other_scope", f"fits {_scope_text(one.row)}", one
    return None


def _scope_text(row: Row) -> str:
    parts = [str(part) for part in (row["scope"], row["good"]) if part]
    return " of ".join(parts) or "the whole"


def _measure(ledger: Ledger, claim: Claim, own: frozenset[str]) -> Fit | None:
    if claim.kind != "quantity":
        return None
    for series in _MEASURES.get(str(claim.series), ()):
        partner = None if series == "gas_production" else claim.partner
        for one in _known_like(ledger, claim, own, series, claim.subject, partner):
            if claim.amount and _fits(claim.amount, one):
                return "other_measure", f"fits {_plainly(series)}", one
    return None


def _plainly(series: str) -> str:
    return series.replace("_", " ")


def _period(ledger: Ledger, claim: Claim, own: frozenset[str]) -> Fit | None:
    """Look for the figure in other periods of the same length, the nearest first."""
    period, amount = claim.period, claim.amount
    if period is None or period.after is None or amount is None or claim.kind == "share":
        return None
    length = (period.after - period.first).days
    fits = []
    rows = rows_about(ledger, str(claim.series), str(claim.subject), claim.partner)
    for one in known_of(ledger, [row for row in rows if is_whole(row) or claim.scope], own):
        start, end = one.row["valid_from"], one.row["valid_to"]
        if start is None or end is None or not has_scope(one.row, claim):
            continue
        apart = abs((start - period.first).days)
        same_length = abs((end - start).days - length) <= 3
        if same_length and 0 < apart <= 366 * _YEARS and _fits(amount, one):
            fits.append((apart, one.row.id, one))
    if not fits:
        return None
    one = min(fits)[2]
    label = period_label(one.row["valid_from"], one.row["valid_to"])
    return "other_period", f"fits {label}", one
