"""A few tasks worked one after the other by one worker, which holds what they all share."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

import caspia
from caspia.errors import WorkersError
from caspia.scenarios.batch.outcome import Failed, line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Function = Callable[[object, object], object]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tasks that go to a worker together.

    Attributes
    ----------
    places : tuple of int
        Their places among all.
    deaths : int
        How often a worker died over them.
    """

    places: tuple[int, ...]
    deaths: int = 0

    def after(self, deaths: int) -> Chunk:
        """Return the same with more deaths."""
        return replace(self, deaths=self.deaths + deaths)

    def halves(self) -> tuple[Chunk, Chunk]:
        """Return its first and second half."""
        middle = len(self.places) // 2
        return Chunk(self.places[:middle]), Chunk(self.places[middle:])


def chunks_of(places: Sequence[int], size: int) -> list[Chunk]:
    """Return places in chunks of a size."""
    return [Chunk(tuple(places[at : at + size])) for at in range(0, len(places), size)]


@dataclass(frozen=True, slots=True)
class Shipped:
    """What all tasks share, on its way to the workers.

    Attributes
    ----------
    digest : str
        Of the content; a worker unpacks the same content once.
    content : bytes
        Pickled; empty where the workers got it when they began.
    version : str
        Of the package that made it.
    """

    digest: str
    content: bytes = field(repr=False)
    version: str = caspia.__version__

    def without_content(self) -> Shipped:
        """Return the same for workers that hold the content."""
        return replace(self, content=b"")


def shipped(payload: object) -> Shipped:
    """Return a payload ready to travel."""
    content = pickle.dumps(payload, protocol=pickle.HIGHEST_PROTOCOL)
    return Shipped(sha256(content).hexdigest(), content)


# What this process got when it began, and what came last with a chunk.
_kept: dict[str, object] = {}
_last: dict[str, object] = {}


def keep(given: Shipped) -> None:
    """Hold a payload until it is released.

    Raises
    ------
    WorkersError
        This process runs another version of the package than the one that sent it.
    """
    _kept[given.digest] = _unpacked(given)


def release(digest: str) -> None:
    """Hold a payload no longer."""
    _kept.pop(digest, None)


def held(given: Shipped) -> object:
    """Return the payload, unpacked when this process first meets it; see `keep`."""
    if given.digest in _kept:
        return _kept[given.digest]
    if given.digest not in _last:
        _last.clear()
        _last[given.digest] = _unpacked(given)
    return _last[given.digest]


def _unpacked(given: Shipped) -> object:
    if given.version != caspia.__version__:
        raise WorkersError(
            f"A worker runs caspia {caspia.__version__}, the batch was sent by {given.version}. "
            "Install the same version on all workers."
        )
    if not given.content:
        raise ConnectionError("A worker began without the payload of the batch.")
    # It was pickled by this package, in this run.
    return pickle.loads(given.content)  # noqa: S301


def worked(function: Function, given: Shipped, tasks: Sequence[object], deaths: int) -> list[str]:
    """Return what comes of each task, as lines; `deaths` tells attempts apart."""
    del deaths
    return lines_of(function, held(given), tasks)


def lines_of(function: Function, payload: object, tasks: Sequence[object]) -> list[str]:
    """Return what comes of each task, as lines."""
    return [line_of(_outcome(function, payload, task)) for task in tasks]


def _outcome(function: Function, payload: object, task: object) -> object:
    try:
        return function(payload, task)
    except Exception as error:
        # It is kept and counted; one bad task must not take the others along.
        return Failed(type(error).__name__, str(error))
