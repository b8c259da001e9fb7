"""A checked text as plain values and as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from caspia.claims.wording import figure_words, what_is_said
from caspia.ledger import provenance

if TYPE_CHECKING:
    from caspia.claims.checking import CheckedText
    from caspia.claims.verdict import CheckedClaim, Evidence, Verdict


def checked_as_plain(checked: CheckedText) -> dict[str, Any]:
    """Return the claims of a text with their verdicts and evidence as plain values."""
    return {
        "date": checked.day,
        "claims": [_claim(one) for one in checked.claims],
        "own_sources": list(checked.own),
        "provenance": provenance(checked.ledger),
    }


def _claim(one: CheckedClaim) -> dict[str, Any]:
    claim = one.claim
    amount = claim.amount
    period, base = (
        {"start": time.first, "end": time.after} if time else None
        for time in (claim.period, claim.base)
    )
    return {
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "kind": claim.kind,
        "verdict": one.verdict,
        "note": one.known_then.note,
        "evidence": _evidence(one.known_then),
        "today": {
            "verdict": one.known_today.name,
            "note": one.known_today.note,
            "evidence": _evidence(one.known_today),
        },
        "within_the_text": list(one.inner),
        "value": amount.value if amount else None,
        "low": amount.low if amount else None,
        "high": amount.high if amount else None,
        "unit": amount.unit if amount else None,
        "qualifier": amount.qualifier if amount else None,
        "period": period,
        "base": base,
        **{
            name: getattr(claim, name)
            for name in ("modality", "series", "subject", "partner", "good", "scope")
        },
        **{name: getattr(claim, name) for name in ("event", "role", "office", "person")},
    }


def _evidence(verdict: Verdict) -> list[dict[str, Any]]:
    return [_item(item) for item in verdict.evidence]


def _item(item: Evidence) -> dict[str, Any]:
    return {
        "row_id": item.row_id,
        "says": item.says,
        "sources": list(item.sources),
        "fits": item.fits,
    }


def checked_as_csv(checked: CheckedText) -> str:
    """Return one line per claim."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(
        ("start", "end", "text", "kind", "figure", "about", "verdict", "note", "today", "evidence")
    )
    for one in checked.claims:
        claim = one.claim
        writer.writerow(
            (
                claim.start,
                claim.end,
                claim.text,
                claim.kind,
                figure_words(claim),
                what_is_said(checked.ledger, claim),
                one.verdict,
                one.known_then.note,
                one.known_today.name,
                ";".join(item.row_id for item in one.known_then.evidence),
            )
        )
    return stream.getvalue()
