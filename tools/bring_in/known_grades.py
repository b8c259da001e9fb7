"""How each row of the finished tables is known: by the rules of the ledger itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from caspia.ledger.checking import check_rows
from caspia.ledger.known_time import known_rows
from caspia.ledger.raw_rows import RawRow

if TYPE_CHECKING:
    from datetime import date

    from .book import Book

GRADES = ("published", "event", "structural", "undated")


def count_grades(book: Book) -> dict[str, Counter[str]]:
    """Count the rows of each table by the grade of what makes them known first.

    Raises
    ------
    BadRowsError
        The ledger would refuse a row.
    """
    raw = {
        table: [RawRow(f"{table}.csv", n, row) for n, row in enumerate(book.rows(table), start=2)]
        for table in book.schema
    }
    first: dict[str, tuple[date, str]] = {}
    tables: dict[str, str] = {}
    for known in known_rows(check_rows(raw), book.tables["sources"]):
        tables[known.row_id] = known.table
        found = (known.known_from, known.grade)
        first[known.row_id] = min(first.get(known.row_id, found), found)
    counts: dict[str, Counter[str]] = {}
    for row_id, (_, grade) in first.items():
        counts.setdefault(tables[row_id], Counter())[grade] += 1
    return counts
