"""Rows of a file, decoded by SQL: the good are kept, the others counted and named."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from caspia.importers.delimited import reading
from caspia.importers.plan import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import duckdb

_EXAMPLES = 5
_TWICE = "the figure stands twice, or in an older classification too; one is taken"
_RIVALS = "several figures stand for one thing, and none can be told to be the right one"


def stage(
    connection: duckdb.DuckDBPyConnection,
    decoded: str,
    path: Path,
    key: str = "observation_id",
    into: str = "kept",
) -> tuple[Refusal, ...]:
    """Keep the good rows of a file in a temporary table.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Where the table is made.
    decoded : str
        SQL of the columns of a table of the ledger, and of ``refusal`` (why a row is left out,
        NULL where it is good), ``named`` (what to name of such a row) and ``preference`` (which of
        several rows with one key is taken: the highest).
    path : Path
        The file, named in errors.
    key : str
        The key of the table.
    into : str
        Name of the temporary table.

    Returns
    -------
    tuple of Refusal
        What is left out, the most first.

    Raises
    ------
    BadRowsError
        The file cannot be read to its end.
    """
    with reading(path), _streaming(connection):
        connection.execute(f"CREATE OR REPLACE TEMP VIEW decoded AS {decoded}")
        # Grouped by name first: a list of distinct names in one step would hold every row.
        refused = connection.execute(
            f"SELECT refusal, sum(n)::BIGINT AS n, list(named ORDER BY named)[1:{_EXAMPLES}] FROM "
            "(SELECT refusal, named, count(*) AS n FROM decoded WHERE refusal IS NOT NULL "
            "GROUP BY refusal, named) GROUP BY refusal ORDER BY n DESC, refusal"
        ).fetchall()
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {into} AS "
            "SELECT * EXCLUDE (refusal, named) FROM decoded WHERE refusal IS NULL"
        )
    refusals = [
        Refusal(reason, count, tuple(str(name) for name in named if name is not None))
        for reason, count, named in refused
    ]
    return (*refusals, *_settle(connection, key, into))


@contextmanager
def _streaming(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Join as written, the file on the left: how many rows it has is not known beforehand.

    Taken for small, it would be held in memory and the tables of codes streamed past it.
    """
    connection.execute("SET disabled_optimizers = 'build_side_probe_side'")
    try:
        yield
    finally:
        connection.execute("RESET disabled_optimizers")


def refusing(tests: Mapping[str, tuple[str, str]]) -> str:
    """Return SQL of the columns ``refusal`` and ``named``.

    Parameters
    ----------
    tests : mapping
        By SQL of what is wrong, in the order in which it is told: the reason, and SQL of what to
        name.
    """
    why = " ".join(f"WHEN {test} THEN '{reason}'" for test, (reason, _) in tests.items())
    shown = " ".join(f"WHEN {test} THEN {name}" for test, (_, name) in tests.items())
    return f"CASE {why} END AS refusal, CASE {shown} END AS named"


def kept(table: str = "kept") -> str:
    """Return the query of the rows that `stage` kept."""
    return f"SELECT * EXCLUDE (preference) FROM {table}"


def _settle(connection: duckdb.DuckDBPyConnection, key: str, table: str) -> list[Refusal]:
    """Leave one row of each key: the preferred one where it is one, or all agree, else none."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE twice AS SELECT k.rowid AS place, "
        f"k.{key} AS id, preference, {_content(connection, table)} AS content FROM {table} k "
        f"WHERE k.{key} IN (SELECT {key} FROM {table} GROUP BY {key} HAVING count(*) > 1)"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE settled AS SELECT id, min(place) AS place, "
        "count(DISTINCT content) = 1 AS clear FROM twice t JOIN (SELECT id, max(preference) AS "
        "preference FROM twice GROUP BY id) USING (id, preference) GROUP BY id"
    )
    found = [
        _leave_out(connection, table, "clear AND t.place <> s.place", _TWICE),
        _leave_out(connection, table, "NOT clear", _RIVALS),
    ]
    connection.execute("DROP TABLE twice; DROP TABLE settled")
    return [refusal for refusal in found if refusal.count]


def _content(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """Return SQL of what two rows of one key may differ in."""
    names = {row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()}
    return "value" if "value" in names else "hash(k)"


def _leave_out(connection: duckdb.DuckDBPyConnection, table: str, which: str, why: str) -> Refusal:
    chosen = f"FROM twice t JOIN settled s USING (id) WHERE {which}"
    count, named = connection.execute(
        f"SELECT count(*), list(DISTINCT id ORDER BY id)[1:{_EXAMPLES}] {chosen}"
    ).fetchall()[0]
    connection.execute(f"DELETE FROM {table} WHERE rowid IN (SELECT t.place {chosen})")
    return Refusal(why, count, tuple(named or ()))
