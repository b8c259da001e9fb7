"""The batch: tasks in chunks, given out, kept, and given out again where a worker dies."""

from __future__ import annotations

from collections import deque
from concurrent.futures import FIRST_COMPLETED, wait
from typing import TYPE_CHECKING

from caspia.errors import BadInputError, WorkersError
from caspia.scenarios.batch.chunk import chunks_of
from caspia.scenarios.batch.outcome import LOST, Failed, line_of, outcome_of
from caspia.scenarios.batch.store import Store, job_key
from caspia.scenarios.batch.workers import is_death, workers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from caspia.scenarios.batch.chunk import Chunk, Function
    from caspia.scenarios.batch.workers import Pool, Workers

    Flying = dict[Future[list[str]], Chunk]

# Deaths over a chunk after which it is suspected, and is worked apart from the others. One is
# enough where the scheduler has tried it on several workers itself.
_SUSPECT = 3
_TRIED_ON_SEVERAL = "KilledWorker"
_CHUNK = 16


def run_batch(
    function: Callable[[object, object], object],
    tasks: Sequence[object],
    *,
    payload: object = None,
    content: str | None = None,
    executor: Executor | Workers | None = None,
    store: Path | None = None,
    done: Callable[[int, int], None] | None = None,
    chunk: int = _CHUNK,
) -> list[object]:
    """Return what comes of every task, in their order, the same bytes however they are split.

    A task that raises is a `Failed` in its place. Where a worker dies, what it worked on is given
    out again on a fresh pool; a task over which workers die time and again is a `Failed` too.

    Parameters
    ----------
    function : callable
        Of the payload and a task, found by its name in a module; it returns numbers, texts, lists
        and mappings of them.
    tasks : sequence
        What is asked; for a store, of numbers, texts, lists and mappings.
    payload : object, optional
        What all tasks share; it is sent to each worker once.
    content : str, optional
        What the payload holds, in a text that is the same only where it is; needed for a store.
    executor : Executor or Workers, optional
        Any executor of ``concurrent.futures``, `Processes` or `Cluster`; left out, this process.
    store : Path, optional
        A folder for results; a run with the same folder goes on where another stopped.
    done : callable, optional
        Told how many of how many tasks are done.
    chunk : int
        How many tasks go to a worker together.

    Raises
    ------
    BadInputError
        A store is given without a content, tasks cannot be told apart, or chunks hold nothing.
    WorkersError
        Workers die whatever they work on.
    TypeError
        A function returned what JSON does not hold.
    """
    if chunk < 1:
        raise BadInputError(f"A chunk cannot hold {chunk} tasks. Give 1 or more.")
    kept = _store(function, tasks, content, store)
    run = _Run(function, tasks, payload, workers_of(executor), kept, done)
    run.work(chunk)
    return [outcome_of(run.lines[place]) for place in range(len(tasks))]


def _store(
    function: Function, tasks: Sequence[object], content: str | None, folder: Path | None
) -> Store | None:
    if folder is None:
        return None
    if content is None:
        raise BadInputError(
            "A store needs to know what the payload holds. Give `content`, a text that is the same "
            "only where the payload is."
        )
    return Store(folder, job_key(function, tasks, content))


class _Run:
    """One batch on its way."""

    def __init__(
        self,
        function: Function,
        tasks: Sequence[object],
        payload: object,
        workers: Workers,
        store: Store | None,
        done: Callable[[int, int], None] | None,
    ) -> None:
        self.function, self.tasks, self.payload = function, tasks, payload
        self.workers, self.store, self.done = workers, store, done
        self.lines: dict[int, str] = store.held() if store else {}

    def work(self, size: int) -> None:
        """Work all tasks that no store holds."""
        if self.lines:
            self._tell()
        left = [place for place in range(len(self.tasks)) if place not in self.lines]
        waiting = chunks_of(left, size)
        while waiting:
            died = self._round(waiting)
            for suspect in (one for one in died if one.deaths >= _SUSPECT):
                self._apart(suspect)
            waiting = [one for one in died if one.deaths < _SUSPECT]

    def _round(self, chunks: Iterable[Chunk]) -> list[Chunk]:
        """Work chunks on one pool; return those that are left because workers died."""
        waiting = deque(chunks)
        died: list[Chunk] = []
        flying: Flying = {}
        with self.workers.pool(self.payload) as pool:
            while waiting or flying:
                if not self._given_out(pool, waiting, flying):
                    break
                ready, _ = wait(flying, return_when=FIRST_COMPLETED)
                died += [one for future in ready if (one := self._taken(future, flying))]
            died += [one for future in list(flying) if (one := self._taken(future, flying))]
        return [*died, *waiting]

    def _given_out(self, pool: Pool, waiting: deque[Chunk], flying: Flying) -> bool:
        """Give out what the pool has room for; false where it is broken."""
        while waiting and len(flying) < pool.window:
            chunk = waiting[0]
            try:
                future = pool.submit(
                    self.function, [self.tasks[place] for place in chunk.places], chunk
                )
            except Exception as error:
                if is_death(error):
                    return False
                raise
            flying[future] = waiting.popleft()
        return True

    def _taken(self, future: Future[list[str]], flying: Flying) -> Chunk | None:
        """Keep the lines of a chunk; return it where its worker died."""
        chunk = flying.pop(future)
        try:
            lines = future.result()
        except Exception as error:
            if is_death(error):
                return chunk.after(_SUSPECT if type(error).__name__ == _TRIED_ON_SEVERAL else 1)
            raise
        self._keep(chunk, lines)
        return None

    def _keep(self, chunk: Chunk, lines: list[str]) -> None:
        if self.store is not None:
            self.store.keep(chunk.places, lines)
        self.lines.update(zip(chunk.places, lines, strict=True))
        self._tell()

    def _apart(self, suspect: Chunk) -> None:
        """Work a suspected chunk alone, in halves, until what kills workers is found."""
        if len(suspect.places) > 1:
            for half in suspect.halves():
                for died in self._round([half]):
                    self._apart(died)
        elif self._round([suspect]):
            self._require_living()
            lost = Failed(LOST, "Its worker died each time, most likely for want of memory.")
            self._keep(suspect, [line_of(lost)])

    def _require_living(self) -> None:
        """Refuse to blame a task where no worker lives to do anything."""
        try:
            with self.workers.pool(None) as pool:
                pool.submit(_nothing, [None], chunks_of([0], 1)[0]).result()
        except Exception as error:
            raise WorkersError(
                f"Workers die before they do anything: {error}. See to the machine or cluster; "
                "with a store, a new run goes on where this one stopped."
            ) from error

    def _tell(self) -> None:
        if self.done is not None:
            self.done(len(self.lines), len(self.tasks))


def _nothing(payload: object, task: object) -> None:
    """Do nothing, to see whether a worker lives."""
