"""Time the ledger against reading its CSV files, each in a process of its own.

Run from the root of the repository: ``python benchmarks/ledger.py``. Prints medians of whole
processes and their ratio to pandas; writes nothing.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7
DATA = Path(__file__).parents[1] / "src" / "caspia" / "data"

PROGRAMS = {
    "caspia: check and compile (first use)": "first use",
    "caspia: open, one series of one pair": (
        "import caspia; from caspia.ledger import Question, search;"
        "search(caspia.open(), Question(series='trade_turnover', parties=('AZE', 'KAZ')))"
    ),
    "polars: read all CSV, one series of one pair": (
        "import polars as pl; from pathlib import Path;"
        f"t = {{p.stem: pl.read_csv(p, infer_schema=False)"
        f" for p in Path({str(DATA)!r}).glob('*.csv')}};"
        "o = t['observations']; o.filter((pl.col('series') == 'trade_turnover')"
        " & (pl.col('subject') == 'AZE') & (pl.col('partner') == 'KAZ'))"
    ),
    "pandas: read all CSV, one series of one pair": (
        "import pandas as pd; from pathlib import Path;"
        f"t = {{p.stem: pd.read_csv(p, dtype=str) for p in Path({str(DATA)!r}).glob('*.csv')}};"
        "o = t['observations']; o[(o.series == 'trade_turnover') & (o.subject == 'AZE')"
        " & (o.partner == 'KAZ')]"
    ),
}


def seconds_of(program: str, cache: Path) -> float:
    """Return how long a process takes that runs a program."""
    if program == "first use":
        program = "import caspia; caspia.open().connection"
        for file in cache.glob("*"):
            file.unlink()
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, env={"CASPIA_CACHE": str(cache)})
    return time.perf_counter() - started


def main() -> None:
    """Print a table of medians."""
    taken: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(RUNS):
            for name, program in PROGRAMS.items():
                taken[name].append(seconds_of(program, Path(folder)))
    peer = statistics.median(taken["pandas: read all CSV, one series of one pair"])
    for name, runs in taken.items():
        median = statistics.median(runs)
        print(f"{name:50} {median:6.2f} s   {median / peer:5.2f} of pandas")


if __name__ == "__main__":
    main()
