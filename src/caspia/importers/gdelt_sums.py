"""Events of a GDELT export, counted by pair of countries, month and kind.

Polars reads the files, DuckDB adds up the Goldstein values in decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.importers.delimited import problem
from caspia.importers.gdelt_faults import (
    ACTOR_1,
    ACTOR_2,
    ADDED,
    ADDED_LENGTH,
    COLUMNS,
    COUNTRY,
    COUNTRY_LENGTH,
    DATE,
    DATE_LENGTH,
    GOLDSTEIN,
    GOLDSTEIN_MOST,
    LAST,
    MONTH,
    ROOT,
    ROOT_LENGTH,
    first_fault,
    tabs_of,
)
from caspia.importers.gdelt_files import CUT_OFF, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import duckdb
    import polars as pl

    from caspia.importers.gdelt_files import Export


_KEYS = ("actor_1", "actor_2", "month", "root", "goldstein")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of the files.

    Attributes
    ----------
    rows, picked : int
        Rows in all, and those of them whose two actors have a country.
    size : int
        Bytes, unpacked.
    first, last : str
        When GDELT added the first and the last of them, as 14 digits; empty where there is none.
    """

    rows: int
    picked: int
    size: int
    first: str
    last: str


def count_events(connection: duckdb.DuckDBPyConnection, files: Iterable[Path]) -> Read:
    """Count events into the temporary table ``gdelt_sums``.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Where the table is made: actor_1, actor_2 (country codes), month (201910), root, events (how
        many) and goldstein (their sum, exact; NULL where none has a value), valued (how many have).
    files : iterable of Path
        Exports, plain or packed by zip.

    Raises
    ------
    BadRowsError
        A file is cut off or mis-encoded, or a row is none of an export; with its line.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE gdelt_batches (actor_1 VARCHAR, actor_2 VARCHAR, "
        "month VARCHAR, root VARCHAR, goldstein VARCHAR, events BIGINT)"
    )
    reads = [Read(0, 0, 0, "", "")]
    for exports in unpacked(files):
        filled = [export for export in exports if export.plain.stat().st_size]
        if filled:
            reads.append(_count(connection, filled))
    _sum(connection)
    return Read(
        sum(read.rows for read in reads),
        sum(read.picked for read in reads),
        sum(read.size for read in reads),
        min((read.first for read in reads if read.rows), default=""),
        max(read.last for read in reads),
    )


def _count(connection: duckdb.DuckDBPyConnection, exports: Sequence[Export]) -> Read:
    import polars as pl

    files = [export.plain for export in exports]
    try:
        groups = _groups(files)
    except pl.exceptions.PolarsError as unread:
        what = f"It cannot be read: {unread}."
        raise first_fault(exports) or problem(exports[0].given, what, CUT_OFF) from None
    if not _fit(files, groups):
        raise first_fault(exports) or problem(exports[0].given, "It cannot be read.", CUT_OFF)
    fault = None if _are_good(groups) else first_fault(exports)
    if fault:
        raise fault
    counted = groups.drop_nulls("actor_1")
    connection.register("gdelt_read", counted.select(*_KEYS, "events").to_arrow())
    connection.execute("INSERT INTO gdelt_batches SELECT * FROM gdelt_read")
    connection.unregister("gdelt_read")
    size = sum(file.stat().st_size for file in files)
    rows, picked = int(groups["events"].sum()), int(counted["events"].sum())
    return Read(rows, picked, size, str(groups["first"].min()), str(groups["last"].max()))


def _fit(files: Sequence[Path], groups: pl.DataFrame) -> bool:
    """Tell whether files are UTF-8 with as many tabs as their rows should have.

    Polars passes over cells beyond the last column; where no row is too short, the sum shows them.
    """
    tabs = [tabs_of(file) for file in files]
    return None not in tabs and sum(filter(None, tabs)) == groups["events"].sum() * (COLUMNS - 1)


def _groups(files: Sequence[Path]) -> pl.DataFrame:
    """Return events counted by `_KEYS`; those without a country for both actors have no keys.

    Beside the keys: ``events`` (how many), ``first`` and ``last`` (moments of adding), ``undated``
    (rows without such a moment) and ``unended`` (rows without a last cell). A month is empty where
    the date is not of eight digits.
    """
    import polars as pl

    names = [f"column_{number}" for number in range(COLUMNS)]
    scanned = pl.scan_csv(
        list(files),
        separator="\t",
        has_header=False,
        quote_char=None,
        schema=dict.fromkeys(names, pl.String),
        glob=False,
    )
    cell = {number: pl.col(name) for number, name in enumerate(names)}
    both = (cell[ACTOR_1].str.len_bytes() == COUNTRY_LENGTH) & (
        cell[ACTOR_2].str.len_bytes() == COUNTRY_LENGTH
    )
    is_whole = cell[DATE].str.len_bytes() == DATE_LENGTH
    month = pl.when(is_whole).then(cell[DATE].str.slice(0, 6)).otherwise(pl.lit(""))
    keys = (cell[ACTOR_1], cell[ACTOR_2], month, cell[ROOT], cell[GOLDSTEIN])
    is_dated = cell[ADDED].str.len_bytes() == ADDED_LENGTH
    return (
        scanned.group_by(
            pl.when(both).then(key).alias(name) for name, key in zip(_KEYS, keys, strict=True)
        )
        .agg(
            pl.len().cast(pl.Int64).alias("events"),
            cell[ADDED].min().alias("first"),
            cell[ADDED].max().alias("last"),
            (~is_dated.fill_null(value=False)).sum().alias("undated"),
            cell[LAST].null_count().alias("unended"),
        )
        .collect(engine="streaming")
    )


def _are_good(groups: pl.DataFrame) -> bool:
    """Tell whether all rows are surely those of an export; if not, a closer look is needed.

    A row that is too short lacks its last cell; one that has it empty is none the worse.
    """
    import polars as pl

    col = pl.col
    good = (
        col("actor_1").str.contains(COUNTRY)
        & col("actor_2").str.contains(COUNTRY)
        & col("month").str.contains(MONTH)
        & (col("root").str.len_bytes() == ROOT_LENGTH)
        & (col("goldstein").str.len_bytes().fill_null(0) <= GOLDSTEIN_MOST)
    )
    moments = (col("first") + col("last")).str.contains(r"^\d+$")
    whole = (col("undated") == 0) & (col("unended") == 0) & moments
    fine = whole & (col("actor_1").is_null() | good)
    return bool(groups.select(fine.fill_null(value=False).all()).item())


def _sum(connection: duckdb.DuckDBPyConnection) -> None:
    """Add up, in decimals so that the order does not matter."""
    value = "TRY_CAST(goldstein AS DECIMAL(9, 4))"
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE gdelt_sums AS SELECT actor_1, actor_2, "
        "month::INTEGER AS month, root, sum(events)::BIGINT AS events, "
        f"sum({value} * events) AS goldstein, "
        f"coalesce(sum(events) FILTER (WHERE {value} IS NOT NULL), 0)::BIGINT AS valued "
        "FROM gdelt_batches GROUP BY ALL"
    )
    connection.execute("DROP TABLE gdelt_batches")
