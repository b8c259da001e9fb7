"""Events of a GDELT export, counted inside DuckDB by pair of countries, month and kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

    from caspia.importers.gdelt_files import Part
    from caspia.importers.gdelt_scan import Picked

# Rows that wait to be counted: some tens of megabytes.
_WAITING = 1_000_000


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of the files.

    Attributes
    ----------
    rows, picked : int
        Rows in all, and those of them whose two actors have a country.
    size : int
        Bytes.
    first, last : str
        When GDELT added the first and the last of them, as 14 digits.
    """

    rows: int
    picked: int
    size: int
    first: str
    last: str


def count_events(connection: duckdb.DuckDBPyConnection, parts: Iterable[Part]) -> Read:
    """Count events into the temporary table ``gdelt_sums``.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Where the table is made: actor_1, actor_2 (country codes), month (201910), root, events (how
        many) and goldstein (their sum, exact; NULL where none has a value), valued (how many have).
    parts : iterable of Part
        Taken one by one and not kept.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE gdelt_batches (actor_1 UINTEGER, actor_2 UINTEGER, "
        "month INTEGER, root UINTEGER, goldstein UBIGINT, events BIGINT)"
    )
    rows = picked = size = waiting = 0
    stamps: list[str] = []
    batch: list[Picked] = []
    for part in parts:
        rows += part.picked.rows
        size += part.size
        stamps = [min([*stamps[:1], *part.added]), max([*stamps[1:], *part.added])]
        batch.append(part.picked)
        waiting += len(part.picked.month)
        if waiting > _WAITING:
            _count(connection, batch)
            picked, waiting, batch = picked + waiting, 0, []
    _count(connection, batch)
    _sum(connection)
    first, last = stamps or ("", "")
    return Read(rows, picked + waiting, size, first, last)


def _count(connection: duckdb.DuckDBPyConnection, batch: list[Picked]) -> None:
    import numpy as np
    import pyarrow as pa

    if not batch:
        return
    names = ("actor_1", "actor_2", "month", "root", "goldstein")
    columns = {name: np.concatenate([getattr(part, name) for part in batch]) for name in names}
    connection.register("gdelt_events_read", pa.table(columns))
    connection.execute(
        "INSERT INTO gdelt_batches SELECT *, count(*) FROM gdelt_events_read GROUP BY ALL"
    )
    connection.unregister("gdelt_events_read")


def _sum(connection: duckdb.DuckDBPyConnection) -> None:
    """Add up, in decimals so that the order does not matter, and turn numbers back to texts."""
    scale = (
        f"SELECT goldstein, TRY_CAST({_letters('goldstein', 8)} AS DECIMAL(9, 4)) AS value "
        "FROM (SELECT DISTINCT goldstein FROM gdelt_batches)"
    )
    summed = (
        "SELECT actor_1, actor_2, month, root, sum(events)::BIGINT AS events, "
        "sum(value * events) AS goldstein, "
        "coalesce(sum(events) FILTER (WHERE value IS NOT NULL), 0)::BIGINT AS valued "
        "FROM gdelt_batches JOIN scale USING (goldstein) GROUP BY ALL"
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE gdelt_sums AS WITH scale AS ({scale}) "
        f"SELECT {_letters('actor_1', 3)} AS actor_1, {_letters('actor_2', 3)} AS actor_2, month, "
        f"{_letters('root', 2)} AS root, events, goldstein, valued FROM ({summed})"
    )
    connection.execute("DROP TABLE gdelt_batches")


def _letters(column: str, length: int) -> str:
    """Return SQL of the characters in the bytes of a number; leading zero bytes are none."""
    codes = [f"(({column} >> {shift}) & 255)" for shift in range(8 * (length - 1), -1, -8)]
    letters = [f"CASE WHEN {code} > 0 THEN chr({code}::INTEGER) ELSE '' END" for code in codes]
    return " || ".join(letters).join("()")
