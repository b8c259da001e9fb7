"""What the batch itself costs: the same tasks in a plain loop, by the batch, and with a store.

Run it with ``python benchmarks/batch.py``. A task keeps a processor busy for 20 ms, a third of what
a draw of a year takes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from caspia.scenarios.batch import Processes, run_batch

TASKS, ROUNDS = 600, 2
MOST_PERCENT = 5.0
BUSY_S = 0.02
VALUES = 500


def busy(payload: float, task: int) -> object:
    """Keep a processor busy for a while and return as many numbers as a draw does."""
    end = time.process_time() + payload
    while time.process_time() < end:
        pass
    return [task / (place + 1) for place in range(VALUES)]


def timed(run) -> float:
    """Return how long a call takes, in seconds."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def loop(tasks: list[int]) -> None:
    """Work the tasks with no batch around them."""
    for task in tasks:
        busy(BUSY_S, task)


def main() -> None:
    """Print the shortest time of each way; exits with 1 where the batch costs more than it may."""
    tasks = list(range(TASKS))
    took: dict[str, list[float]] = {}
    for turn in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            stored = {"store": Path(folder), "content": str(turn)}
            ways = {
                "in process": {},
                "in process, stored": stored,
                "one process, stored": {**stored, "content": "x", "executor": Processes(1)},
            }
            took.setdefault("plain loop", []).append(timed(lambda: loop(tasks)))
            for name, how in ways.items():
                run = partial(run_batch, busy, tasks, payload=BUSY_S, **how)
                took.setdefault(name, []).append(timed(run))
    least = {name: min(times) for name, times in took.items()}
    more = {name: 100 * (best / least["plain loop"] - 1) for name, best in least.items()}
    for name, best in least.items():
        print(f"{name:22} {best:6.2f} s  {more[name]:+5.1f} %")
    sys.exit(int(max(more.values()) > MOST_PERCENT))


if __name__ == "__main__":
    main()
