"""Places: cities of events and projects that are no capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .curation import table
from .facts import read_rows
from .sources import GENERAL

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources

NODES = "network/nodes.csv"


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the places from the table of cities; a city that is a node lies where the node does."""
    del sources, account
    nodes = {row["node_id"]: row for row in read_rows(facts, NODES)}
    for place in table("places"):
        node = nodes[place["node"]] if place["node"] else None
        book.add(
            "places",
            place["place_id"],
            name=place["name"],
            country=place["country"],
            lat=node["lat"] if node else place["lat"],
            lon=node["lon"] if node else place["lon"],
            aliases=place["aliases"],
        )
        note = f"coordinates of the node {place['node']}" if node else "approximate"
        book.report(place["place_id"], GENERAL, note=note)
