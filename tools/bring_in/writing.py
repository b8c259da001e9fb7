"""Write the tables, the account and the page about them, all or none."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from .book import as_csv
from .data_page import data_page

if TYPE_CHECKING:
    from .book import Book
    from .facts import Account

DATA = Path("src/caspia/data")
ACCOUNT = Path("tools/curation/account.csv")
PAGE = Path("docs/data.md")


def write_all(book: Book, account: Account, root: Path) -> list[Path]:
    """Write every file under a root.

    Every text is made before the first file is touched, and each file is replaced in one step.

    Returns
    -------
    list of Path
        The files written.
    """
    texts = {root / DATA / f"{table}.csv": _table(book, table) for table in book.schema}
    texts[root / ACCOUNT] = _account(account)
    texts[root / PAGE] = data_page(book, account)
    waiting = {path: _beside(path, text) for path, text in texts.items()}
    for path, ready in waiting.items():
        ready.replace(path)
    return list(texts)


def _table(book: Book, table: str) -> str:
    header = [column["column"] for column in book.schema[table]]
    return as_csv(header, book.rows(table))


def _account(account: Account) -> str:
    rows = [
        {
            "file": entry.file,
            "line": str(entry.line),
            "outcome": entry.outcome,
            "rows": ";".join(entry.rows),
            "reason": entry.reason,
        }
        for entry in account.sorted()
    ]
    return as_csv(["file", "line", "outcome", "rows", "reason"], rows)


def _beside(path: Path, text: str) -> Path:
    """Write a text next to the file that it will replace."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)
    ready = Path(name)
    ready.chmod(0o644)
    return ready
