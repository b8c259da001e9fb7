"""Processes of this machine, which get the payload when they begin."""

from __future__ import annotations

import os
import signal
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING

from caspia.errors import BadInputError
from caspia.scenarios.batch.chunk import Shipped, keep, shipped, worked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from caspia.scenarios.batch.chunk import Chunk, Function


@dataclass(frozen=True, slots=True)
class Processes:
    """Processes of this machine.

    Attributes
    ----------
    asked : int
        How many; 0 for one per processor.

    Raises
    ------
    BadInputError
        The number is below 0.
    """

    asked: int = 0

    def __post_init__(self) -> None:
        if self.asked < 0:
            raise BadInputError(f"There cannot be {self.asked} workers. Give 1 or more.")

    @property
    def count(self) -> int:
        """How many processes there are."""
        return self.asked or os.cpu_count() or 1

    @contextmanager
    def pool(self, payload: object) -> Iterator[_Pool]:
        """Return processes that hold a payload."""
        given = shipped(payload)
        # Fresh interpreters: a fork would take the locks of other threads along.
        executor = ProcessPoolExecutor(self.count, get_context("spawn"), _begin, (given,))
        try:
            yield _Pool(executor, 2 * self.count, given.without_content())
        finally:
            executor.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Pool:
    executor: ProcessPoolExecutor
    window: int
    given: Shipped

    def submit(
        self, function: Function, tasks: Sequence[object], chunk: Chunk
    ) -> Future[list[str]]:
        return self.executor.submit(worked, function, self.given, tasks, chunk.deaths)


def _begin(given: Shipped) -> None:
    """Take the payload, leave Ctrl-C to the parent, and end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    keep(given)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
