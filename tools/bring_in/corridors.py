"""Corridors, and the codes that the network uses for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .curation import keyed, table
from .facts import split
from .sources import GENERAL

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the corridors from the table of corridors."""
    del facts, sources, account
    for corridor in table("corridors"):
        cells = {name: corridor[name] for name in ("name", "aliases", "description")}
        book.add("corridors", corridor["corridor_id"], **cells)
        book.report(corridor["corridor_id"], GENERAL, note=corridor["reason"])


def corridors_of(codes: str) -> str:
    """Ids of the corridors that the codes of a link name, joined by semicolons."""
    renamed = keyed("corridor_codes")
    return ";".join(renamed[c]["corridor"] if c in renamed else c for c in split(codes))
