"""Goods, and what the word in the column ``commodity`` of the input stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .curation import table
from .sources import GENERAL

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources


class Kind(NamedTuple):
    """What a commodity is in the ledger: a good, a scope (direction, kind of ship) or both."""

    good: str
    scope: str


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the goods from the table of goods."""
    del facts, sources, account
    for good in table("goods"):
        book.add("goods", good["good_id"], label=good["label"], part_of=good["part_of"])
        book.report(good["good_id"], GENERAL)


def kind_of(commodity: str, series: str) -> Kind:
    """Good and scope of a commodity in a series.

    Raises
    ------
    LookupError
        No rule has the word.
    """
    if not commodity:
        return Kind("", "")
    if series.startswith("co2_factor"):
        # The set of emission factors names vehicles, not goods.
        return Kind("", commodity.replace("_", " "))
    for rule in table("commodities"):
        if rule["commodity"] == commodity and re.fullmatch(rule["series"] or ".*", series):
            return Kind(rule["good"], rule["scope"])
    raise LookupError(f"commodity {commodity!r} of {series}. Add it to commodities.csv.")
