"""Check the finished tables against the schema, and the account against the input files."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from .facts import read_rows, split

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .book import Book, Row
    from .facts import Account

# Who takes part in an event is told by the reports of the event.
UNREPORTED = frozenset({"sources", "reports", "rivals", "participants"})
SHOWN = 60


def check_book(book: Book) -> None:
    """Check types, references, intervals and reports of every row.

    Raises
    ------
    ValueError
        Every problem is listed.
    """
    _stop([*_cell_problems(book), *_interval_problems(book), *_report_problems(book)])


def check_account(facts: Path, account: Account) -> None:
    """Check that each row of each CSV file is entered.

    Raises
    ------
    ValueError
        Every row that is missing, by file.
    """
    problems = []
    for path in sorted(facts.rglob("*.csv")):
        name = path.relative_to(facts).as_posix()
        lines = [row.line for row in read_rows(facts, name)]
        missing = [line for line in lines if (name, line) not in account.entries]
        if missing:
            shown = ", ".join(map(str, missing[:8]))
            problems.append(f"{name}: {len(missing)} of {len(lines)} rows, lines {shown} …")
    _stop(problems, "are not accounted for. Enter each in the account.")


def _stop(problems: list[str], cure: str = "break the schema. Mend these.") -> None:
    if problems:
        shown = "\n".join(f"  {problem}" for problem in problems[:SHOWN])
        raise ValueError(f"{len(problems)} places {cure}\n{shown}")


def _cell_problems(book: Book) -> Iterator[str]:
    ids = {row_id for rows in book.tables.values() for row_id in rows}
    for table, columns in book.schema.items():
        for row in book.rows(table):
            for column in columns:
                problem = _cell_problem(book, ids, column, row[column["column"]])
                if problem:
                    yield f"{table} {next(iter(row.values()))}: {column['column']} {problem}"


def _cell_problem(book: Book, ids: set[str], column: Row, text: str) -> str:
    if not text:
        return "is empty" if column["required"] == "yes" else ""
    kind = column["type"]
    if kind.startswith("list:"):
        parts = split(text)
        found = (_cell_problem(book, ids, column | {"type": kind[5:]}, part) for part in parts)
        return "; ".join(filter(None, found))
    if kind.startswith("ref:"):
        target = kind[4:]
        return "" if text in book.tables[target] else f"{text!r} is not in {target}"
    if kind == "row":
        return "" if text in ids else f"{text!r} is no row"
    if kind.startswith("enum:"):
        return "" if text in kind[5:].split("|") else f"{text!r} is not allowed"
    return "" if _parses(kind, text) else f"{text!r} is no {kind}"


def _parses(kind: str, text: str) -> bool:
    whole = {4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text)
    try:
        if kind == "date":
            dt.date.fromisoformat(text)
        elif kind == "partial_date":
            dt.date.fromisoformat(whole)
        elif kind == "number":
            return math.isfinite(float(text))
    except ValueError:
        return False
    return kind != "date" or len(text) == 10


def _interval_problems(book: Book) -> Iterator[str]:
    pairs = (("valid_from", "valid_to"), ("start", "end"), ("exists_from", "exists_to"))
    for table in book.schema:
        for row in book.rows(table):
            for first, last in pairs:
                if row.get(first) and row.get(last) and row[first] >= row[last]:
                    yield f"{table} {next(iter(row.values()))}: {row[first]} is not before {last}"


def _report_problems(book: Book) -> Iterator[str]:
    reported = {place[0] for place in book.reports}
    for table in book.schema:
        if table in UNREPORTED:
            continue
        for row_id in sorted(set(book.tables[table]) - reported):
            yield f"{table} {row_id}: no report"
