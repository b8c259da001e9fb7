"""Processes that work out answers, so that the server itself is always free to send them."""

from __future__ import annotations

import asyncio
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from caspia.atlas.child import begin_child

if TYPE_CHECKING:
    from collections.abc import Callable

    from caspia.atlas.answers import Content, Question, Refusal
    from caspia.atlas.answers.knowledge import Knowledge
    from caspia.atlas.opening import Opening

# Answers that take seconds: one reader is always left free of them.
_LONG = frozenset(
    {
        "brief",
        "pair",
        "mediators",
        "mediators_file",
        "timeline",
        "timeline_file",
        "network_picture",
        "flows_picture",
        "all_ties",
        "ties_file",
        "check",
    }
)

_known: Knowledge | None = None


class TooManyError(Exception):
    """More questions wait than the server takes on."""


class Readers:
    """The readers, and who waits for them.

    Parameters
    ----------
    make : callable
        Returns an executor whose workers have been through `begin_reader`.
    count : int
        How many workers it has.
    most : int
        Questions that may wait.
    """

    def __init__(self, make: Callable[[], Executor], count: int, most: int) -> None:
        self._make = make
        self._executor = make()
        self._most = most
        self._waiting = 0
        self._long = asyncio.Semaphore(max(1, count - 1))

    @property
    def idle(self) -> bool:
        """Whether nobody waits for an answer."""
        return self._waiting == 0

    async def ask(self, question: Question) -> Content | Refusal:
        """Return what a reader answers.

        Raises
        ------
        TooManyError
            Too many wait already.
        """
        if self._waiting >= self._most:
            raise TooManyError
        self._waiting += 1
        try:
            if question.name in _LONG:
                async with self._long:
                    return await self._asked(question)
            return await self._asked(question)
        finally:
            self._waiting -= 1

    async def _asked(self, question: Question) -> Content | Refusal:
        executor = self._executor
        try:
            return await asyncio.wrap_future(executor.submit(read, question))
        except BrokenExecutor:
            # A reader was killed, most likely for want of memory: others take its place.
            if self._executor is executor:
                self._executor = self._make()
                executor.shutdown(wait=False, cancel_futures=True)
            return await asyncio.wrap_future(self._executor.submit(read, question))

    def close(self) -> None:
        """End the readers; what is on its way is not waited for."""
        processes = list((getattr(self._executor, "_processes", None) or {}).values())
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()


def reader_processes(opening: Opening, count: int) -> ProcessPoolExecutor:
    """Return processes that have opened a ledger by the time of their first question."""
    # Fresh interpreters: a fork would take the locks of other threads along.
    return ProcessPoolExecutor(count, get_context("spawn"), _begin, (opening,))


def _begin(opening: Opening) -> None:
    begin_child()
    begin_reader(opening)


def begin_reader(opening: Opening) -> None:
    """Open the ledger that this process answers from."""
    global _known  # noqa: PLW0603  a pool can hand its workers nothing else
    from caspia.atlas.answers.knowledge import Knowledge

    _known = Knowledge(opening.open())


def read(question: Question) -> Content | Refusal:
    """Return the answer to a question.

    Raises
    ------
    RuntimeError
        The process was not begun as a reader.
    """
    from caspia.atlas.answers import answer

    if _known is None:
        raise RuntimeError("This process has no ledger. Start it with begin_reader.")
    return answer(_known, question)
