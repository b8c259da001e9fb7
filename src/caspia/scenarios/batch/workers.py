"""Where chunks are worked: in process, or by any executor of ``concurrent.futures``."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from caspia.scenarios.batch.chunk import lines_of, shipped, worked
from caspia.scenarios.batch.processes import Processes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from caspia.scenarios.batch.chunk import Chunk, Function


class Pool(Protocol):
    """Workers that are there now and hold the payload."""

    @property
    def window(self) -> int:
        """How many chunks are given out at a time."""

    def submit(
        self, function: Function, tasks: Sequence[object], chunk: Chunk
    ) -> Future[list[str]]:
        """Give a chunk out; the future holds its lines."""


class Workers(Protocol):
    """Makes pools, a fresh one whenever the last broke."""

    def pool(self, payload: object) -> AbstractContextManager[Pool]:
        """Return workers that hold a payload."""


def workers_of(executor: Executor | Workers | None) -> Workers:
    """Return what makes pools of what the caller gave."""
    if executor is None:
        return _InProcess()
    return _Given(executor) if isinstance(executor, Executor) else executor


def is_death(error: BaseException) -> bool:
    """Tell whether an error says that workers are lost, not that the code is wrong."""
    lost = isinstance(error, (BrokenExecutor, CancelledError, ConnectionError, TimeoutError))
    return lost or type(error).__module__.partition(".")[0] == "distributed"


class _InProcess:
    """In this process, one chunk at a time; the payload is not copied."""

    window = 1

    @contextmanager
    def pool(self, payload: object) -> Iterator[Pool]:
        self._payload = payload
        yield self

    def submit(
        self, function: Function, tasks: Sequence[object], chunk: Chunk
    ) -> Future[list[str]]:
        del chunk
        future: Future[list[str]] = Future()
        future.set_result(lines_of(function, self._payload, tasks))
        return future


class _Given:
    """An executor of the caller's, who also ends it; the payload travels with every chunk."""

    window = 1_000_000

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    @contextmanager
    def pool(self, payload: object) -> Iterator[Pool]:
        if _is_broken(self._executor):
            with Processes().pool(payload) as fresh:
                yield fresh
            return
        self._shipped = shipped(payload)
        yield self

    def submit(
        self, function: Function, tasks: Sequence[object], chunk: Chunk
    ) -> Future[list[str]]:
        return self._executor.submit(worked, function, self._shipped, tasks, chunk.deaths)


def _is_broken(executor: Executor) -> bool:
    """Tell whether a pool is past use; it says so when it is asked for work."""
    try:
        executor.submit(int).result()
    except BrokenExecutor:
        return True
    return False
