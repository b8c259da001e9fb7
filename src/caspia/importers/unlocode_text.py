"""The text of a UN/LOCODE list: its encoding has changed over the years, and it has no header."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.errors import BadRowsError, RowProblem
from caspia.importers.delimited import problem, require_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.importers.plan import Head

COLUMNS = (
    "change",
    "country",
    "location",
    "name",
    "name_ascii",
    "subdivision",
    "function",
    "status",
    "date",
    "iata",
    "coordinates",
    "remarks",
)
_OTHER_NAMES = {
    "ch": "change",
    "locode": "location",
    "namewodiacritics": "name_ascii",
    "subdiv": "subdivision",
}
_NEEDED = ("change", "country", "location", "name", "status", "function", "coordinates")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LOST = "\ufffd"
_CURE = "Download it again, and do not save it from a spreadsheet."


@dataclass(frozen=True, slots=True)
class UnlocodeText:
    """Rows of a list in the order of `COLUMNS`, and the encoding that they were in."""

    rows: list[tuple[str | None, ...]]
    encoding: str


def first_row(head: Head) -> list[str]:
    """Return the cells of the first row, read loosely."""
    line = next(iter(head.start.decode("utf-8-sig", errors="replace").splitlines()), "")
    return next(csv.reader([line]), [])


def row_names(row: Sequence[str]) -> list[str]:
    """Return the names of a header as they are in `COLUMNS`."""
    plain = [cell.strip().lower().replace(" ", "") for cell in row]
    return [_OTHER_NAMES.get(name, name) for name in plain]


def read_rows(head: Head) -> UnlocodeText:
    """Read a list: at most some ten megabytes.

    Raises
    ------
    BadRowsError
        It is in an encoding that lists are not in, letters of it are lost, a column is missing, or
        a row has too few cells.
    """
    text, encoding = _decode(head)
    named = row_names(first_row(head))
    has_header = "country" in named
    order = named if has_header else list(COLUMNS)
    if has_header:
        require_columns(head, named, _NEEDED)
    rows = []
    problems = []
    reader = csv.reader(io.StringIO(text, newline=""))
    for number, row in enumerate(reader, start=1):
        if not row or (has_header and number == 1):
            continue
        if len(row) != len(order):
            what = f"The row has {len(row)} cells, not {len(order)}."
            problems.append(RowProblem(str(head.path), reader.line_num, what, _CURE))
            continue
        cells = dict(zip(order, row, strict=True))
        rows.append(tuple(cells.get(name) or None for name in COLUMNS))
    if problems:
        raise BadRowsError(problems)
    return UnlocodeText(rows, encoding)


def _decode(head: Head) -> tuple[str, str]:
    held = head.path.read_bytes()
    if held.startswith(_WIDE_MARKS):
        raise problem(head.path, "It is in UTF-16.", "Save it as UTF-8.")
    try:
        text, encoding = held.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        text, encoding = _older(head, held), "Windows-1252, as older lists are"
    if _LOST in text:
        line = text[: text.index(_LOST)].count("\n") + 1
        raise problem(head.path, "Letters of it are lost.", _CURE, line)
    return text, encoding


def _older(head: Head, held: bytes) -> str:
    try:
        return held.decode("cp1252")
    except UnicodeDecodeError as fault:
        line = held[: fault.start].count(b"\n") + 1
        what = "It is neither UTF-8 nor Windows-1252."
        raise problem(head.path, what, _CURE, line) from None
