"""The facts of a line that neither the ledger nor the network has in one number.

The table is data: each number with its interval, what it rests on, and why.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from caspia.network.measures import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.network.assumptions import Parameters
    from caspia.network.measures import Basis


def fact(name: str, keys: tuple[str, ...], parameters: Parameters) -> Value:
    """Return a fact for the first of some keys that has one.

    Parameters
    ----------
    name : str
        ``berths``, ``work``, ``unloading_share``, ``longest_wait``, ``block``, ``closed_share``.
    keys : tuple of str
        The nearest first: a port and its month, then the port, then all.
    parameters : Parameters
        Which rows of the ledger are known; a fact of which none is counts as assumed.

    Returns
    -------
    Value
        Its assumption is named ``ferry.name.key`` after the table.
    """
    table = _table()
    return parameters.known(next(table[name, key] for key in keys if (name, key) in table))


@cache
def _table() -> dict[tuple[str, str], Value]:
    path = Path(__file__).with_name("facts.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return dict(pair for row in csv.DictReader(stream) for pair in _values(row))


def _values(row: dict[str, str]) -> Iterator[tuple[tuple[str, str], Value]]:
    """Return the fact of a row for each port, month or unit that it holds for."""
    ends = (float(row["value"]), float(row["low"]), float(row["high"]))
    rows = tuple(filter(None, row["rows"].split(";")))
    for key in row["applies_to"].split(";"):
        named = (f"ferry.{row['name']}.{key}",)
        yield (row["name"], key), Value(*ends, cast("Basis", row["basis"]), rows, named)
