"""Time the ties of all pairs of the region over eight years, and whole runs of the command.

Run from the root of the repository: ``python benchmarks/ties.py``. Prints seconds, the median of
some runs; writes nothing.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from itertools import combinations

import caspia
from caspia.relations import region, settings, ties

SPAN = "2018..2025"
ROUNDS = 5
MOST_S = {"command": 3.0, "all pairs": 60.0}
CODE = "from caspia.cli import run; run()"


def command() -> float:
    """Return how long ``caspia ties AZE KAZ`` takes once the ledger is compiled."""
    words = [sys.executable, "-c", CODE, "ties", "AZE", "KAZ", "--period", SPAN]
    took = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True)
        took.append(time.perf_counter() - start)
    return statistics.median(took[1:])


def all_pairs() -> tuple[float, int]:
    """Return how long all pairs take with bands, and how many there are."""
    ledger = caspia.open()
    pairs = list(combinations(region(ledger), 2))
    start = time.perf_counter()
    for a, b in pairs:
        ties(ledger, a, b, SPAN)
    return time.perf_counter() - start, len(pairs)


def main() -> None:
    """Print the times."""
    whole, count = all_pairs()
    print(f"{count} pairs, {SPAN}, {settings().draws:.0f} draws: {whole:.1f} s")
    print(f"caspia ties AZE KAZ --period {SPAN}: {command():.2f} s")
    print(f"allowed: {MOST_S['all pairs']:.0f} s and {MOST_S['command']:.0f} s")


if __name__ == "__main__":
    main()
