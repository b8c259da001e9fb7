"""Streams of chance: the same for a replication whatever its fellows, its load and its fleet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Draw = TypeVar("Draw", np.uint16, np.float64)

# Replications share a generator by so many, always drawn for all of them: making one costs more
# than drawing from it.
_TOGETHER = 25


@dataclass(frozen=True, slots=True)
class Chance:
    """What chance has in store for some replications.

    A longer draw begins with the shorter one of the same stream.

    Attributes
    ----------
    seed : int
        Another seed, other draws.
    replications : range
        Their numbers, one after another.
    """

    seed: int
    replications: range

    def exponentials(self, stream: int, count: int) -> Numbers:
        """Return draws of mean 1, shape (count, replications)."""
        shape = (count, _TOGETHER)
        return self._beside([g.standard_exponential(shape) for g in self._generators(stream)])

    def ranks(self, stream: int, count: int, each: int, of: int) -> NDArray[np.uint16]:
        """Return ranks from 0 to before `of`, shape (count, replications, each)."""
        shape = (count, _TOGETHER, each)
        groups = [g.integers(of, size=shape, dtype=np.uint16) for g in self._generators(stream)]
        return self._beside(groups)

    def _generators(self, stream: int) -> Iterator[np.random.Generator]:
        for group in range(self._first, (self.replications[-1] // _TOGETHER) + 1):
            key = np.random.SeedSequence(self.seed, spawn_key=(group, stream))
            yield np.random.default_rng(key)

    @property
    def _first(self) -> int:
        return self.replications[0] // _TOGETHER

    def _beside(self, groups: list[NDArray[Draw]]) -> NDArray[Draw]:
        start = self.replications[0] - self._first * _TOGETHER
        return np.concatenate(groups, axis=1)[:, start : start + len(self.replications)]


def running_beyond(
    draw: Callable[[int], NDArray[np.number]], count: int, end: float
) -> NDArray[np.number]:
    """Return running totals along the first axis of enough draws to reach an end everywhere.

    Parameters
    ----------
    draw : callable
        Gives so many draws along the first axis; more begin with those that fewer give.
    count : int
        How many are tried first; then twice as many, and so on.
    end : float
        What every last total reaches.
    """
    while True:
        totals = np.cumsum(draw(count), axis=0)
        if (totals[-1] >= end).all():
            return totals
        count *= 2
