"""Write a checked layer to a DuckDB file, whole or not at all."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from caspia.ledger.cells import write_cell
from caspia.ledger.known_time import known_rows, report_known_from
from caspia.ledger.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import duckdb

    from caspia.ledger.checking import CheckedRow

#: Raised whenever the layout of the file changes: part of its name.
LAYOUT = "1"

_KNOWN = (
    "row_id VARCHAR, table_name VARCHAR, source_id VARCHAR, known_from DATE, grade VARCHAR, "
    "digest VARCHAR"
)
_REPORT_EXTRA = ", known_from DATE, grade VARCHAR"


@dataclass(frozen=True, slots=True)
class StoredTable:
    """A table ready to be written: its SQL columns and its rows as tuples in that order."""

    name: str
    columns: str
    rows: Sequence[tuple[Any, ...]]


def store_layer(
    checked: Mapping[str, Sequence[CheckedRow]],
    sources_below: Mapping[str, Mapping[str, str]],
    target: Path,
) -> None:
    """Write all tables of a layer to `target`, which appears only when it is complete.

    Parameters
    ----------
    checked : mapping
        Rows by table, as `check_rows` returns them.
    sources_below : mapping
        Sources of lower layers by id, with ``published`` and ``retrieved``.
    target : Path
        A DuckDB file; replaced in one step where it exists.
    """
    import duckdb  # noqa: PLC0415

    unfinished = target.with_name(f"{target.name}.{os.getpid()}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(unfinished)) as connection:
            for table in stored_tables(checked, sources_below):
                _write(connection, table)
            connection.execute("CHECKPOINT")
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
        unfinished.with_name(f"{unfinished.name}.wal").unlink(missing_ok=True)


def stored_tables(
    checked: Mapping[str, Sequence[CheckedRow]], sources_below: Mapping[str, Mapping[str, str]]
) -> Iterator[StoredTable]:
    """Yield every table of a layer, and ``known``: from when each row is known and by whom."""
    groups = {name: list(rows) for name, rows in checked.items()}
    here = {row.row_id: row.cells for row in groups["sources"]}
    sources = {**sources_below, **{key: _dates_of(cells) for key, cells in here.items()}}
    rows = {row.row_id: row for group in groups.values() for row in group}
    for name, schema in tables().items():
        columns = ", ".join(f'"{column.name}" {column.sql_type}' for column in schema.columns)
        cells = [tuple(row.cells[column] for column in schema.names) for row in groups[name]]
        if name == "reports":
            columns += _REPORT_EXTRA
            known = [
                report_known_from(
                    rows.get(row.cells["row_id"]),
                    sources[row.cells["source_id"]],
                    row.cells["field"] or "",
                )
                for row in groups[name]
            ]
            cells = [(*cell, *when) for cell, when in zip(cells, known, strict=True)]
        yield StoredTable(name, columns, cells)
    yield StoredTable(
        "known",
        _KNOWN,
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


def _dates_of(cells: Mapping[str, Any]) -> dict[str, str]:
    return {"published": cells["published"] or "", "retrieved": str(cells["retrieved"])}


def _digest(source_id: str, row: CheckedRow | None) -> str:
    """Hash what a source says in a row; an ending that came later is hashed as its own report."""
    if row is None:
        return hashlib.sha256(source_id.encode()).hexdigest()[:16]
    late = "valid_to" if tables()[row.table].ends_known else ""
    told = "\x1f".join(
        f"{name}={write_cell(cell)}" for name, cell in row.cells.items() if name != late
    )
    return hashlib.sha256(f"{source_id}\x1e{told}".encode()).hexdigest()[:16]


def _write(connection: duckdb.DuckDBPyConnection, table: StoredTable) -> None:
    connection.execute(f'CREATE TABLE "{table.name}" ({table.columns})')
    if not table.rows:
        return
    import pyarrow as pa  # noqa: PLC0415

    width = len(table.rows[0])
    types = [row[1] for row in connection.execute(f'DESCRIBE "{table.name}"').fetchall()]
    arrow = {"VARCHAR": pa.string(), "DOUBLE": pa.float64(), "DATE": pa.date32()}
    arrow["VARCHAR[]"] = pa.list_(pa.string())
    arrays = [pa.array([row[n] for row in table.rows], type=arrow[types[n]]) for n in range(width)]
    batch = pa.table(dict(zip([f"c{n}" for n in range(width)], arrays, strict=True)))
    connection.register("batch", batch)
    connection.execute(f'INSERT INTO "{table.name}" SELECT * FROM batch')
    connection.unregister("batch")
