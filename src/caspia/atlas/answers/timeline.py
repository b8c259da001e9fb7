"""What opened, closed or changed in each month, and by which agreement or event."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from caspia.ledger import name_of
from caspia.network.reasons import reason
from caspia.network.turns import turns_of
from caspia.scenarios import FIRST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from caspia.atlas.answers.knowledge import View
    from caspia.ledger import Ledger
    from caspia.network import Change

_YEAR_MONTHS = 12


def timeline(view: View, *, first: date, last: date) -> dict[str, Any]:
    """Return the months with changes, from the month of a day to that of another.

    A month tells what differs between the last day before it and its own last day; one that begins
    after the day of the view is planned.
    """
    months = []
    turns = turns_of(view.ledger)
    for before, day in pairwise(_ends(first, last)):
        changes = list(_grouped(view.ledger, turns.changes(before, day)))
        if changes:
            planned = day.replace(day=1) > view.on
            months.append({"month": f"{day:%Y-%m}", "planned": planned, "changes": changes})
    return {"from": f"{first:%Y-%m}", "to": f"{last:%Y-%m}", "months": months}


def _ends(first: date, last: date) -> Iterator[date]:
    """Yield the last days of months, that before the first month too, where the network has it."""
    start, stop = (_YEAR_MONTHS * day.year + day.month - 1 for day in (first, last))
    for number in range(start, stop + 2):
        year, month = divmod(number, _YEAR_MONTHS)
        yield max(FIRST_DAY, date(year, month + 1, 1) - timedelta(days=1))


def _grouped(ledger: Ledger, changes: Iterable[Change]) -> Iterator[dict[str, Any]]:
    """Yield changes; links that changed alike and for the same reason stand together."""
    groups: dict[tuple[str, ...], list[Change]] = {}
    for one in changes:
        alike = (one.kind, one.before, one.after, one.what, reason(ledger, one.because))
        groups.setdefault(alike, []).append(one)
    for (kind, before, after, what, words), group in groups.items():
        rows = list(dict.fromkeys(row for one in group for row in one.because))
        links = [ledger.row(one.link_id) for one in group]
        yield {
            "link_ids": [link.id for link in links],
            "names": [link["name"] for link in links],
            "modes": sorted({link["mode"] for link in links}),
            "kind": kind,
            "before": before,
            "after": after,
            "what": what,
            "reason": words,
            "because": rows,
            "agreements": list(_named(ledger, rows, "agreements")),
            "events": list(_named(ledger, rows, "events")),
            "sources": [source_told(ledger, one) for one in ledger.source_ids(rows)],
        }


def _named(ledger: Ledger, ids: Iterable[str], table: str) -> Iterator[dict[str, str]]:
    for row in filter(None, map(ledger.find, ids)):
        if row.table == table:
            yield {"id": row.id, "title": name_of(ledger, row.id)}


def source_told(ledger: Ledger, source_id: str) -> dict[str, Any]:
    """Return who says so, when and where."""
    source = ledger.source(source_id)
    names = ("publisher", "title", "published", "url")
    return {"id": source_id, **{name: getattr(source, name) for name in names}}
