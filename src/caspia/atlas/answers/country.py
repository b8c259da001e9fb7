"""A state: its ties, trade, visits, blocs, agreements and places."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from caspia.atlas.answers.figures import agreement_told, figure_told, named, newest
from caspia.errors import UnknownNameError
from caspia.ledger import find_party, holds_on, name_of, tell
from caspia.relations import region, ties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.atlas.answers.knowledge import View
    from caspia.ledger import Row

_LOOK_BACK = timedelta(days=730)
_MOST_TRADE = 80
_TRADE = frozenset({"trade_turnover", "exports", "imports"})


def country(view: View, *, iso3: str) -> dict[str, Any]:
    """Return all that is told of a state on a day.

    Raises
    ------
    UnknownNameError
        There is no such state.
    """
    ledger = view.ledger
    party = find_party(ledger, iso3)
    if not party.is_state:
        raise UnknownNameError("state", iso3, (), "Give the code of a state, such as KAZ.")
    nodes = [row for row in ledger.rows("nodes") if row["country"] == party.id]
    ids = {row.id for row in nodes}
    links = [row for row in ledger.rows("links", part="physical") if {row["a"], row["b"]} & ids]
    return {
        "id": party.id,
        "name": party.name,
        "on": view.on,
        "ties": list(_ties(view, party.id)),
        "trade": [_trade(view, party.id, row) for row in _traded(view, party.id)],
        "visits": list(_visits(view, party.id)),
        "blocs": list(_blocs(view, party.id)),
        "agreements": list(_agreements(view, party.id)),
        "nodes": [named(ledger, row.id) | {"kind": row["kind"]} for row in nodes],
        "links": len(links),
    }


def _ties(view: View, state: str) -> Iterator[dict[str, Any]]:
    """Yield the ties with the other states of the region in the month of the day."""
    month = f"{view.on:%Y-%m}"
    others = [one for one in region(view.ledger) if one != state]
    found = [ties(view.ledger, state, other, month) for other in others]
    for other, one in sorted(zip(others, found, strict=True), key=lambda pair: -pair[1].score[-1]):
        yield {
            "id": f"tie:{one.a}-{one.b}:{month}",
            "party": other,
            "name": name_of(view.ledger, other),
            "score": round(float(one.score[-1]), 4),
            "low": round(float(one.low[-1]), 4),
            "high": round(float(one.high[-1]), 4),
            "coverage": round(float(one.coverage[-1]), 4),
            "indicative": bool(one.is_indicative[-1]),
        }


def _traded(view: View, state: str) -> list[Row]:
    """Return figures of trade for all goods together of periods that had begun, newest first."""
    found = [
        row
        for row in view.ledger.rows("observations")
        if row["series"] in _TRADE
        and row["partner"]
        and row["good"] is None
        and row["modality"] == "actual"
        and state in (row["subject"], row["partner"])
        and (row["valid_from"] is None or row["valid_from"] <= view.on)
    ]
    return newest(found)[:_MOST_TRADE]


def _trade(view: View, state: str, row: Row) -> dict[str, Any]:
    partner = row["partner"] if row["subject"] == state else row["subject"]
    return figure_told(view.ledger, row) | {
        "series": row["series"],
        "partner": named(view.ledger, partner),
    }


def _visits(view: View, state: str) -> Iterator[dict[str, Any]]:
    """Yield the meetings of two years before the day, newest first."""
    ledger = view.ledger
    parties: dict[str, list[str]] = {}
    for one in ledger.rows("participants"):
        parties.setdefault(one["event_id"], []).append(one["party"])
    earliest = view.on - _LOOK_BACK
    held = [
        row
        for row in ledger.rows("events")
        if state in parties.get(row.id, ())
        and row["start"] is not None
        and earliest <= row["start"] <= view.on
    ]
    for row in sorted(held, key=lambda one: (one["start"], one.id), reverse=True):
        yield {
            "id": row.id,
            "text": tell(ledger, row),
            "day": row["start"],
            "kind": row["kind"],
            "parties": [named(ledger, one) for one in dict.fromkeys(parties[row.id])],
            "sources": list(ledger.source_ids([row.id])),
        }


def _blocs(view: View, state: str) -> Iterator[dict[str, Any]]:
    for row in view.ledger.rows("memberships", member=state):
        if holds_on(row, view.on):
            yield named(view.ledger, row["bloc"]) | {"role": row["role"], "row": row.id}


def _agreements(view: View, state: str) -> Iterator[dict[str, Any]]:
    for row in view.ledger.rows("agreements"):
        if state in row["parties"]:
            yield agreement_told(view.ledger, row.id, view.on)
