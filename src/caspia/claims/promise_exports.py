"""Promises as plain values and as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from caspia.ledger import provenance

if TYPE_CHECKING:
    from caspia.claims.promise import Kept, Score
    from caspia.ledger import Ledger

_COLUMNS = (
    "id",
    "promisers",
    "promised",
    "due",
    "value",
    "low",
    "high",
    "unit",
    "outcome",
    "record",
    "sources",
    "record_rows",
    "record_sources",
)


def promises_as_plain(
    ledger: Ledger, found: tuple[Kept, ...], tally: tuple[Score, ...]
) -> dict[str, Any]:
    """Return promises and the scores of who made them as plain values."""
    told = [
        {
            "promiser": score.promiser,
            "n": score.n,
            "share_kept": score.share_kept,
            "outcomes": score.counts,
        }
        for score in tally
    ]
    lines = [dict(zip(_COLUMNS, _line(one), strict=True)) for one in found]
    return {"promises": lines, "scores": told, "provenance": provenance(ledger)}


def _line(one: Kept) -> list[Any]:
    promise, amount = one.promise, one.promise.amount
    return [
        promise.row.id,
        list(promise.promisers),
        promise.says,
        promise.due,
        amount.value if amount else None,
        amount.low if amount else None,
        amount.high if amount else None,
        amount.unit if amount else None,
        one.outcome,
        one.record,
        list(promise.sources),
        list(one.rows),
        list(one.sources),
    ]


def promises_as_csv(found: tuple[Kept, ...]) -> str:
    """Return one line per promise."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in found:
        cells = [";".join(cell) if isinstance(cell, list) else cell for cell in _line(one)]
        writer.writerow(cells)
    return stream.getvalue()
