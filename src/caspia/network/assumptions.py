"""What the network takes for granted. The table itself is data, with the basis of each number."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from caspia.network.measures import Value

if TYPE_CHECKING:
    from collections.abc import Collection

    from caspia.network.measures import Basis

ALL_OTHERS = "*"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One row of ``assumptions.csv``.

    Attributes
    ----------
    name : str
        Its name; what stands before the first point is the parameter.
    applies_to : tuple of str
        Countries, seas or kinds that it holds for; ``*`` for all that have no row of their own.
    value, low, high : float
        Median and the ends of its interval, in `unit`.
    basis : str
        As in `Value`.
    rows : tuple of str
        Rows of the ledger that it rests on.
    reason : str
        Why, in words.
    """

    name: str
    applies_to: tuple[str, ...]
    value: float
    low: float
    high: float
    unit: str
    basis: Basis
    rows: tuple[str, ...]
    reason: str


@cache
def assumption_rows() -> dict[str, Assumption]:
    """Return the whole table by name."""
    path = Path(__file__).with_name("assumptions.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["name"]: _read(row) for row in csv.DictReader(stream)}


def _read(row: dict[str, str]) -> Assumption:
    ends = (float(row["value"]), float(row["low"]), float(row["high"]))
    rows = tuple(filter(None, row["rows"].split(";")))
    applies = tuple(row["applies_to"].split(";"))
    basis = cast("Basis", row["basis"])
    return Assumption(row["name"], applies, *ends, row["unit"], basis, rows, row["reason"])


@cache
def _by_parameter() -> dict[tuple[str, str], Assumption]:
    found: dict[tuple[str, str], Assumption] = {}
    for name, assumption in assumption_rows().items():
        keys = [(name, ALL_OTHERS)] if ALL_OTHERS in assumption.applies_to else []
        for key in assumption.applies_to:
            keys += [(name, key), (name.partition(".")[0], key)]
        found |= dict.fromkeys(keys, assumption)
    return found


class Parameters:
    """The assumptions as values, as far as the rows behind them were known.

    Parameters
    ----------
    known : collection of str
        Ids of the rows that the ledger shows. A number whose rows are not among them counts as
        assumed.
    """

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._values: dict[tuple[str, str], Value] = {}

    def value(self, parameter: str, key: str = ALL_OTHERS) -> Value:
        """Return a parameter for a country, sea or kind, else the one for all others.

        Parameters
        ----------
        parameter : str
            Name of a row, or what stands before its first point.
        key : str
            What it is asked for.
        """
        if (parameter, key) not in self._values:
            self._values[parameter, key] = self._look_up(parameter, key)
        return self._values[parameter, key]

    def _look_up(self, parameter: str, key: str) -> Value:
        table = _by_parameter()
        found = table.get((parameter, key)) or table[parameter, ALL_OTHERS]
        ends = (found.value, found.low, found.high)
        return self.known(Value(*ends, found.basis, found.rows, (found.name,)))

    def known(self, value: Value) -> Value:
        """Return a value with those of its rows that were known; assumed where none was."""
        rows = tuple(row for row in value.rows if row in self._known)
        basis: Basis = value.basis if rows else "assumed"
        return replace(value, basis=basis, rows=rows)

    def speaks_of(self, parameter: str, key: str) -> bool:
        """Tell whether a parameter has a row for this very country, sea or kind."""
        return (parameter, key) in _by_parameter()

    def number(self, parameter: str, key: str = ALL_OTHERS) -> float:
        """Return the median of a parameter."""
        return self.value(parameter, key).median
