"""Reports, links and identities as arrays: what the solvers read and write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from caspia.errors import BadInputError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Reports:
    """Who says how much of what; n reports in any order.

    Attributes
    ----------
    quantity : int64, shape (n,)
        Number of the quantity, 0 to q - 1, in whatever numbering the caller keeps.
    teller : int64, shape (n,)
        Number of the teller. Figures of one teller about one quantity are no independent witnesses.
    value, low, high : float64, shape (n,)
        The figure and its closed interval in the unit of the quantity; minus or plus infinity
        where nothing bounds a side.
    soft_low, soft_high : bool, shape (n,)
        That end says what is likely, and never bounds.
    zero : float64, shape (n,)
        The value at which the quantity has no size: 0, or -100 for a change in percent.

    Raises
    ------
    BadInputError
        On NaN, an infinite value, arrays of unlike length, or an interval without its value.
    """

    quantity: Integers
    teller: Integers
    value: Floats
    low: Floats
    high: Floats
    soft_low: Flags
    soft_high: Flags
    zero: Floats

    def __post_init__(self) -> None:
        shapes = {getattr(self, name).shape for name in self.__slots__}
        if shapes != {(len(self.value),)}:
            raise BadInputError(
                f"Reports have arrays of shapes {sorted(shapes)}. Give every array one entry a "
                "report."
            )
        bad = ~(np.isfinite(self.value) & (self.low <= self.value) & (self.value <= self.high))
        if bad.any():
            raise BadInputError(
                f"Reports {np.flatnonzero(bad)[:5].tolist()} have no finite value within their "
                "bounds. Leave out what is not known, and order the bounds."
            )

    def __len__(self) -> int:
        return len(self.value)

    def take(self, which: Integers | Flags) -> Reports:
        """Return some of the reports, in the order asked for."""
        return Reports(*(getattr(self, name)[which] for name in self.__slots__))


def reports_from(
    quantity: Any,
    value: Any,
    low: Any = None,
    high: Any = None,
    *,
    teller: Any = None,
    soft_low: Any = None,
    soft_high: Any = None,
    zero: Any = 0.0,
) -> Reports:
    """Build `Reports` from sequences; what is left out means: a teller each, exact, firm.

    Parameters
    ----------
    quantity, value, low, high, teller, soft_low, soft_high : array-like, shape (n,)
        As in `Reports`.
    zero : float or array-like
        As in `Reports`.

    Raises
    ------
    BadInputError
        As in `Reports`.
    """
    figures = np.asarray(value, dtype=np.float64)
    count = len(figures)

    def filled(given: Any, default: Any, kind: Any) -> NDArray[Any]:
        chosen = default if given is None else given
        return np.array(np.broadcast_to(np.asarray(chosen, dtype=kind), (count,)))

    return Reports(
        np.asarray(quantity, dtype=np.int64),
        filled(teller, np.arange(count), np.int64),
        figures,
        filled(low, figures, np.float64),
        filled(high, figures, np.float64),
        filled(soft_low, False, np.bool_),
        filled(soft_high, False, np.bool_),
        filled(zero, 0.0, np.float64),
    )


@dataclass(frozen=True, slots=True)
class Identity:
    """A sum that holds within the figures of one teller.

    Attributes
    ----------
    name : str
        For the answer, e.g. ``exports + imports = turnover``.
    teller : int
        Whose figures.
    quantities : tuple of int
        The members.
    coefficients : tuple of float
        One for each; the weighted sum is zero, or at most zero.
    kind : str
        ``equal`` or ``at_most``.
    """

    name: str
    teller: int
    quantities: tuple[int, ...]
    coefficients: tuple[float, ...]
    kind: Literal["equal", "at_most"] = "equal"


@dataclass(frozen=True, slots=True)
class Change:
    """A teller's figure for a change, which ties two of its levels.

    Attributes
    ----------
    name : str
        For the answer.
    teller : int
        Whose figures.
    now, before : int
        Quantities; both are zero or more.
    ratio, low, high : float
        ``now`` over ``before`` as told, with its bounds (0 and infinity where nothing bounds).
    """

    name: str
    teller: int
    now: int
    before: int
    ratio: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimates:
    """What groups of reports come to; g groups, n reports.

    Attributes
    ----------
    compromise : float64, shape (g,)
        Least cost of the bare values, bounds aside.
    best, low, high : float64, shape (g,)
        Least cost within bounds, and the interval around it.
    soft_low, soft_high : bool, shape (g,)
        No report bounds that side firmly.
    weight : float64, shape (n,)
        Share of each report in the best value of its group; they sum to 1 in each.
    """

    compromise: Floats
    best: Floats
    low: Floats
    high: Floats
    soft_low: Flags
    soft_high: Flags
    weight: Floats
