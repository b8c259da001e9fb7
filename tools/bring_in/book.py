"""The output tables while they are being filled."""

from __future__ import annotations

import csv
import io
from pathlib import Path

SCHEMA = Path(__file__).parents[2] / "src/caspia/ledger/schema.csv"
Row = dict[str, str]


def read_schema(path: Path) -> dict[str, list[Row]]:
    """Columns of each table as the ledger declares them, in order."""
    tables: dict[str, list[Row]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for column in csv.DictReader(stream):
            tables.setdefault(column["table"], []).append(column)
    return tables


class Book:
    """Rows of every table of the ledger, with the reports and rivals that concern them.

    Parameters
    ----------
    schema : dict
        Columns of each table, see `read_schema`.
    """

    def __init__(self, schema: dict[str, list[Row]]) -> None:
        self.schema = schema
        self.tables: dict[str, dict[str, Row]] = {name: {} for name in schema}
        self.reports: dict[tuple[str, str, str], Row] = {}
        self.rivals: dict[tuple[str, str], str] = {}

    def key_of(self, table: str) -> str:
        """Name of the key column of a table."""
        return self.schema[table][0]["column"]

    def has(self, row_id: str) -> bool:
        """Whether any table has a row of this id."""
        return any(row_id in rows for rows in self.tables.values())

    def table_of(self, row_id: str) -> str:
        """Table that has the row, empty where none has."""
        return next((name for name, rows in self.tables.items() if row_id in rows), "")

    def add(self, table: str, row_id: str, **cells: str) -> str:
        """Add a row; columns that are not given take the default of the schema.

        Raises
        ------
        ValueError
            The id is taken or a column is not in the schema.
        """
        taken = self.table_of(row_id)
        if taken:
            raise ValueError(f"{row_id!r} for {table} is already a row of {taken}. Rename one.")
        columns = {column["column"]: column["default"] for column in self.schema[table]}
        unknown = set(cells) - set(columns)
        if unknown:
            raise ValueError(f"{table} has no column {sorted(unknown)}. See the schema.")
        row = columns | {name: text.strip() for name, text in cells.items() if text.strip()}
        row[self.key_of(table)] = row_id
        self.tables[table][row_id] = row
        return row_id

    def report(
        self, row_id: str, source: str, note: str = "", quoted: str = "", field: str = ""
    ) -> None:
        """Say that a source speaks of a row; a second telling adds its note to the first."""
        place = (row_id, source, field)
        old = self.reports.get(place)
        if old is None:
            self.reports[place] = {
                "row_id": row_id,
                "source_id": source,
                "field": field,
                "quoted": quoted.strip(),
                "note": note.strip(),
            }
            return
        old["quoted"] = joined(old["quoted"], quoted)
        old["note"] = joined(old["note"], note)

    def rival(self, row_id: str, rival_id: str, why: str) -> None:
        """Say that two rows disagree; the pair is kept once."""
        first, second = sorted((row_id, rival_id))
        self.rivals[first, second] = joined(self.rivals.get((first, second), ""), why)

    def rows(self, table: str) -> list[Row]:
        """Rows of a table in the order of their key."""
        if table == "reports":
            return [self.reports[place] for place in sorted(self.reports)]
        if table == "rivals":
            return [
                {"row_id": first, "rival_id": second, "why": self.rivals[first, second]}
                for first, second in sorted(self.rivals)
            ]
        return [self.tables[table][key] for key in sorted(self.tables[table])]


def joined(old: str, new: str) -> str:
    """Put two remarks together, leaving out what was said."""
    new = new.strip()
    if not new or new in old:
        return old
    return f"{old}; {new}" if old else new


def as_csv(header: list[str], rows: list[Row]) -> str:
    """Write rows as CSV text with LF line ends."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
