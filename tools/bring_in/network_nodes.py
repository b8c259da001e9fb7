"""Nodes of the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .facts import read_rows

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources

NODES = "network/nodes.csv"


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the nodes."""
    for row in read_rows(facts, NODES):
        cells = {name: row[name] for name in ("name", "kind", "country", "lat", "lon", "aliases")}
        book.add("nodes", row["node_id"], **cells)
        book.report(row["node_id"], sources.resolve(row, row["source_id"]), note=row["note"])
        account.record(row, "kept", [row["node_id"]])
