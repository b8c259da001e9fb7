"""Claims and verdicts in words, for tables and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import format_amount
from caspia.ledger import name_of

if TYPE_CHECKING:
    from caspia.claims.claim import Claim
    from caspia.claims.verdict import CheckedClaim, VerdictName
    from caspia.ledger import Ledger


def verdict_words(name: VerdictName) -> str:
    """Return a verdict as people write it."""
    return name.replace("_", " ")


def spoken(text: str) -> str:
    """Return a stretch of text on one line, without the blanks that markup left."""
    return " ".join(text.split())


def what_is_said(ledger: Ledger, claim: Claim) -> str:
    """Return what a claim is about: series, parties and time, as the grammar understood it."""
    parts = [_head(ledger, claim), _whom(ledger, claim)]
    if claim.scope and claim.event != "delivery":
        parts.append(claim.scope)
    if claim.period:
        parts.append(str(claim.period))
    if claim.base:
        parts.append(f"against {claim.base}")
    if claim.modality == "plan":
        parts.append("planned")
    return ", ".join(part for part in parts if part)


def _head(ledger: Ledger, claim: Claim) -> str:
    if claim.series:
        return name_of(ledger, claim.series)
    for named in (claim.event, claim.office, claim.role):
        if named:
            return named.replace("_", " ")
    return {"agreement": "agreement"}.get(claim.kind, "")


def _whom(ledger: Ledger, claim: Claim) -> str:
    names = [name_of(ledger, one) for one in (claim.subject, claim.partner) if one]
    return "–".join(names)


def told(one: CheckedClaim) -> str:
    """Return the verdict with its note, what is known today where that differs, and the sums."""
    then, today = one.known_then, one.known_today
    parts = [f"{verdict_words(then.name)}{f': {then.note}' if then.note else ''}"]
    if (today.name, today.note) != (then.name, then.note):
        note = f" ({today.note})" if today.note else ""
        parts.append(f"today: {verdict_words(today.name)}{note}")
    parts += [f"within the text: {said}" for said in one.inner]
    return "; ".join(parts)


def figure_words(claim: Claim) -> str:
    """Return the figure of a claim; empty where it has none."""
    return format_amount(claim.amount) if claim.amount is not None else ""
