"""Read the input files, each row with its place, and keep the account of what became of it."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

OUTCOMES = ("kept", "changed", "merged", "superseded", "refused", "left")
# What a merged row is where nothing more is said of it; the other outcomes explain themselves.
_TOLD_AGAIN = "the same thing told again"


@dataclass(frozen=True, slots=True)
class InputRow:
    """One row of one input file.

    Attributes
    ----------
    file : str
        Path inside the folder of facts.
    line : int
        Line in the file, the header being line 1.
    cells : dict
        The row as text.
    """

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str:
        """Return a cell, empty where the file has no such column."""
        return self.cells.get(column, "")

    @property
    def folder(self) -> str:
        """First part of the path."""
        return self.file.split("/")[0]

    def several(self, column: str) -> list[str]:
        """Split a cell at its semicolons."""
        return split(self.get(column))


def split(text: str) -> list[str]:
    """Split at semicolons, leaving out empty parts."""
    return [part.strip() for part in text.split(";") if part.strip()]


def read_rows(folder: Path, name: str) -> list[InputRow]:
    """Read one CSV file of the facts.

    Raises
    ------
    ValueError
        A row has more or fewer cells than the header.
    """
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    header, body = lines[0], lines[1:]
    rows = []
    for number, cells in enumerate(body, start=2):
        if len(cells) != len(header):
            raise ValueError(f"{name}:{number} has {len(cells)} cells, not {len(header)}. Mend it.")
        rows.append(InputRow(name, number, dict(zip(header, cells, strict=True))))
    return rows


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one input row."""

    file: str
    line: int
    outcome: str
    rows: tuple[str, ...]
    reason: str


@dataclass(slots=True)
class Account:
    """What became of every input row, each named once."""

    entries: dict[tuple[str, int], Entry] = field(default_factory=dict)

    def record(
        self, row: InputRow, outcome: str, rows: Iterable[str] = (), reason: str = ""
    ) -> None:
        """Enter the fate of a row.

        Raises
        ------
        ValueError
            The outcome is not known, a row not kept has no reason or the row was entered before.
        """
        place = (row.file, row.line)
        if outcome not in OUTCOMES:
            raise ValueError(f"{outcome!r} is no outcome. Use one of {', '.join(OUTCOMES)}.")
        if place in self.entries:
            raise ValueError(f"{row.file}:{row.line} is entered twice. Enter each row once.")
        if outcome == "merged":
            reason = reason or _TOLD_AGAIN
        if outcome != "kept" and not reason:
            raise ValueError(f"{row.file}:{row.line} is {outcome} without a reason. Give one.")
        self.entries[place] = Entry(row.file, row.line, outcome, tuple(rows), reason)

    def sorted(self) -> Iterator[Entry]:
        """Entries in the order of file and line."""
        for place in sorted(self.entries):
            yield self.entries[place]
