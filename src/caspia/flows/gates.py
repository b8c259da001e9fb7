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


@dataclass(frozen=True, slots=True)
class Gate:
    """Where a corridor is entered: links between two sets of states, by some modes.

    A row of ``gates.csv``; cargo of some goods does not weigh the corridor there.
    """

    corridor: str
    side: frozenset[str]
    other_side: frozenset[str]
    modes: frozenset[str]
    except_goods: frozenset[str]

    def arcs(self, arcs: RegionArcs) -> NDArray[np.bool_]:
        """Return which arcs lead through it, either way; bool of shape (a,)."""
        return np.array(
            [
                mode in self.modes and self._parts(tail, head)
                for mode, (tail, head) in zip(arcs.mode, arcs.country, strict=True)
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
        return tuple(
            Gate(
                row["corridor"],
                *(
                    frozenset(filter(None, row[column].split(";")))
                    for column in ("side", "other_side", "modes", "except_goods")
                ),
            )
            for row in csv.DictReader(stream)
        )
