"""What a running server holds: readers, answers kept, jobs."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import TYPE_CHECKING

from caspia.atlas.answers import Question, Refusal
from caspia.atlas.endpoints.asked import today
from caspia.atlas.jobs.jobs import Jobs
from caspia.atlas.jobs.process import KINDS
from caspia.atlas.jobs.store import Store
from caspia.atlas.readers import Readers, reader_processes
from caspia.atlas.shelf import Shelf
from caspia.atlas.warming import first_questions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor
    from pathlib import Path

    from caspia.atlas.limits import Limits
    from caspia.atlas.opening import Opening

_PAUSE_S = 0.05


class ReaderError(Exception):
    """A reader cannot say what it reads."""


class Service:
    """The parts of a server that live as long as it does.

    Parameters
    ----------
    opening : Opening
        The ledger it speaks of.
    limits : Limits
        How much it takes on.
    folder : Path
        Where jobs are kept.
    make : callable, optional
        Returns what works out answers; left out, processes of their own.
    kinds : mapping of str to str
        What works out each kind of job, as ``module:function``.
    """

    def __init__(
        self,
        opening: Opening,
        limits: Limits,
        folder: Path,
        make: Callable[[], Executor] | None = None,
        kinds: Mapping[str, str] = KINDS,
    ) -> None:
        self.opening = opening
        self.limits = limits
        chosen = make or (lambda: reader_processes(opening, limits.readers))
        self.readers = Readers(chosen, limits.readers, limits.waiting)
        self.shelf = Shelf(self.readers.ask, limits.kept_bytes)
        self.jobs = Jobs(Store(folder), opening, limits, self._content, kinds)
        self._warming: asyncio.Task[None] | None = None

    def start_warming(self) -> None:
        """Begin to work out what is asked for most, whenever nobody waits."""
        self._warming = asyncio.create_task(self._warm())

    async def _content(self) -> str:
        """Return what is the same only where version and ledger are."""
        meta = await self.shelf.get(Question.of("meta", today()))
        if isinstance(meta, Refusal):
            raise ReaderError(meta.told["message"])
        told = json.loads(meta.body)["provenance"]
        return f"{told['caspia']} {told['visible']} {told['strict']}"

    async def _warm(self) -> None:
        for question in first_questions():
            while not self.readers.idle:
                await asyncio.sleep(_PAUSE_S)
            await self.shelf.get(question)

    async def close(self) -> None:
        """End everything that was started."""
        if self._warming is not None:
            self._warming.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await self._warming
        await self.jobs.close()
        self.readers.close()
