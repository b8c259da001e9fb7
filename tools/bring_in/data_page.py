"""The page that says what the tables hold and what became of the input."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .data_quality import data_quality
from .facts import OUTCOMES

if TYPE_CHECKING:
    from .book import Book
    from .facts import Account

_INTRODUCTION = """\
# The reference ledger

The tables in `src/caspia/data` are the facts that caspia ships with: who met, what was agreed, what
moves and over which links, each row with the sources that say so. They are CSV so that a correction
is a one-line change that can be reviewed. The columns, with type, unit and meaning, are declared in
`src/caspia/ledger/schema.csv`.

`python -m tools.bring_in FACTS` writes the tables from the gathered facts, and this page with them.
What was decided by hand is in `tools/curation`, each decision with its reason.
`tools/curation/account.csv` says of every input row what became of it.
"""


def data_page(book: Book, account: Account) -> str:
    """Write the page, in Markdown.

    Parameters
    ----------
    book : Book
        The finished tables.
    account : Account
        What became of every input row.
    """
    quality = data_quality(book, account)
    parts = [_INTRODUCTION, _tables(book), quality, _outcomes(account), _refusals(account)]
    return "\n".join(parts)


def _tables(book: Book) -> str:
    lines = ["## Rows by table", "", "| table | rows |", "| --- | ---: |"]
    lines += [f"| {table} | {len(book.rows(table))} |" for table in book.schema]
    return "\n".join([*lines, ""])


def _outcomes(account: Account) -> str:
    counts = Counter((entry.file, entry.outcome) for entry in account.sorted())
    files = sorted({file for file, _ in counts})
    lines = [
        "## Input rows by file and outcome",
        "",
        "| file | rows | " + " | ".join(OUTCOMES) + " |",
        "| --- | ---: |" + " ---: |" * len(OUTCOMES),
    ]
    for file in files:
        found = [counts[file, outcome] for outcome in OUTCOMES]
        lines.append(f"| {file} | {sum(found)} | " + " | ".join(map(str, found)) + " |")
    totals = [sum(counts[file, outcome] for file in files) for outcome in OUTCOMES]
    lines.append(f"| all | {sum(totals)} | " + " | ".join(map(str, totals)) + " |")
    return "\n".join([*lines, ""])


def _refusals(account: Account) -> str:
    refused = [entry for entry in account.sorted() if entry.outcome == "refused"]
    lines = ["## Rows refused", ""]
    if not refused:
        lines.append("No input row was refused.")
    lines += [f"- `{entry.file}:{entry.line}`: {entry.reason}" for entry in refused]
    return "\n".join([*lines, ""])
