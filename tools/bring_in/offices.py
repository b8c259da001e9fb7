"""Offices: who was what of which state or body, from when to when."""

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

_OF_THE_TABLE_ALONE = frozenset({"source_id", "reason"})


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the offices; a day that is not well known stays empty."""
    del facts, account
    for given in table("offices"):
        cells = {name: text for name, text in given.items() if name not in _OF_THE_TABLE_ALONE}
        office = book.add("offices", _name(given, book), **cells)
        if given["source_id"]:
            book.report(office, sources.canonical(given["source_id"]), note=given["reason"])
        else:
            book.report(office, GENERAL, note=f"{given['reason']}; no source opened")


def _name(given: dict[str, str], book: Book) -> str:
    """Person and office; the year of a further tenure of the same office sets it apart."""
    name = f"{given['person']}.{slug(given['office'])}"
    return f"{name}.{given['valid_from'][:4]}" if book.has(name) else name
