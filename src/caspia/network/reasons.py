"""Why a link stood as it did, in words: by which event, agreement or date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import format_amount
from caspia.ledger import name_of, period_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from caspia.ledger import Ledger, Row


def reason(ledger: Ledger, because: Iterable[str]) -> str:
    """Return in a few words what rows say of a link's state or of a change.

    An event is told by its title, an agreement with how it stands, a status with its dates and
    reason, a link with the days between which it is there. Each thing is told once, events first.

    Parameters
    ----------
    ledger : Ledger
        Where the rows are.
    because : iterable of str
        Ids as in `LinkState` and `Change`.
    """
    rows = [row for row in map(ledger.find, because) if row is not None]
    ids = {row.id for row in rows}
    told: list[str] = []
    for table, words in _TABLES.items():
        for row in rows:
            # What an event or agreement brought about goes without saying.
            own = row.cells.get("because") not in (None, *ids)
            if row.table == table and (own or not told or table not in _BARE):
                told += words(ledger, row)
    return "; ".join(dict.fromkeys(told))


def _event(_: Ledger, row: Row) -> Iterator[str]:
    yield f"{row['title']} ({row['start'] or 'undated'})"


def _standing(ledger: Ledger, row: Row) -> Iterator[str]:
    status = row["status"].replace("_", " ")
    yield f"{name_of(ledger, row['agreement_id'])}: {status} {_days(row)}".strip()


def _status(ledger: Ledger, row: Row) -> Iterator[str]:
    reason = row["because"] or ""
    known = ledger.find(reason) if reason else None
    words = name_of(ledger, reason) if known else reason
    yield ": ".join(part for part in (f"{row['status']} {_days(row)}".strip(), words) if part)


def _effect(_: Ledger, row: Row) -> Iterator[str]:
    if row["effect"] != "permits":
        yield f"{row['effect']}: {row['why']}"


def _value(ledger: Ledger, row: Row) -> Iterator[str]:
    yield f"{row['attribute']} {format_amount(ledger.amount(row))} {_days(row)}".strip()


def _existence(_: Ledger, row: Row) -> Iterator[str]:
    if row["exists_from"] or row["exists_to"]:
        yield f"there {_from(period_label(row['exists_from'], row['exists_to']))}"


def _days(row: Row) -> str:
    label = period_label(row["valid_from"], row["valid_to"])
    return "" if label == "undated" else _from(label)


def _from(label: str) -> str:
    return label.replace("since", "from")


_TABLES: Mapping[str, Callable[[Ledger, Row], Iterator[str]]] = {
    "events": _event,
    "agreement_status": _standing,
    "link_status": _status,
    "agreement_effects": _effect,
    "link_values": _value,
    "links": _existence,
}
_BARE = frozenset({"link_status", "links"})
