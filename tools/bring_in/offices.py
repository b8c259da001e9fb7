"""Offices held by persons who take part in events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .curation import table
from .party_names import slug
from .sources import GENERAL

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the offices; a day that is not well known stays empty."""
    del facts, sources, account
    for given in table("offices"):
        office = f"{given['person']}.{slug(given['office'])}"
        cells = {name: text for name, text in given.items() if name != "reason"}
        book.add("offices", office, **cells)
        book.report(office, GENERAL, note=f"{given['reason']}; no source opened")
