"""The jobs of a server: who waits, which one runs, and telling whoever looks on."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import OrderedDict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from caspia.atlas.jobs.job import Job, Progress, job_id
from caspia.atlas.jobs.process import KINDS
from caspia.atlas.jobs.running import Running
from caspia.errors import BadInputError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from caspia.atlas.jobs.store import Store
    from caspia.atlas.limits import Limits
    from caspia.atlas.opening import Opening

_BEAT_S = 10.0

logger = logging.getLogger(__name__)


class QueueFullError(Exception):
    """More jobs wait than the server takes on."""


class Jobs:
    """Jobs that wait, run and have ended; one runs at a time.

    Parameters
    ----------
    store : Store
        Where they lie.
    opening : Opening
        The ledger.
    limits : Limits
        How many, how long, how large.
    content : callable
        Returns what is the same only where version and ledger are.
    kinds : mapping of str to str
        What works out each kind, as ``module:function``.
    """

    def __init__(
        self,
        store: Store,
        opening: Opening,
        limits: Limits,
        content: Callable[[], Awaitable[str]],
        kinds: Mapping[str, str] = KINDS,
    ) -> None:
        self._store = store
        self._opening = opening
        self._limits = limits
        self._content = content
        self._kinds = kinds
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._changed = asyncio.Condition()
        self._running: Running | None = None
        self._loop: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take up the jobs that were kept: what ran when a server ended is interrupted."""
        for job in self._store.jobs():
            taken = job
            if job.state == "running":
                self._store.clear(job.id)
                taken = job.changed(state="interrupted", ended=_now(), files=())
                self._store.keep(taken)
            self._jobs[job.id] = taken
        self._loop = asyncio.create_task(self._work())

    async def close(self) -> None:
        """End the job that runs; it is interrupted, and those that wait go on with the next."""
        loop, self._loop = self._loop, None
        if loop is not None:
            loop.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await loop
        if self._running is not None:
            job = self._jobs[self._running.job_id]
            self._running.end()
            self._running = None
            self._store.clear(job.id)
            self._store.keep(job.changed(state="interrupted", ended=_now()))

    def all(self) -> list[Job]:
        """Return the jobs, oldest first."""
        return list(self._jobs.values())

    def get(self, asked: str) -> Job:
        """Return a job.

        Raises
        ------
        UnknownNameError
            There is none of that id.
        """
        job = self._jobs.get(asked)
        if job is None:
            raise UnknownNameError("job", asked, (), "`jobs` lists all; post it again.")
        return job

    def place(self, job: Job) -> int:
        """Return how many wait before a job; 0 for the next, one that runs, or one that ended."""
        waiting = [one.id for one in self._jobs.values() if one.state == "queued"]
        return waiting.index(job.id) if job.id in waiting else 0

    async def id_of(self, kind: str, question: dict[str, Any]) -> str:
        """Return the id that a question has."""
        return job_id(kind, question, await self._content())

    async def post(self, kind: str, question: dict[str, Any], title: str) -> tuple[Job, bool]:
        """Return the job of a question, and whether it is new.

        Raises
        ------
        QueueFullError
            Too many wait.
        """
        new = await self.id_of(kind, question)
        known = self._jobs.get(new)
        if known is not None:
            return known, False
        self._require_room()
        job = Job(new, kind, question, title, created=_now())
        await self._set(job)
        self._drop_oldest()
        return job, True

    async def again(self, asked: str) -> Job:
        """Put a job that ended without a result back in the queue, behind all others.

        Raises
        ------
        UnknownNameError
            There is no such job.
        BadInputError
            It is on its way, or done.
        QueueFullError
            Too many wait.
        """
        job = self.get(asked)
        if not job.has_ended or job.state == "done":
            raise BadInputError(f"The job {job.id} is {job.state}. Ask for it as it is.")
        self._require_room()
        self._store.clear(job.id)
        self._jobs.move_to_end(job.id)
        fresh = job.changed(
            state="queued", started="", ended="", error=None, files=(), progress=Progress()
        )
        return await self._set(fresh)

    async def remove(self, asked: str) -> Job:
        """Cancel a job that waits or runs; forget one that has ended.

        Raises
        ------
        UnknownNameError
            There is no such job.
        """
        job = self.get(asked)
        if job.has_ended:
            self._store.forget(job.id)
            async with self._changed:
                del self._jobs[job.id]
                self._changed.notify_all()
            return job
        cancelled = await self._set(job.changed(state="cancelled", ended=_now()))
        if self._running is not None and self._running.job_id == job.id:
            self._running.end()
        return cancelled

    def content(self, job: Job, name: str) -> bytes | None:
        """Return a file of a job; None where there is none of that name."""
        return self._store.content(job.id, name) if name in job.files else None

    async def follow(self, asked: str) -> AsyncIterator[Job | None]:
        """Yield a job now and whenever it changes until it has ended; None where it goes on long.

        Raises
        ------
        UnknownNameError
            There is no such job.
        """
        told = self.get(asked)
        yield told
        while not told.has_ended:
            changed = await self._changed_from(asked, told)
            if changed is told:
                yield None
                continue
            if changed is None:
                return
            told = changed
            yield told

    async def _changed_from(self, asked: str, told: Job) -> Job | None:
        """Wait until a job is another one; return the same where nothing came for a while."""
        async with self._changed:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(
                    self._changed.wait_for(lambda: self._jobs.get(asked) is not told), _BEAT_S
                )
            return self._jobs.get(asked)

    def _require_room(self) -> None:
        waiting = sum(job.state == "queued" for job in self._jobs.values())
        if waiting >= self._limits.queue:
            raise QueueFullError

    def _drop_oldest(self) -> None:
        ended = [job for job in self._jobs.values() if job.has_ended]
        for job in ended[: max(0, len(ended) - self._limits.jobs_kept)]:
            self._store.forget(job.id)
            del self._jobs[job.id]

    async def _set(self, job: Job, *, kept: bool = True) -> Job:
        """Take a job as it is now, and tell whoever waits."""
        if kept:
            self._store.keep(job)
        async with self._changed:
            self._jobs[job.id] = job
            self._changed.notify_all()
        return job

    async def _work(self) -> None:
        while True:
            job = await self._next()
            try:
                await self._run(job)
            except Exception as fault:
                logger.exception("The job %s could not be run", job.id)
                error = _error("Fault", f"It could not be run: {fault}. Run it again.")
                await self._fail(job.id, error)

    async def _next(self) -> Job:
        """Wait for the job that has waited longest."""
        async with self._changed:
            while True:
                for job in self._jobs.values():
                    if job.state == "queued":
                        return job
                await self._changed.wait()

    async def _run(self, job: Job) -> None:
        started, began = _now(), time.monotonic()
        await self._set(job.changed(state="running", started=started))
        self._running = Running(
            job, self._kinds[job.kind], self._opening, self._store, self._limits
        )
        try:
            while (told := await self._running.heard()) is not None:
                passed = time.monotonic() - began
                if passed > self._limits.job_seconds:
                    await self._fail(job.id, _too_long(self._limits.job_seconds))
                    return
                if await self._took(job.id, told, passed):
                    return
            await self._fail(job.id, _died())
        finally:
            if self._running is not None and self._loop is not None:
                self._running.end()
                self._running = None

    async def _took(self, asked: str, told: tuple[Any, ...], passed: float) -> bool:
        """Take what the process says; true where the job has ended."""
        if not self._runs(asked):
            return True
        job = self._jobs[asked]
        kind, *rest = told
        if kind == "nothing":
            return False
        if kind == "step":
            step, number, total = rest
            progress = Progress(step, number, total, passed)
            await self._set(job.changed(progress=progress), kept=False)
            return False
        progress = Progress("", 1, 1, passed)
        if kind == "done":
            done = job.changed(state="done", ended=_now(), files=tuple(rest[0]), progress=progress)
            await self._set(done)
        else:
            await self._fail(asked, rest[0])
        return True

    async def _fail(self, asked: str, error: dict[str, Any]) -> None:
        if self._runs(asked):
            self._store.clear(asked)
            await self._set(self._jobs[asked].changed(state="failed", ended=_now(), error=error))

    def _runs(self, asked: str) -> bool:
        """Tell whether a job still runs: it may have been cancelled, forgotten or put back."""
        job = self._jobs.get(asked)
        return job is not None and job.state == "running"


def _error(kind: str, message: str) -> dict[str, Any]:
    return {"kind": kind, "message": message, "nearest": [], "problems": []}


def _too_long(seconds: float) -> dict[str, Any]:
    return _error(
        "TooLong",
        f"It took longer than {seconds:.0f} s and was ended. Ask for a shorter period or fewer "
        "goods.",
    )


def _died() -> dict[str, Any]:
    return _error(
        "ProcessDied",
        "Its process was killed, most likely for want of memory. Run it again, or ask for a "
        "shorter period.",
    )


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="milliseconds")
