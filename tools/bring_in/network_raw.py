"""Account for the raw nodes and links that the joined network supersedes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .curation import keyed
from .facts import read_rows, split

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account, InputRow
    from .sources import Sources

NODES = ("freight/nodes.csv", "energy/nodes.csv")
LINKS = ("freight/links.csv", "energy/links.csv")


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Enter each raw node and link with the row that stands for it."""
    del sources
    known = _names(book)
    for name in NODES:
        for row in read_rows(facts, name):
            node = known[row["node_id"]]
            account.record(row, "superseded", [node], "in the joined network")
    for name in LINKS:
        for row in read_rows(facts, name):
            _record_link(row, book, account, known)


def _names(book: Book) -> dict[str, str]:
    """Node of each id and alias."""
    nodes = book.tables["nodes"]
    aliases = {alias: key for key, row in nodes.items() for alias in split(row["aliases"])}
    return aliases | {key: key for key in nodes}


def _record_link(row: InputRow, book: Book, account: Account, known: dict[str, str]) -> None:
    link = row["link_id"]
    if link in book.tables["links"]:
        account.record(row, "superseded", [link], "in the joined network")
        return
    decided = keyed("raw_links").get(link)
    if decided:
        account.record(row, "superseded", split(decided["rows"]), decided["reason"])
        return
    if row["from_node"] == row["to_node"]:
        node = known[row["from_node"]]
        rows = [key for key, cells in book.tables["handling"].items() if cells["node"] == node]
        account.record(row, "superseded", rows or [node], "handling at the node")
        return
    raise LookupError(f"{row.file}:{row.line} {link} is in no table. Add it to raw_links.csv.")
