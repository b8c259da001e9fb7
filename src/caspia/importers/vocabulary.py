"""Vocabulary that kept rows name and that the ledger lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.importers.countries import party_rows
from caspia.importers.hs import good_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import duckdb


def vocabulary_of(
    connection: duckdb.DuckDBPyConnection,
    ids: Mapping[str, str],
    series: Iterable[Mapping[str, str]] = (),
) -> dict[str, list[dict[str, str]]]:
    """Return rows of parties, goods and series by table; tables without any are left out.

    Parameters
    ----------
    connection : DuckDBPyConnection
        With observations in the temporary table ``kept``.
    ids : mapping
        Every id of the ledger to its table.
    series : iterable of mapping
        Rows of ``series`` that the format may use.
    """
    parties = {*named(connection, "subject"), *named(connection, "partner")}
    used = set(named(connection, "series")) - set(ids)
    found = {
        "parties": party_rows({*parties, *named(connection, "reporter")}, ids),
        "goods": good_rows(named(connection, "good"), ids),
        "series": [dict(row) for row in series if row["series_id"] in used],
    }
    return {table: rows for table, rows in found.items() if rows}


def named(connection: duckdb.DuckDBPyConnection, column: str) -> list[str]:
    """Return what stands in a column of ``kept``, in order; nothing where there is none such."""
    columns = {row[0] for row in connection.execute("DESCRIBE kept").fetchall()}
    if column not in columns:
        return []
    query = f"SELECT DISTINCT {column} FROM kept WHERE {column} IS NOT NULL ORDER BY 1"
    return [str(row[0]) for row in connection.execute(query).fetchall()]
