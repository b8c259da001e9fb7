"""Rows of a file, decoded by SQL: the good are kept, the others counted and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.importers.delimited import reading
from caspia.importers.plan import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

_EXAMPLES = 5
_TWICE = "the figure stands twice, or in an older classification too; one is taken"
_RIVALS = "several figures stand for one thing, and none can be told to be the right one"


def stage(
    connection: duckdb.DuckDBPyConnection, decoded: str, path: Path, key: str = "observation_id"
) -> tuple[Refusal, ...]:
    """Keep the good rows of a file in the temporary table ``kept``.

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

    Returns
    -------
    tuple of Refusal
        What is left out, the most first.

    Raises
    ------
    BadRowsError
        The file cannot be read to its end.
    """
    with reading(path):
        connection.execute(f"CREATE OR REPLACE TEMP VIEW decoded AS {decoded}")
        refused = connection.execute(
            f"SELECT refusal, count(*) AS n, list(DISTINCT named ORDER BY named)[1:{_EXAMPLES}] "
            "FROM decoded WHERE refusal IS NOT NULL GROUP BY refusal ORDER BY n DESC, refusal"
        ).fetchall()
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE kept AS "
            "SELECT * EXCLUDE (refusal, named) FROM decoded WHERE refusal IS NULL"
        )
    refusals = [
        Refusal(reason, count, tuple(str(name) for name in named if name is not None))
        for reason, count, named in refused
    ]
    return (*refusals, *_settle(connection, key))


def kept() -> str:
    """Return the query of the rows that `stage` kept."""
    return "SELECT * EXCLUDE (preference) FROM kept"


def _settle(connection: duckdb.DuckDBPyConnection, key: str) -> list[Refusal]:
    """Leave one row of each key: the preferred one where it is one, or all agree, else none."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE twice AS SELECT k.rowid AS place, "
        f"k.{key} AS id, preference, {_content(connection)} AS content FROM kept k WHERE k.{key} "
        f"IN (SELECT {key} FROM kept GROUP BY {key} HAVING count(*) > 1)"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE settled AS SELECT id, min(place) AS place, "
        "count(DISTINCT content) = 1 AS clear FROM twice t JOIN (SELECT id, max(preference) AS "
        "preference FROM twice GROUP BY id) USING (id, preference) GROUP BY id"
    )
    found = [
        _leave_out(connection, "clear AND t.place <> s.place", _TWICE),
        _leave_out(connection, "NOT clear", _RIVALS),
    ]
    connection.execute("DROP TABLE twice; DROP TABLE settled")
    return [refusal for refusal in found if refusal.count]


def _content(connection: duckdb.DuckDBPyConnection) -> str:
    """Return SQL of what two rows of one key may differ in."""
    names = {row[0] for row in connection.execute("DESCRIBE kept").fetchall()}
    return "value" if "value" in names else "hash(k)"


def _leave_out(connection: duckdb.DuckDBPyConnection, which: str, why: str) -> Refusal:
    chosen = f"FROM twice t JOIN settled s USING (id) WHERE {which}"
    count, named = connection.execute(
        f"SELECT count(*), list(DISTINCT id ORDER BY id)[1:{_EXAMPLES}] {chosen}"
    ).fetchall()[0]
    connection.execute(f"DELETE FROM kept WHERE rowid IN (SELECT t.place {chosen})")
    return Refusal(why, count, tuple(named or ()))
