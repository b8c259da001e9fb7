"""What containers, trucks and wagons weigh where tonnes are told in their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.record.units import load_intervals
from caspia.scenarios.ensembles.factor import Factor

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from caspia.scenarios.ensembles.factor import FactorBook

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LoadSpans:
    """Loads as triangles over their intervals, by name; `factor` is -1 for one that is exact."""

    names: tuple[str, ...]
    low: Numbers
    middle: Numbers
    high: Numbers
    factor: NDArray[np.int32]

    def at(self, ranks: Numbers) -> dict[str, float]:
        """Return loads by name where facts have so high a rank, from 0 to 1; shape (factors,)."""
        rank = np.append(ranks, 0.5)[self.factor]
        width, rise = self.high - self.low, self.middle - self.low
        fall = self.high - self.middle
        below = rank * width < rise
        up = self.low + np.sqrt(np.maximum(rank * width * rise, 0.0))
        down = self.high - np.sqrt(np.maximum((1 - rank) * width * fall, 0.0))
        found = np.where(self.factor < 0, self.middle, np.where(below, up, down))
        return dict(zip(self.names, found.tolist(), strict=True))


def load_factors(book: FactorBook, names: Collection[str]) -> dict[str, str]:
    """Return the factors of those of some loads that are uncertain, by the name of the load."""
    return {
        name: book.add(Factor("load", name, f"Load: {name.replace('_', ' ').replace('.', ', ')}"))
        for name, (low, _, high) in load_intervals().items()
        if high > low and name in names
    }


def load_spans(factors: Mapping[str, str], number: Mapping[str, int]) -> LoadSpans:
    """Return the loads, by the numbers of their factors."""
    known = load_intervals()
    ends = np.array(list(known.values()))
    of = [number.get(factors.get(name, ""), -1) for name in known]
    low, middle, high = ends.T
    return LoadSpans(tuple(known), low, middle, high, np.array(of, dtype=np.int32))
