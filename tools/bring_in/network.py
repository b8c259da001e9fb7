"""The network: nodes, links, their status and values, and the handling at nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import network_added, network_handling, network_links, network_nodes, network_raw

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources

PARTS = (network_nodes, network_links, network_added, network_handling, network_raw)


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the tables of the network, then account for the raw rows that it supersedes."""
    for part in PARTS:
        part.bring_in(facts, book, sources, account)
