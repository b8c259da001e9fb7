"""Rows of the ledger that speak of a place, line or state, each a sentence with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from caspia.ledger import holds_on, name_of, tell, when

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from caspia.ledger import Ledger, Row

_MOST = 60


def observed_of(ledger: Ledger, subjects: Collection[str], most: int = _MOST) -> list[Row]:
    """Return figures about some things, the newest first."""
    spoken = _by_subject(ledger)
    found = {row.id: row for subject in subjects for row in spoken.get(subject, ())}
    return newest(found.values())[:most]


def _by_subject(ledger: Ledger) -> dict[str, list[Row]]:
    """Return figures by what they are about, sorted once for a ledger."""
    found = _SPOKEN.get(ledger)
    if found is None:
        found = _SPOKEN[ledger] = {}
        for row in ledger.rows("observations"):
            for subject in filter(None, {row["subject"], row["partner"]}):
                found.setdefault(subject, []).append(row)
    return found


_SPOKEN: WeakKeyDictionary[Ledger, dict[str, list[Row]]] = WeakKeyDictionary()


def newest(rows: Iterable[Row]) -> list[Row]:
    """Return rows by their first day, the latest first, those without one last."""
    return sorted(rows, key=lambda row: (str(row["valid_from"] or ""), row.id), reverse=True)


def figure_told(ledger: Ledger, row: Row) -> dict[str, Any]:
    """Return a row in a sentence."""
    return {
        "id": row.id,
        "text": tell(ledger, row),
        "when": when(row),
        "sources": list(ledger.source_ids([row.id])),
    }


def projects_of(ledger: Ledger, places: Collection[str], country: str = "") -> list[dict[str, Any]]:
    """Return projects at places, or in a country."""
    return [
        figure_told(ledger, row)
        for row in ledger.rows("projects")
        if (row["place"] in places) or (country and row["country"] == country)
    ]


def agreement_told(ledger: Ledger, agreement_id: str, on: date) -> dict[str, Any]:
    """Return an agreement with how it stood on a day."""
    row = ledger.row(agreement_id)
    return {
        "id": row.id,
        "title": row["title"],
        "parties": list(row["parties"]),
        "standing": standing_on(ledger, agreement_id, on),
    }


def standing_on(ledger: Ledger, agreement_id: str, on: date) -> str:
    """Return in words how an agreement stood on a day; empty where that is not known."""
    held = [
        row
        for row in ledger.rows("agreement_status", agreement_id=agreement_id)
        if holds_on(row, on)
    ]
    return "; ".join(tell(ledger, row) for row in held)


def named(ledger: Ledger, row_id: str) -> dict[str, str]:
    """Return an id with its name."""
    return {"id": row_id, "name": name_of(ledger, row_id)}
