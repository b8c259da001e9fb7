"""Ties as plain values and as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from caspia.ledger import provenance
from caspia.relations.marks import marks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.ledger import Ledger
    from caspia.relations.through import Through
    from caspia.relations.timeline import Ties


def ties_as_plain(found: Ties, routes: Sequence[Through] = ()) -> dict[str, Any]:
    """Return the months of a tie, the parts of the last one, what changed it, and its marks."""
    last = found.months[-1]
    return {
        "a": found.a,
        "b": found.b,
        "form": found.form,
        "months": [_rounded(line) for line in tie_lines(found)],
        "base": round(found.base(last), 6),
        "parts": [
            {
                "feature": part.column,
                "brings": round(part.brings, 6),
                "value": part.reading and part.reading.value,
                "low": part.reading and part.reading.low,
                "high": part.reading and part.reading.high,
                "rows": list(part.reading.rows) if part.reading else [],
            }
            for part in found.parts(last)
        ],
        "change": {
            part.column: round(part.brings, 6) for part in found.change(found.months[0], last)
        },
        "marks": [
            {"row": one.row, "day": one.day, "kind": one.kind, "label": one.label}
            for one in marks_of(found)
        ],
        "modelled": [
            {
                "party": one.party,
                "through": one.other,
                "on": one.on,
                "good": one.good,
                "by": one.by,
                "share": round(one.share.value, 4),
                "band": [round(one.share.low, 4), round(one.share.high, 4)],
                "pairs": one.pairs,
            }
            for one in routes
        ],
        "provenance": provenance(found.ledger),
    }


def ties_as_csv(found: Ties) -> str:
    """Return a line per month."""
    return _as_csv([_rounded(line) for line in tie_lines(found)])


def matrix_as_plain(known: Ledger, found: Sequence[Ties]) -> dict[str, Any]:
    """Return the last month of all pairs."""
    pairs = [_rounded(line) for line in _pair_lines(found)]
    return {"pairs": pairs, "provenance": provenance(known)}


def matrix_as_csv(found: Sequence[Ties]) -> str:
    """Return a line per pair."""
    return _as_csv([_rounded(line) for line in _pair_lines(found)])


def tie_lines(found: Ties) -> list[dict[str, Any]]:
    """Return a line per month: score and band, groups, and the shares in each other's trade."""
    shares = {side: found.dependence(side) for side in ("a", "b")}
    lines = []
    for t, month in enumerate(found.months):
        line: dict[str, Any] = {"month": f"{month:%Y-%m}", **_score(found, t)}
        line.update({group: values[t] for group, values in found.groups.items()})
        for side, scores in shares.items():
            score = scores[t]
            line[f"share_{side}"] = None if score is None else score.value
        lines.append(line)
    return lines


def _pair_lines(found: Sequence[Ties]) -> list[dict[str, Any]]:
    return [
        {"a": one.a, "b": one.b, "month": f"{one.months[-1]:%Y-%m}", **_score(one, -1)}
        for one in found
    ]


def _score(found: Ties, t: int) -> dict[str, Any]:
    return {
        "score": float(found.score[t]),
        "low": float(found.low[t]),
        "high": float(found.high[t]),
        "coverage": float(found.coverage[t]),
        "indicative": found.is_indicative[t],
    }


def _rounded(line: dict[str, Any]) -> dict[str, Any]:
    return {k: round(v, 6) if isinstance(v, float) else v for k, v in line.items()}


def _as_csv(lines: list[dict[str, Any]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(lines[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return stream.getvalue()
