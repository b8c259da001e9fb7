"""Rows that disagree, as decided by reading them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .curation import table

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Link the rows of the table of disputes."""
    del facts, sources, account
    for given in table("disputes"):
        book.rival(given["row_id"], given["rival_id"], given["why"])
