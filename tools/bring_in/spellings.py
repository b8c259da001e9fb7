"""One spelling of a name in everything that the ledger says itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .curation import table

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources

# What a source printed stays as printed.
AS_PRINTED = ("sources",)


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Write the names of ``spellings.csv`` alike in the texts of every table."""
    del facts, sources, account
    for name, columns in book.schema.items():
        texts = [column["column"] for column in columns if column["type"] == "text"]
        if name not in AS_PRINTED and name != "reports":
            for row in book.tables[name].values():
                row.update({column: spelled(row[column]) for column in texts})
    for report in book.reports.values():
        report["note"] = spelled(report["note"])
    book.rivals = {pair: spelled(why) for pair, why in book.rivals.items()}


def spelled(text: str) -> str:
    """Return a text with each word of the table in its one spelling."""
    for rule in table("spellings"):
        text = re.sub(rf"\b{re.escape(rule['word'])}\b", rule["spelling"], text)
    return text
