"""The tables of decisions taken by hand, each with its reason."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "curation"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Read one table of decisions.

    Parameters
    ----------
    name : str
        File name without its ending.
    """
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        rows = tuple(csv.DictReader(stream))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise ValueError(f"{name}.csv:{number} has the wrong number of cells. Mend it.")
    return rows


@cache
def keyed(name: str) -> dict[str, dict[str, str]]:
    """Rows of a table by their first column.

    Raises
    ------
    ValueError
        A key stands twice.
    """
    found: dict[str, dict[str, str]] = {}
    for row in table(name):
        key = next(iter(row.values()))
        if key in found:
            raise ValueError(f"{name}.csv has {key!r} twice. Keep one.")
        found[key] = row
    return found
