"""The process of the job that runs, and what it says."""

from __future__ import annotations

import asyncio
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from caspia.atlas.jobs.process import Order, work

if TYPE_CHECKING:
    from caspia.atlas.jobs.job import Job
    from caspia.atlas.jobs.store import Store
    from caspia.atlas.limits import Limits
    from caspia.atlas.opening import Opening

_LISTEN_S = 0.25
_GRACE_S = 3.0


class Running:
    """A job on its way in a process of its own.

    Parameters
    ----------
    job : Job
        What is worked out.
    function : str
        What works it out, as ``module:function``.
    opening : Opening
        The ledger.
    store : Store
        Where its files go.
    limits : Limits
        How large they may be.
    """

    def __init__(
        self, job: Job, function: str, opening: Opening, store: Store, limits: Limits
    ) -> None:
        self.job_id = job.id
        fresh = get_context("spawn")
        self._pipe, theirs = fresh.Pipe(duplex=False)
        order = Order(function, job.question, opening, store.place(job.id), limits.job_bytes)
        self._process = fresh.Process(target=work, args=(order, theirs), daemon=True)
        self._process.start()
        theirs.close()

    async def heard(self) -> tuple[Any, ...] | None:
        """Return what it says next, ``("nothing",)`` after a while; None where it is gone."""
        return await asyncio.to_thread(self._heard)

    def _heard(self) -> tuple[Any, ...] | None:
        try:
            if not self._pipe.poll(_LISTEN_S):
                return ("nothing",)
            told: tuple[Any, ...] = self._pipe.recv()
        except (EOFError, OSError):
            return None
        return told

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.terminate()
        self._process.join(_GRACE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._pipe.close()
