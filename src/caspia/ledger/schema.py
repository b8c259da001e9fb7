"""The schema of the ledger: every table and column, declared once in two CSV files.

``tables.csv`` says when a row of a table becomes known and what makes two rows speak of one thing;
``schema.csv`` declares the columns. Checks, storage, docs and the bad values of tests come from it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from caspia.errors import UnknownNameError

Clock = Literal["source", "report", "pair", "vocabulary", "structural", "event", "figure"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table.

    Attributes
    ----------
    name : str
        As in the header of the CSV file.
    kind : str
        ``key``, ``text``, ``number``, ``date``, ``partial_date``, ``unit``, ``qualifier``, ``row``
        (an id of any table), ``enum`` or ``ref``.
    is_list : bool
        Several values, separated by semicolons in CSV.
    options : tuple of str
        The values that an ``enum`` may take.
    refers_to : str
        The table that a ``ref`` points into.
    required : bool
        An empty cell is an error unless there is a default.
    default : str
        What an empty cell stands for.
    unit : str
        Unit of a number that always has the same one, else empty.
    meaning : str
        One sentence.
    """

    name: str
    kind: str
    is_list: bool
    options: tuple[str, ...]
    refers_to: str
    required: bool
    default: str
    unit: str
    meaning: str

    @property
    def sql_type(self) -> str:
        """Type of the column in DuckDB."""
        plain = {"number": "DOUBLE", "date": "DATE"}.get(self.kind, "VARCHAR")
        return f"{plain}[]" if self.is_list else plain


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table.

    Attributes
    ----------
    name : str
        As in the file name of the CSV.
    clock : str
        How its rows become known where their source is undated: ``structural`` always, ``event``
        when it happened, ``figure`` 90 days after its period. ``vocabulary`` needs no source.
    happened : str
        Column with the day it happened, or the end of the period of a figure.
    parent : str
        Column with the row whose reports speak for this one where it has none of its own.
    ending : str
        Column with the day after the last, where that was not known before it came; else empty.
    identity : tuple of str
        Columns that say what a row is about; rows equal in them and different in what they say are
        rivals.
    loose_identity : tuple of str
        Columns that tell rows apart only where both are filled.
    key_from : tuple of str
        Columns that an id is made of where a user gives none.
    columns : tuple of Column
        The key first.
    meaning : str
        One sentence.
    """

    name: str
    clock: Clock
    happened: str
    parent: str
    ending: str
    identity: tuple[str, ...]
    loose_identity: tuple[str, ...]
    key_from: tuple[str, ...]
    columns: tuple[Column, ...]
    meaning: str

    @property
    def key(self) -> str:
        """Name of the key column; reports and rivals have none and are known by all their cells."""
        return self.columns[0].name

    @property
    def has_key(self) -> bool:
        """Whether the first column is a key."""
        return self.columns[0].kind == "key"

    def column(self, name: str) -> Column | None:
        """Return a column by name; None where the table has none of that name."""
        return next((column for column in self.columns if column.name == name), None)

    def has(self, name: str) -> bool:
        """Tell whether the table has a column of this name."""
        return self.column(name) is not None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all columns in order."""
        return tuple(column.name for column in self.columns)


@cache
def tables() -> dict[str, TableSchema]:
    """Return every table by name, in the order of ``tables.csv``."""
    columns: dict[str, list[Column]] = {}
    for row in _read("schema.csv"):
        columns.setdefault(row["table"], []).append(_column(row))
    return {
        row["table"]: TableSchema(
            name=row["table"],
            clock=cast("Clock", row["clock"]),
            happened=row["happened"],
            parent=row["parent"],
            ending=row["ending"],
            identity=tuple(row["identity"].split()),
            loose_identity=tuple(row["loose_identity"].split()),
            key_from=tuple(row["key_from"].split()),
            columns=tuple(columns[row["table"]]),
            meaning=row["meaning"],
        )
        for row in _read("tables.csv")
    }


def table_named(name: str) -> TableSchema:
    """Return one table.

    Raises
    ------
    UnknownNameError
        There is none of that name.
    """
    found = tables().get(name)
    if found is None:
        raise UnknownNameError("table", name, (), f"Use one of {', '.join(tables())}.")
    return found


def schema_files() -> tuple[Path, ...]:
    """Return the files that declare the schema; the compiled ledger is named by their content."""
    return tuple(Path(__file__).with_name(name) for name in ("schema.csv", "tables.csv"))


def _read(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _column(row: dict[str, str]) -> Column:
    kind, _, rest = row["type"].partition(":")
    is_list = kind == "list"
    if is_list:
        kind, _, rest = rest.partition(":")
    return Column(
        name=row["column"],
        kind=kind,
        is_list=is_list,
        options=tuple(rest.split("|")) if kind == "enum" else (),
        refers_to=rest if kind == "ref" else "",
        required=row["required"] == "yes",
        default=row["default"],
        unit=row["unit"],
        meaning=row["meaning"],
    )
