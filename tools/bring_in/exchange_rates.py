"""Exchange rates: dollars for a unit of each currency by month, as far as they are certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .curation import table
from .sources import GENERAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the rates; a peg is given once for all its months."""
    del facts, sources, account
    for given in table("exchange_rates"):
        for month in _months(given["first_month"], given["last_month"]):
            rate = book.add(
                "exchange_rates",
                f"{given['currency']}-{month}",
                currency=given["currency"],
                month=f"{month}-01",
                usd_per_unit=given["usd_per_unit"] or _inverse(given["per_usd"]),
            )
            book.report(rate, GENERAL, note=f"{given['reason']}; no source opened")


def _months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while (name := f"{year}-{month:02d}") <= last:
        yield name
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _inverse(per_usd: str) -> str:
    return f"{1 / float(per_usd):.6f}"
