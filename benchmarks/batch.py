"""What the batch itself costs: the same tasks in a plain loop, by the batch, and with a store.

Run it with ``python benchmarks/batch.py``. A task keeps a processor busy for 20 ms, a third of what
a draw of a year takes. Processor time is counted, that of other processes of the batch included, so
that what else runs on the machine does not count; the clock is printed beside it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from caspia.scenarios.batch import Processes, run_batch

if TYPE_CHECKING:
    from collections.abc import Callable

TASKS, ROUNDS = 600, 2
MOST_PERCENT = 5.0
BUSY_S = 0.02
VALUES = 110


def busy(payload: float, task: int) -> object:
    """Keep a processor busy for a while and return as many numbers as a draw does."""
    end = time.process_time() + payload
    while time.process_time() < end:
        pass
    return [task / (place + 1) for place in range(VALUES)]


class Took(NamedTuple):
    """What a call took, in seconds: of processors, and by the clock."""

    processor: float
    clock: float


def timed(run: Callable[[], object]) -> Took:
    """Return what a call takes; processes that it starts have ended by then."""
    begin, clock = sum(os.times()[:4]), time.perf_counter()
    run()
    return Took(sum(os.times()[:4]) - begin, time.perf_counter() - clock)


def loop(tasks: list[int]) -> None:
    """Work the tasks with no batch around them."""
    for task in tasks:
        busy(BUSY_S, task)


def main() -> None:
    """Print the shortest time of each way; exits with 1 where the batch costs more than it may."""
    tasks = list(range(TASKS))
    took: dict[str, list[Took]] = {}
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
    plain = least["plain loop"].processor
    more = {name: 100 * (best.processor / plain - 1) for name, best in least.items()}
    for name, best in least.items():
        times = f"{best.processor:6.2f} s of processors, {best.clock:6.2f} s by the clock"
        print(f"{name:22} {times}  {more[name]:+5.1f} %")
    sys.exit(int(max(more.values()) > MOST_PERCENT))


if __name__ == "__main__":
    main()
