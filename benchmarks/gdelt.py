"""Throughput of the GDELT importer against pandas, Polars and DuckDB's reader at the same work.

The work: read an export, keep events between two different countries, count them and average the
Goldstein scale by pair, month and root code. All four results are compared before a time counts.

    python -m benchmarks.gdelt EXPORT.CSV [--megabytes 500] [--repeats 7]
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import random
import statistics
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl

from caspia.importers.gdelt_sums import count_events

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    #: A table of pair, month, root code, events and mean Goldstein value, as each reader has it.
    Result = pa.Table | pd.DataFrame | pl.DataFrame
    #: The same as rows to compare.
    Rows = dict[tuple[str, str, int, str], tuple[int, float]]

_WANTED = (1, 7, 17, 28, 30)
_NAMES = ("date", "actor_1", "actor_2", "root", "goldstein")


def enlarge(export: Path, target: Path, megabytes: int) -> None:
    """Write an export many times over, each copy six hours after the one before.

    Each row gets an id of its own, and actors are exchanged between rows of one kind (with a
    country or without), so that pairs are many while lengths of rows and shares of empty cells
    stay as they were.
    """
    rows = [line.split(b"\t") for line in export.read_bytes().splitlines()]
    firsts = [(row[5], row[6], row[7]) for row in rows if row[7]]
    seconds = [(row[15], row[16], row[17]) for row in rows if row[17]]
    draw = random.Random(1)
    number, copies = 900_000_000, 0
    with target.open("wb") as file:
        while file.tell() < megabytes * 1_000_000:
            later = timedelta(hours=6 * copies)
            copies += 1
            for given in rows:
                row = list(given)
                number += 1
                day = f"{datetime.strptime(row[1].decode(), '%Y%m%d') + later:%Y%m%d}".encode()
                row[:4] = (b"%d" % number, day, day[:6], day[:4])
                if row[7]:
                    row[5:8] = draw.choice(firsts)
                if row[17]:
                    row[15:18] = draw.choice(seconds)
                file.write(b"\t".join(row) + b"\n")


def ours(path: Path) -> Result:
    """Read by the importer's own functions."""
    with duckdb.connect() as connection:
        count_events(connection, [path])
        return connection.sql(
            "SELECT actor_1, actor_2, month, root, events, (goldstein / valued)::DOUBLE AS mean "
            "FROM gdelt_sums WHERE actor_1 <> actor_2"
        ).to_arrow_table()


def with_pandas(path: Path) -> Result:
    """Read by pandas: the five columns alone, by the default engine."""
    frame = pd.read_csv(
        path,
        sep="\t",
        header=None,
        usecols=_WANTED,
        names=_names(),
        dtype={"date": str, "actor_1": str, "actor_2": str, "root": str, "goldstein": float},
        quoting=csv.QUOTE_NONE,
        keep_default_na=False,
        na_values={"goldstein": [""]},
    )
    return _grouped_by_pandas(frame)


def with_pandas_plain(path: Path) -> Result:
    """Read by pandas as it is often written: all columns, then those wanted."""
    frame = pd.read_csv(
        path, sep="\t", header=None, names=_names(), dtype=str, quoting=csv.QUOTE_NONE,
        keep_default_na=False,
    )[list(_NAMES)]  # fmt: skip
    frame["goldstein"] = pd.to_numeric(frame["goldstein"])
    return _grouped_by_pandas(frame)


def _names() -> list[str]:
    names = [f"column_{number}" for number in range(61)]
    for place, name in zip(_WANTED, _NAMES, strict=True):
        names[place] = name
    return names


def _grouped_by_pandas(frame: Any) -> Result:
    kept = frame[
        (frame["actor_1"] != "")
        & (frame["actor_2"] != "")
        & (frame["actor_1"] != frame["actor_2"])
    ]  # fmt: skip
    kept = kept.assign(month=kept["date"].str[:6].astype(int))
    keys = ["actor_1", "actor_2", "month", "root"]
    return kept.groupby(keys)["goldstein"].agg(["size", "mean"]).reset_index()


