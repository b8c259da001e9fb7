"""Places of events that are neither capitals nor cities of the region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .curation import table
from .sources import GENERAL

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Add the places of the table; their coordinates are approximate."""
    del facts, sources, account
    for given in table("event_places"):
        cells = {name: given[name] for name in ("name", "country", "lat", "lon", "aliases")}
        book.add("places", given["place"], **cells)
        book.report(given["place"], GENERAL, note=f"{given['reason']}; approximate")
