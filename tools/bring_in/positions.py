"""Positions that an event states; no row means that nothing can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .curation import table

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the positions; each rests on the sources of an event."""
    del facts, sources, account
    for given in table("positions"):
        cells = {name: given[name] for name in ("party", "on_subject", "stance", "date", "kind")}
        book.add("positions", given["position_id"], **cells)
        told = [s for key, s, column in book.reports if key == given["event_id"] and not column]
        for source in told:
            note = f"{given['reason']} ({given['event_id']})"
            book.report(given["position_id"], source, note=note)
