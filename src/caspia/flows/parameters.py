"""What the choice of routes takes for granted: values of time, dispersion, corridor constants.

One value of time per group of goods, one dispersion, one constant per corridor, for all years.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from caspia.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALL = "*"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A row of ``parameters.csv``: a middle and its ends, in `unit`; `why` says why."""

    name: str
    applies_to: tuple[str, ...]
    value: float
    low: float
    high: float
    unit: str
    basis: str
    why: str

    @property
    def key(self) -> str:
        """Name and what it applies to."""
        return f"{self.name}.{';'.join(self.applies_to)}"


@dataclass(frozen=True, slots=True)
class Parameters:
    """All parameters, by name and what they apply to.

    Attributes
    ----------
    rows : mapping of str to Parameter
        By `Parameter.key`.
    """

    rows: Mapping[str, Parameter]

    def value(self, name: str, applies_to: str = _ALL) -> float:
        """Return the value for a good, corridor or mode; zero where a corridor has none.

        Raises
        ------
        BadInputError
            There is no such parameter.
        """
        for row in self.rows.values():
            if row.name == name and applies_to in row.applies_to:
                return row.value
        raise BadInputError(
            f"No parameter {name} for {applies_to}. Use one of {', '.join(self.rows)}."
        )

    def having(self, values: Mapping[str, float]) -> Parameters:
        """Return the same with other values, by key.

        Raises
        ------
        BadInputError
            There is no parameter of a key.
        """
        unknown = sorted(set(values) - set(self.rows))
        if unknown:
            raise BadInputError(
                f"No parameters {', '.join(unknown)}. Use some of {', '.join(self.rows)}."
            )
        changed = {key: replace(self.rows[key], value=value) for key, value in values.items()}
        return Parameters({**self.rows, **changed})

    def without_constants(self) -> Parameters:
        """Return the same with every corridor constant at zero."""
        return self.having(
            {key: 0.0 for key, row in self.rows.items() if row.name == "corridor_constant"}
        )


@cache
def parameters() -> Parameters:
    """Return the parameters that ship with the package."""
    path = Path(__file__).with_name("parameters.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [_read(row) for row in csv.DictReader(stream)]
    return Parameters({row.key: row for row in rows})


def _read(row: dict[str, str]) -> Parameter:
    return Parameter(
        row["name"],
        tuple(row["applies_to"].split(";")),
        float(row["value"]),
        float(row["low"]),
        float(row["high"]),
        row["unit"],
        row["basis"],
        row["why"],
    )
