"""Write a checked layer to a DuckDB file, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from caspia.ledger.cells import write_cell
from caspia.ledger.known_time import known_rows, report_known_from
from caspia.ledger.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    import duckdb

    from caspia.ledger.checking import CheckedRow

#: Raised whenever the layout of the file changes: part of its name.
LAYOUT = "2"

_KNOWN = (
    "row_id VARCHAR, table_name VARCHAR, source_id VARCHAR, known_from DATE, grade VARCHAR, "
    "digest VARCHAR"
)
_REPORT_EXTRA = ", known_from DATE, grade VARCHAR"
_KEYS = {
    "reports": ("row_id", "source_id", "field"),
    "rivals": ("row_id", "rival_id"),
    "known": ("row_id", "source_id"),
}


@dataclass(frozen=True, slots=True)
class StoredTable:
    """Rows ready to be written, as tuples in the order of the table's columns.

    Attributes
    ----------
    name : str
        The table.
    keys : tuple of str
        Columns that a row takes the place of another by.
    rows : sequence of tuple
        The cells.
    """

    name: str
    keys: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def store_layer(
    checked: Mapping[str, Sequence[CheckedRow]],
    sources_below: Mapping[str, Mapping[str, str]],
    target: Path,
) -> None:
    """Write all tables of a new layer to `target`, which appears only when it is complete.

    Parameters
    ----------
    checked : mapping
        Rows by table, as `check_rows` returns them.
    sources_below : mapping
        Sources of lower layers by id, with ``published`` and ``retrieved``.
    target : Path
        A DuckDB file; replaced in one step where it exists.
    """
    with _finished(target) as connection:
        append_rows(connection, stored_tables(checked, sources_below))


@contextmanager
def growing(target: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection to a copy of a layer, which takes its place when the block ends well.

    Where `target` does not exist, the copy is an empty layer.
    """
    with _finished(target, target if target.exists() else None) as connection:
        yield connection


def append_rows(connection: duckdb.DuckDBPyConnection, stored: Iterable[StoredTable]) -> None:
    """Add rows to a layer; one of the same key, or report of the same source, takes its place."""
    for table in stored:
        if not table.rows:
            continue
        with _registered(connection, table):
            same = " AND ".join(f't."{key}" IS NOT DISTINCT FROM b."{key}"' for key in table.keys)
            connection.execute(f'DELETE FROM "{table.name}" t USING batch b WHERE {same}')
            connection.execute(f'INSERT INTO "{table.name}" SELECT * FROM batch')


@contextmanager
def _finished(target: Path, start: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    import duckdb

    unfinished = target.with_name(f"{target.name}.{os.getpid()}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        if start:
            shutil.copyfile(start, unfinished)
        with duckdb.connect(str(unfinished)) as connection:
            if not start:
                for name, columns in table_columns().items():
                    connection.execute(f'CREATE TABLE "{name}" ({columns})')
            yield connection
            connection.execute("CHECKPOINT")
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
        unfinished.with_name(f"{unfinished.name}.wal").unlink(missing_ok=True)


def table_columns() -> dict[str, str]:
    """Return the SQL columns of every table of a layer, ``known`` the last."""
    declared = {
        name: ", ".join(f'"{column.name}" {column.sql_type}' for column in schema.columns)
        for name, schema in tables().items()
    }
    return declared | {"reports": declared["reports"] + _REPORT_EXTRA, "known": _KNOWN}


def stored_tables(
    checked: Mapping[str, Sequence[CheckedRow]], sources_below: Mapping[str, Mapping[str, str]]
) -> Iterator[StoredTable]:
    """Yield every table of a layer, and ``known``: from when each row is known and by whom."""
    groups = {name: list(rows) for name, rows in checked.items()}
    here = {row.row_id: row.cells for row in groups["sources"]}
    sources = {**sources_below, **{key: _dates_of(cells) for key, cells in here.items()}}
    rows = {row.row_id: row for group in groups.values() for row in group}
    for name, schema in tables().items():
        cells = [tuple(row.cells[column] for column in schema.names) for row in groups[name]]
        if name == "reports":
            known = (_report_known(row, rows, sources) for row in groups[name])
            cells = [(*cell, *when) for cell, when in zip(cells, known, strict=True)]
        yield StoredTable(name, _KEYS.get(name, (schema.key,)), cells)
    yield StoredTable(
        "known",
        _KEYS["known"],
        [
            (
                k.row_id,
                k.table,
                k.source_id,
                k.known_from,
                k.grade,
                _digest(k.source_id, rows.get(k.row_id)),
            )
            for k in known_rows(groups, sources)
        ],
    )


def _report_known(
    report: CheckedRow, rows: Mapping[str, CheckedRow], sources: Mapping[str, Mapping[str, str]]
) -> tuple[date, str]:
    cells = report.cells
    source = sources[cells["source_id"]]
    return report_known_from(rows.get(cells["row_id"]), source, cells["field"] or "")


def _dates_of(cells: Mapping[str, Any]) -> dict[str, str]:
    return {
        "published": cells["published"] or "",
        "retrieved": str(cells["retrieved"]),
        "kind": cells["kind"],
    }


def _digest(source_id: str, row: CheckedRow | None) -> str:
    """Hash what a source says in a row; an ending that came later is hashed as its own report."""
    if row is None:
        return hashlib.sha256(source_id.encode()).hexdigest()[:16]
    late = tables()[row.table].ending
    told = "\x1f".join(
        f"{name}={write_cell(cell)}" for name, cell in row.cells.items() if name != late
    )
    return hashlib.sha256(f"{source_id}\x1e{told}".encode()).hexdigest()[:16]


@contextmanager
def _registered(connection: duckdb.DuckDBPyConnection, table: StoredTable) -> Iterator[None]:
    """Make the rows of a table readable as ``batch``."""
    import pyarrow as pa

    described = connection.execute(f'DESCRIBE "{table.name}"').fetchall()
    arrow = {"VARCHAR": pa.string(), "DOUBLE": pa.float64(), "DATE": pa.date32()}
    arrow["VARCHAR[]"] = pa.list_(pa.string())
    columns = zip(*table.rows, strict=True)
    batch = {
        name: pa.array(values, type=arrow[kind])
        for (name, kind, *_), values in zip(described, columns, strict=True)
    }
    connection.register("batch", pa.table(batch))
    try:
        yield
    finally:
        connection.unregister("batch")
