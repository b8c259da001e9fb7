"""The same region with its numbers drawn from their intervals.

What moves together is drawn together: times and costs by mode, each parameter once, each cell of
demand once for the whole period.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.monthly_values import MonthlyValues
    from caspia.flows.parameters import Parameters
    from caspia.flows.region import Region

    Numbers = NDArray[np.float64]

# Ends of times and costs are what one in ten stays under and goes over.
_TENTH = 1.2815515655446004
_MOST = 2.5
_HANDLING = "handling"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One draw, in standard normal deviates.

    Attributes
    ----------
    parameters : dict of str to float
        By parameter.
    hours, usd : dict of str to float
        By mode; handling is one of them.
    cells : float64, shape (c,)
        By cell of demand.
    """

    parameters: dict[str, float]
    hours: dict[str, float]
    usd: dict[str, float]
    cells: Numbers


def drawn(region: Region, rng: np.random.Generator) -> Drawn:
    """Return one draw for a region."""
    modes = sorted({mode or _HANDLING for mode in region.arcs.mode})
    return Drawn(
        {key: _deviate(rng) for key in region.parameters.rows},
        {mode: _deviate(rng) for mode in modes},
        {mode: _deviate(rng) for mode in modes},
        np.clip(rng.standard_normal(len(region.demand.cells)), -_MOST, _MOST),
    )


def drawn_region(region: Region, draw: Drawn) -> Region:
    """Return a region with the numbers of a draw, its frame as it was."""
    table = region.demand
    tonnes = _between(table.tonnes, table.low, table.high, draw.cells[:, None])
    ratio = np.divide(tonnes, table.tonnes, out=np.ones_like(tonnes), where=table.tonnes > 0)
    demand = replace(table, tonnes=tonnes, teu=table.teu * ratio, empty_teu=table.empty_teu * ratio)
    return replace(
        region,
        demand=demand,
        values=_values(region, draw),
        parameters=_parameters(region.parameters, draw),
    )


def _deviate(rng: np.random.Generator) -> float:
    return float(np.clip(rng.standard_normal(), -_MOST, _MOST))


def _values(region: Region, draw: Drawn) -> MonthlyValues:
    values, modes = region.values, [mode or _HANDLING for mode in region.arcs.mode]
    hours = np.array([draw.hours[mode] for mode in modes])[None, :, None]
    usd = np.array([draw.usd[mode] for mode in modes])[None, :, None]
    return replace(
        values,
        hours=_between(values.hours, values.low_hours, values.high_hours, hours),
        usd=_between(values.usd, values.low_usd, values.high_usd, usd),
    )


def _parameters(parameters: Parameters, draw: Drawn) -> Parameters:
    return parameters.having(
        {
            key: float(_between(row.value, row.low, row.high, draw.parameters[key]))
            for key, row in parameters.rows.items()
        }
    )


def _between(
    middle: Numbers | float, low: Numbers | float, high: Numbers | float, deviate: Numbers | float
) -> Numbers:
    """Return the value at a deviate: the ends lie where one in ten goes beyond; never below 0.

    Where an interval begins below zero, so may the value.
    """
    up = middle + (np.asarray(high) - middle) * np.maximum(deviate, 0) / _TENTH
    down = (middle - np.asarray(low)) * np.maximum(-np.asarray(deviate), 0) / _TENTH
    least = np.where(np.asarray(low) >= 0, 0.0, -np.inf)
    return np.asarray(np.maximum(up - down, least), dtype=np.float64)
