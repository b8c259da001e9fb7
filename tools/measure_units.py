"""Let pint measure the units of units.txt, and write what it finds to unit_sizes.csv.

Run from the root of the repository after a change of ``units.txt``:
``python -m tools.measure_units``. Loading pint costs a third of a second, which a command should
not pay for looking up a factor.
"""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pint

if TYPE_CHECKING:
    from collections.abc import Iterator

AMOUNTS = Path(__file__).parents[1] / "src" / "caspia" / "amounts"
SIZES = AMOUNTS / "unit_sizes.csv"
HEADER = ("name", "unit", "size", "dimensions")


def registry() -> pint.UnitRegistry[Fraction]:
    """Return pint's reading of the definitions, in exact fractions."""
    definitions = str(AMOUNTS / "units.txt")
    return pint.UnitRegistry(definitions, non_int_type=Fraction, cache_folder=None)


def sizes_as_csv() -> str:
    """Return a line per name and alias: the unit it names, its size in base units, its dimensions.

    Dimensions are written as pint names them, each with its power: ``[length]:2``.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(_lines(registry()))
    return stream.getvalue()


def _lines(units: pint.UnitRegistry[Fraction]) -> Iterator[tuple[str, str, str, str]]:
    for name in sorted(units):
        base = units.Quantity(Fraction(1), name).to_root_units()
        powers = sorted(base.dimensionality.items())
        dimensions = " ".join(f"{dimension}:{int(str(power))}" for dimension, power in powers)
        yield name, units.get_name(name), str(Fraction(base.magnitude)), dimensions


if __name__ == "__main__":
    SIZES.write_text(sizes_as_csv(), encoding="utf-8")