def with_polars(path: Path) -> Result:
    """Read by Polars, lazily and streaming."""
    schema = dict.fromkeys(_names(), pl.String)
    return (
        pl.scan_csv(path, separator="\t", has_header=False, quote_char=None, schema=schema)
        .filter(
            pl.col("actor_1").is_not_null()
            & pl.col("actor_2").is_not_null()
            & (pl.col("actor_1") != pl.col("actor_2"))
        )
        .group_by(
            "actor_1",
            "actor_2",
            pl.col("date").str.slice(0, 6).cast(pl.Int32).alias("month"),
            "root",
        )
        .agg(pl.len(), pl.col("goldstein").cast(pl.Float64).mean())
        .collect(engine="streaming")
    )


def with_duckdb(path: Path) -> Result:
    """Read by DuckDB's reader of CSV."""
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in _names())
    return duckdb.sql(
        "SELECT actor_1, actor_2, date[1:6]::INTEGER, root, count(*), avg(goldstein::DOUBLE) FROM "
        f"read_csv('{path}', auto_detect = false, header = false, delim = '\\t', quote = '', "
        f"escape = '', columns = {{{columns}}}) WHERE actor_1 IS NOT NULL AND actor_2 IS NOT NULL "
        "AND actor_1 <> actor_2 GROUP BY ALL"
    ).to_arrow_table()


_READERS: dict[str, Callable[[Path], Result]] = {
    "caspia": ours,
    "Polars": with_polars,
    "DuckDB": with_duckdb,
    "pandas, five columns": with_pandas,
    "pandas, all columns": with_pandas_plain,
}


def measure(path: Path, repeats: int) -> dict[str, list[tuple[float, float]]]:
    """Return wall and processor seconds of each reader, the readers taking turns."""
    expected = _rows(with_duckdb(path))
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in _READERS}
    for turn in range(repeats + 1):
        for name, reader in _READERS.items():
            wall, processor = time.perf_counter(), time.process_time()
            found = reader(path)
            spent = time.perf_counter() - wall, time.process_time() - processor
            if turn == 0 and not _same(_rows(found), expected):
                raise SystemExit(f"{name} finds another result.")
            if turn:
                times[name].append(spent)
    return times


def _rows(result: Result) -> Rows:
    table = pl.from_pandas(result) if isinstance(result, pd.DataFrame) else pl.DataFrame(result)
    return {
        (first, second, int(month), root): (count, mean)
        for first, second, month, root, count, mean in table.iter_rows()
    }


def _same(found: Rows, expected: Rows) -> bool:
    """Tell whether counts are equal, and means but for the last digits of a sum of floats."""
    return found.keys() == expected.keys() and all(
        count == expected[key][0] and math.isclose(mean, expected[key][1], abs_tol=1e-9)
        for key, (count, mean) in found.items()
    )


def show(times: dict[str, list[tuple[float, float]]], size: int) -> None:
    """Print a table: MB/s by median and best time, processor seconds, and times of caspia's."""
    own = statistics.median(wall for wall, _ in times["caspia"])
    least = statistics.median(processor for _, processor in times["caspia"])
    print("| reader | MB/s, median | MB/s, best | processor s | caspia is faster by (median) "
          "| by processor time |")  # fmt: skip
    print("| --- | --: | --: | --: | --: | --: |")
    for name, spent in times.items():
        wall = statistics.median(seconds for seconds, _ in spent)
        best = min(seconds for seconds, _ in spent)
        processor = statistics.median(seconds for _, seconds in spent)
        print(f"| {name} | {size / wall / 1e6:.0f} | {size / best / 1e6:.0f} | {processor:.2f} "
              f"| {wall / own:.1f} | {processor / least:.1f} |")  # fmt: skip


def main() -> None:
    """Run the comparison and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("export", type=Path)
    parser.add_argument("--megabytes", type=int, default=500)
    parser.add_argument("--repeats", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.export.CSV"
        enlarge(given.export, path, given.megabytes)
        size = path.stat().st_size
        print(f"{size / 1e6:.0f} MB, {os.cpu_count()} processors, {given.repeats} repeats in turn; "
              f"load {os.getloadavg()[0]:.1f} before")  # fmt: skip
        show(measure(path, given.repeats), size)


if __name__ == "__main__":
    main()
