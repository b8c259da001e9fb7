"""How large each unit is and what it measures, as pint reads ``units.txt``.

The table ``unit_sizes.csv`` is written by ``python -m tools.measure_units``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class UnitSize:
    """One name of a unit.

    Attributes
    ----------
    unit : str
        The canonical name.
    size : Fraction
        In base units, exactly.
    powers : tuple of (str, int)
        The dimensions it measures and their powers; none for a plain ratio.
    """

    unit: str
    size: Fraction
    powers: tuple[tuple[str, int], ...]


@cache
def unit_sizes() -> dict[str, UnitSize]:
    """Return every name and alias of a unit."""
    with Path(__file__).with_name("unit_sizes.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["name"]: UnitSize(row["unit"], Fraction(row["size"]), _powers(row["dimensions"]))
            for row in csv.DictReader(file)
        }


def _powers(text: str) -> tuple[tuple[str, int], ...]:
    pieces = (piece.rpartition(":") for piece in text.split())
    return tuple((name, int(power)) for name, _, power in pieces)
