"""Gates of corridors: the arcs on which a corridor constant is charged, once for each passage."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.region_arcs import RegionArcs


_NOT, _MARK = "!", ";"


@dataclass(frozen=True, slots=True)
class Gate:
    """Where a corridor is entered: links between two sets of states by some modes, or named links.

    A row of ``gates.csv``. `goods` are those that weigh the corridor there; after a ``!`` those
    that do not.
    """

    corridor: str
    side: frozenset[str]
    other_side: frozenset[str]
    modes: frozenset[str]
    links: frozenset[str]
    goods: str

    def weighs(self, good: str) -> bool:
        """Tell whether the corridor has a constant for a good."""
        named = good in self.goods.removeprefix(_NOT).split(_MARK)
        return named != self.goods.startswith(_NOT)

    def arcs(self, arcs: RegionArcs) -> NDArray[np.bool_]:
        """Return which arcs lead through it, either way; bool of shape (a,)."""
        lines = zip(arcs.link, arcs.mode, arcs.country, strict=True)
        return np.array(
            [
                link in self.links or (mode in self.modes and self._parts(*ends))
                for link, mode, ends in lines
            ],
            dtype=np.bool_,
        )

    def _parts(self, tail: str, head: str) -> bool:
        return (tail in self.side and head in self.other_side) or (
            head in self.side and tail in self.other_side
        )


@cache
def gates() -> tuple[Gate, ...]:
    """Return the gates of all corridors."""
    path = Path(__file__).with_name("gates.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(_read(row) for row in csv.DictReader(stream))


def _read(row: dict[str, str]) -> Gate:
    side, other_side, modes, links = (
        frozenset(filter(None, row[column].split(_MARK)))
        for column in ("side", "other_side", "modes", "links")
    )
    return Gate(row["corridor"], side, other_side, modes, links, row["goods"])
