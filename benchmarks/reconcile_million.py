"""Reconcile a million reports, and time it against a plain mean by group in the same run.

With ``--write`` the table goes into docs/reconcile.md.
"""

from __future__ import annotations

import argparse
import platform
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import polars as pl

from caspia.reconcile import Reports, reports_from, weigh

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).parents[1] / "docs" / "reconcile.md"
MARKS = ("<!-- million table -->\n", "<!-- end of million table -->")
TIMES = 3


def make(count: int) -> Reports:
    """Return reports with one to eight of a quantity, some tellers with several, all hedges."""
    random = np.random.default_rng(20_240_531)
    sizes = random.geometric(0.35, count).clip(max=8)
    quantity = np.repeat(np.arange(count), sizes)[:count]
    truth = np.exp(random.normal(3, 2, count))[quantity]
    value = np.round(truth * np.exp(random.normal(0, 0.04, count)), 3) + 0.001
    gross = random.random(count) < 0.03
    value[gross] *= 10
    hedge = random.choice(4, count, p=[0.7, 0.15, 0.1, 0.05])
    half = np.choose(
        hedge, [0.0005 * np.ones(count), 0.05 * value, np.zeros(count), np.zeros(count)]
    )
    low = np.where(hedge == 3, 0.8 * value, value - half)
    high = np.where(hedge == 2, 1.2 * value, value + half)
    teller = random.integers(0, 4, count)
    return reports_from(
        quantity, value, low, high, teller=teller, soft_low=hedge == 3, soft_high=hedge == 2
    )


def best_of(action: Callable[[], object], times: int = TIMES) -> float:
    """Return the least wall time of some runs, in seconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def measure(count: int) -> str:
    """Return the table as Markdown."""
    reports = make(count)
    columns = {"quantity": reports.quantity, "value": reports.value}
    polars, pandas = pl.DataFrame(columns), pd.DataFrame(columns)
    by_polars = best_of(lambda: polars.group_by("quantity").agg(pl.col("value").mean()))
    by_pandas = best_of(pandas.groupby("quantity")["value"].mean)
    plain = best_of(lambda: weigh(reports, pulls_of=False), 1)
    full = best_of(lambda: weigh(reports), 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    quantities = len(np.unique(reports.quantity))
    lines = [
        f"{count:,} reports of {quantities:,} quantities, Python {platform.python_version()}, "
        f"NumPy {np.__version__}, one process; peak memory {peak:,.0f} MB with the tables:",
        "",
        "| what | seconds | times Polars' mean | times pandas' mean |",
        "| --- | --- | --- | --- |",
    ]
    for name, taken in (
        ("Polars, mean by quantity", by_polars),
        ("pandas, mean by quantity", by_pandas),
        ("caspia, interval and weights", plain),
        ("caspia, with pulls and odds of a gross error", full),
    ):
        ratios = f"{taken / by_polars:.3g} | {taken / by_pandas:.3g}"
        lines.append(f"| {name} | {taken:.3f} | {ratios} |")
    return "\n".join([*lines, ""])


def main() -> None:
    """Print the table; write it into the page where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    chosen = parser.parse_args()
    table = measure(chosen.count)
    print(table)
    if chosen.write:
        old = PAGE.read_text(encoding="utf-8")
        head, tail = old.split(MARKS[0])[0], old.split(MARKS[1])[1]
        PAGE.write_text(f"{head}{MARKS[0]}{table}{MARKS[1]}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
