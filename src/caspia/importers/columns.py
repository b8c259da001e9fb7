"""Rows that were read in Python, made a temporary table of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import duckdb


def make_table(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str | None]],
) -> None:
    """Make a temporary table.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Where it is made.
    name : str
        Its name; a table of that name is replaced.
    columns : sequence of str
        Names of its columns.
    rows : iterable
        A text or None for each column.
    """
    import pyarrow as pa

    held = list(rows)
    table = pa.table(
        {
            column: pa.array([row[place] for row in held], pa.string())
            for place, column in enumerate(columns)
        }
    )
    connection.register("given_rows", table)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM given_rows")
    connection.unregister("given_rows")
