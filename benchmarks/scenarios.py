"""Time what-ifs of one and of four causes against so many solutions from nothing.

Run from the root of the repository: ``python benchmarks/scenarios.py [PERIOD]``; a year takes some
minutes, ``2024-05`` half a minute. A what-if of one cause needs two solutions, one of four causes
sixteen; beside them it lays scenarios over the ledger, measures and shares out. Every time is in
seconds of the clock.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import caspia
from caspia.scenarios.batch import Processes
from caspia.scenarios.difference.shares import coalitions

if TYPE_CHECKING:
    from caspia.ledger import Ledger
    from caspia.scenarios.batch import Workers

PERIOD = "2024"
ONE, FOUR = "zangezur-open", "caspian-level-falls"
WORKERS = 2


def fresh(ledger: Ledger, period: str) -> float:
    """Return how long one solution from nothing takes, reading rows of its own."""
    start = time.perf_counter()
    caspia.solve(ledger.at(ledger.as_of), period)
    return time.perf_counter() - start


def asked(ledger: Ledger, name: str, period: str, executor: Workers | None) -> float:
    """Return how long a what-if takes."""
    start = time.perf_counter()
    caspia.what_if(ledger, name, period, executor=executor)
    return time.perf_counter() - start


def main() -> None:
    """Print a line for each way."""
    period = sys.argv[1] if len(sys.argv) > 1 else PERIOD
    ledger = caspia.open()
    caspia.solve(ledger, period)  # compiles what is compiled once
    single = min(fresh(ledger, period) for _ in range(2))
    print(f"{period}: one solution from nothing {single:.1f} s")
    ways: tuple[tuple[str, Workers | None], ...] = (
        ("this process", None),
        (f"{WORKERS} workers", Processes(WORKERS)),
    )
    for name in (ONE, FOUR):
        causes = caspia.scenario(name).causes
        sets = len(coalitions(causes))
        for way, executor in ways if len(causes) > 1 else ways[:1]:
            took = asked(ledger, name, period, executor)
            print(
                f"{name}, {len(causes)} cause(s), {way}: {took:.1f} s, {sets} solutions, "
                f"{took / (sets * single):.2f} of {sets} from nothing"
            )


if __name__ == "__main__":
    main()
