"""One plain sentence per row, for lists and trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import format_amount
from caspia.ledger.dates import period_label

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from caspia.ledger.ledger import Ledger
    from caspia.ledger.rows import Row


def tell(ledger: Ledger, row: Row) -> str:
    """Return what a row says, in one sentence without its source."""
    teller = _TELLERS.get(row.table)
    return teller(ledger, row) if teller else _plain(row)


def name_of(ledger: Ledger, row_id: str | None) -> str:
    """Return the name of a row, or its id where it has none; empty for None."""
    if not row_id:
        return ""
    row = ledger.find(row_id)
    for column in ("name", "title", "label"):
        if row and row.cells.get(column):
            return str(row[column])
    return row_id


def when(row: Row) -> str:
    """Return the period of a row as people write it; empty where it has none."""
    if "valid_from" in row.cells:
        label = period_label(row["valid_from"], row["valid_to"])
        return "" if label == "undated" else label
    if row.table == "events":
        return _days(row["start"], row["end"], row["precision"])
    return str(row.cells.get("signed") or row.cells.get("opened") or row.cells.get("date") or "")


def _days(start: date | None, end: date | None, precision: str) -> str:
    if start is None:
        return "undated"
    length = {"year": 4, "month": 7}.get(precision)
    return str(start)[:length] if length else period_label(start, end)


def _plain(row: Row) -> str:
    said = [f"{name} {value}" for name, value in row.cells.items() if value not in (None, [], "")]
    return "; ".join(said[1:])


def _observation(ledger: Ledger, row: Row) -> str:
    subject, partner = name_of(ledger, row["subject"]), name_of(ledger, row["partner"])
    parts = [
        name_of(ledger, row["series"]),
        f"{subject} – {partner}" if partner else subject,
        name_of(ledger, row["good"]),
        row["mode"] or "",
        when(row),
    ]
    told = ", ".join(part for part in parts if part)
    modality = "" if row["modality"] == "actual" else f" ({row['modality']})"
    scope = f" [{row['scope']}]" if row["scope"] else ""
    by = f", reported by {name_of(ledger, row['reporter'])}" if row["reporter"] else ""
    return f"{told}: {format_amount(ledger.amount(row))}{modality}{scope}{by}"


def _event(_: Ledger, row: Row) -> str:
    status = "" if row["status"] == "held" else f" ({row['status']})"
    kind = row["kind"].replace("_", " ")
    place = f", {row['city']}" if row["city"] else ""
    return f"{when(row)}: {row['title']} ({kind}{place}){status}"


def _participant(ledger: Ledger, row: Row) -> str:
    person = f", {name_of(ledger, row['person'])}" if row["person"] else ""
    return f"{name_of(ledger, row['party'])}{person} as {row['role']}"


def _agreement(_: Ledger, row: Row) -> str:
    signed = f", signed {row['signed']}" if row["signed"] else ""
    return f"{row['title']} ({'; '.join(row['parties'])}){signed}"


def _status(ledger: Ledger, row: Row) -> str:
    because = f", because {name_of(ledger, row['because'])}" if row["because"] else ""
    inferred = " (inferred)" if row["reading"] == "inferred" else ""
    named = ", ".join(name_of(ledger, party) for party in row["by_whom"] or ())
    by = f", by {named}" if named else ""
    return f"{row['status'].replace('_', ' ')} {when(row)}{by}{because}{inferred}"


def _effect(ledger: Ledger, row: Row) -> str:
    if row["effect"] == "none":
        return f"no effect on routes: {row['why']}"
    target = ", ".join(name_of(ledger, name) for name in row["target"])
    amount = f" {format_amount(ledger.amount(row))}" if row["unit"] else ""
    return f"{row['effect']}{amount} on {target or row['target_kind']}: {row['why']}"


def _membership(ledger: Ledger, row: Row) -> str:
    role = row["role"].replace("_", " ")
    since = f", {when(row)}" if when(row) else ""
    return f"{name_of(ledger, row['member'])} in {name_of(ledger, row['bloc'])}: {role}{since}"


def _office(ledger: Ledger, row: Row) -> str:
    since = f", {when(row)}" if when(row) else ""
    party = name_of(ledger, row["party"])
    return f"{name_of(ledger, row['person'])}: {row['office']} of {party}{since}"


def _project(_: Ledger, row: Row) -> str:
    place = f" in {row['place']}" if row["place"] else ""
    opened = f", opened {row['opened']}" if row["opened"] else ""
    return f"{row['name']}{place} ({row['kind']}): {row['status'].replace('_', ' ')}{opened}"


def _link(_: Ledger, row: Row) -> str:
    return f"{row['name']} ({row['mode'].replace('_', ' ')})"


def _link_status(ledger: Ledger, row: Row) -> str:
    because = f", because {name_of(ledger, row['because'])}" if row["because"] else ""
    return f"{row['status']} {when(row)}{because}"


def _link_value(ledger: Ledger, row: Row) -> str:
    good = f" for {name_of(ledger, row['good'])}" if row["good"] else ""
    since = f", {when(row)}" if when(row) else ""
    return f"{row['attribute']}{good}: {format_amount(ledger.amount(row))} ({row['basis']}){since}"


def _named(_: Ledger, row: Row) -> str:
    kind = f" ({row['kind'].replace('_', ' ')})" if row.cells.get("kind") else ""
    return f"{row['name']}{kind}"


def _series(_: Ledger, row: Row) -> str:
    return f"{row['label']} ({row['unit']}): {row['description']}"


_TELLERS: dict[str, Callable[[Ledger, Row], str]] = {
    "observations": _observation,
    "events": _event,
    "participants": _participant,
    "agreements": _agreement,
    "agreement_status": _status,
    "agreement_effects": _effect,
    "memberships": _membership,
    "offices": _office,
    "projects": _project,
    "links": _link,
    "link_status": _link_status,
    "link_values": _link_value,
    "series": _series,
    "parties": _named,
    "subjects": _named,
    "corridors": _named,
    "nodes": _named,
    "places": _named,
}
