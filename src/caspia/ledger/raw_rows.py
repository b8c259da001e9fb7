"""Rows as they stand in CSV files, with their place, before anything is checked."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.errors import BadRowsError, RowProblem

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.ledger.schema import TableSchema

# Figures are short; a cell beyond this is a file of another kind or an unclosed quotation mark.
_LONGEST_CELL = 200_000


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of one file, all cells text.

    Attributes
    ----------
    file : str
        The file as the user named it.
    line : int
        Line in the file on which the row ends, the header being line 1.
    cells : dict of str to str
        By column.
    """

    file: str
    line: int
    cells: dict[str, str]

    def problem(self, what: str, cure: str) -> RowProblem:
        """Return a problem that names this row's place."""
        return RowProblem(self.file, self.line, what, cure)


@dataclass(frozen=True, slots=True)
class RawTables:
    """Rows by table, and the problems found while they were read."""

    rows: dict[str, list[RawRow]]
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class RawFile:
    """A whole CSV file: its header and rows."""

    file: str
    header: tuple[str, ...]
    rows: tuple[RawRow, ...]


def read_csv(path: Path) -> RawFile:
    """Read a CSV file in UTF-8, with or without a byte order mark.

    Raises
    ------
    BadRowsError
        The file is missing, empty, not UTF-8 or not CSV, or rows have too many or too few cells;
        all such rows are listed.
    """
    name = str(path)
    lines = _lines(path, name)
    header = tuple(cell.strip() for cell in lines[0][1])
    twice = sorted({column for column in header if header.count(column) > 1})
    if twice:
        raise BadRowsError(
            [RowProblem(name, 1, f"Column {', '.join(twice)} stands twice.", "Keep one of each.")]
        )
    problems = [
        RowProblem(
            name, number, f"{len(cells)} cells, but the header has {len(header)}.",
            "Add or remove commas; put texts with a comma in quotation marks.",
        )
        for number, cells in lines[1:]
        if len(cells) != len(header)
    ]  # fmt: skip
    if problems:
        raise BadRowsError(problems)
    rows = tuple(
        RawRow(name, number, dict(zip(header, cells, strict=True))) for number, cells in lines[1:]
    )
    return RawFile(name, header, rows)


def check_header(file: RawFile, schema: TableSchema) -> None:
    """Refuse a file whose columns are not those of its table.

    Raises
    ------
    BadRowsError
        Columns are missing or unknown.
    """
    missing = [name for name in schema.names if name not in file.header]
    unknown = [name for name in file.header if name not in schema.names]
    problems = [
        RowProblem(file.file, 1, f"There is no column {name!r}.", f"{schema.name} needs it.")
        for name in missing
    ] + [
        RowProblem(file.file, 1, f"{schema.name} has no column {name!r}.", "Remove or rename it.")
        for name in unknown
    ]
    if problems:
        raise BadRowsError(problems)


def _lines(path: Path, name: str) -> list[tuple[int, list[str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _unreadable(
            name, f"It is not UTF-8 (byte {fault.start}).", "Save it as UTF-8."
        ) from None
    except OSError as fault:
        raise _unreadable(
            name, f"It cannot be read: {fault.strerror}.", "Check the path."
        ) from None
    if "\x00" in text:
        raise _unreadable(name, "It is not a text file.", "Give a CSV file.")
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as fault:
        raise BadRowsError(
            [RowProblem(name, reader.line_num, f"It is not CSV: {fault}.", "Close the quotation.")]
        ) from None
    if not lines:
        raise _unreadable(name, "It is empty.", "Give a file with a header and rows.")
    return lines


def _unreadable(name: str, what: str, cure: str) -> BadRowsError:
    return BadRowsError([RowProblem(name, 0, what, cure)])
