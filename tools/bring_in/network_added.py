"""Nodes and links that the facts lack and the network needs, each with its reason."""

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
    """Add them: common knowledge, open for as long as the ledger looks back."""
    del facts, sources, account
    for row in table("nodes_added"):
        cells = {name: row[name] for name in ("name", "kind", "country", "lat", "lon")}
        book.add("nodes", row["node"], **cells)
        book.report(row["node"], GENERAL, note=row["reason"])
    for row in table("links_added"):
        _add_link(row, book)


def _add_link(row: dict[str, str], book: Book) -> None:
    link = row["link"]
    book.add(
        "links",
        link,
        name=row["name"],
        a=row["a"],
        b=row["b"],
        mode=row["mode"],
        direction="both",
        length_km=row["length_km"],
        length_basis="general_knowledge",
        gauge_mm=row["gauge_mm"],
        corridors=row["corridors"],
        part="physical",
    )
    status = book.add("link_status", f"{link}/1", link_id=link, status="open")
    for row_id in (link, status):
        book.report(row_id, GENERAL, note=row["reason"])
