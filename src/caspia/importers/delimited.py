"""Text files of columns: their header from the head of the file, their rows by DuckDB."""

from __future__ import annotations

import codecs
import csv
import io
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.errors import BadRowsError, RowProblem
from caspia.ledger import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from caspia.importers.plan import Head

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text file is laid out.

    Attributes
    ----------
    delimiter : str
        A comma, semicolon or tab.
    header : tuple of str
        Names of the columns as they stand, without surrounding space.
    """

    delimiter: str
    header: tuple[str, ...]


def text_of(head: Head) -> str:
    """Return the start of a file as text, to recognise it by: a wrong encoding is passed over."""
    if head.start.startswith(_WIDE_MARKS):
        return head.start.decode("utf-16", errors="replace")
    return head.start.decode("utf-8-sig", errors="replace")


def layout_of(head: Head) -> Layout:
    """Return the delimiter and header of a text file; no columns where it is no such text."""
    line = next(iter(text_of(head).splitlines()), "")
    delimiter = max("\t,;", key=line.count)
    cells = next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
    return Layout(delimiter, tuple(cell.strip() for cell in cells))


def looks_like(head: Head, columns: Collection[str], share: float = 0.6) -> bool:
    """Tell whether a header has most of the columns given, however many others."""
    header = layout_of(head).header
    return sum(name in header for name in columns) >= share * len(columns)


def problem(path: Path, what: str, cure: str, line: int = 0) -> BadRowsError:
    """Return an error that names one thing wrong with a file."""
    return BadRowsError([RowProblem(str(path), line, what, cure)])


def require_columns(head: Head, header: Sequence[str], needed: Collection[str]) -> None:
    """Refuse a file whose columns are not all there.

    Raises
    ------
    BadRowsError
        It is in UTF-16, or columns are missing; each with the name that is nearest.
    """
    if head.start.startswith(_WIDE_MARKS):
        raise problem(head.path, "It is in UTF-16.", "Save it as UTF-8.")
    missing = [name for name in needed if name not in header]
    others = [name for name in header if name not in needed]
    problems = [
        RowProblem(
            str(head.path), 1, f"There is no column {name!r}.{_nearest(name, others)}",
            "Give the file as it was downloaded, or name the column so.",
        )
        for name in missing
    ]  # fmt: skip
    if problems:
        raise BadRowsError(problems)


def _nearest(name: str, others: Sequence[str]) -> str:
    near = nearest(name, others)
    return f" Is it {near[0]!r}?" if near else ""


def rows_of(head: Head, layout: Layout, names: Mapping[str, str] | None = None) -> str:
    """Return SQL of the rows of a text file, every column as text, empty ones as NULL.

    Parameters
    ----------
    head : Head
        The file.
    layout : Layout
        Its layout.
    names : mapping, optional
        Names of columns in the SQL by their names in the file; else those of the file.
    """
    names = names or {}
    columns = ", ".join(
        f"{quoted(names.get(name, name))}: 'VARCHAR'" for name in unlike(layout.header)
    )
    delimiter = "\\t" if layout.delimiter == "\t" else layout.delimiter
    escape = "E" if delimiter == "\\t" else ""
    return (
        f"read_csv({quoted(str(head.path))}, auto_detect = false, header = true, quote = '\"', "
        f"escape = '\"', delim = {escape}'{delimiter}', columns = {{{columns}}})"
    )


def unlike(header: Sequence[str]) -> list[str]:
    """Return names that differ: a second column of one name, or one without, gets its number."""
    seen: set[str] = set()
    found = []
    for number, name in enumerate(header, start=1):
        unique = name if name and name.casefold() not in seen else f"{name}#{number}"
        seen.add(unique.casefold())
        found.append(unique)
    return found


def quoted(text: str) -> str:
    """Return a text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what DuckDB says of a file that it cannot read into an error that names the place.

    Raises
    ------
    BadRowsError
        The file is mis-encoded, truncated or otherwise no file of its kind.
    """
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as fault:
        raise _told(path, str(fault)) from None


def _told(path: Path, message: str) -> BadRowsError:
    place = re.search(r"Line:\s*(\d+)", message)
    line = int(place[1]) if place else 0
    if "not utf-8" in message or "unicode" in message or "UTF" in message:
        return problem(path, "It is not UTF-8.", "Save it as UTF-8.", line)
    counts = re.search(r"Number of Columns: (\d+) Found: (\d+)", message)
    if counts:
        what = f"The row has {counts[2]} cells, but the header has {counts[1]}."
        return problem(path, what, "Is the file cut off? Download it again.", line)
    first = message.splitlines()[0].removesuffix(".")
    return problem(
        path, f"It cannot be read: {first}.", "Is the file cut off? Download it again.", line
    )
