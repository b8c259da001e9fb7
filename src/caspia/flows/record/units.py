"""Tonnes of the flows in the unit of an observation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.amounts import Amount, convert, same_dimension
from caspia.demand import tonnes_per_teu
from caspia.demand.tables import assumption
from caspia.flows.record.counting import counted
from caspia.network.assumptions import assumption_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    from caspia.demand import Cell
    from caspia.flows.record.measures import Count
    from caspia.flows.record.moved import Moved

    Numbers = NDArray[np.float64]

_TONNE, _CONTAINER, _PER = "t", "TEU", "_per_"
# What one of them weighs, by the assumptions of the network; gas in tonnes per 1000 m3.
_LOADS = {
    "m3": "gas_density",
    "bbl": "oil_density",
    "trucks": "truck_tonnes",
    "wagons": "wagon_tonnes",
    "trains": "train_tonnes",
}
_WAYS = ("westbound", "eastbound", "other")
# Demand was made from volumes of gas by the same density, so it cancels and is never drawn.
_FIXED = ("gas_density",)
_THOUSAND = 1000.0

Loads = dict[str, float]


def base_of(unit: str) -> str | None:
    """Return the plain unit behind that of an observation; None where no tonnes follow from it.

    Parameters
    ----------
    unit : str
        As told: Mt, bcm, mcm_per_day, TEU, trucks.
    """
    above = unit.partition(_PER)[0]
    known = (_TONNE, _CONTAINER, *_LOADS)
    return next((base for base in known if same_dimension(above, base)), None)


def middle_loads() -> Loads:
    """Return what a container, truck, wagon, train, barrel or 1000 m3 weighs: the middles."""
    found = {name: assumption_rows()[name].value for name in _LOADS.values()}
    return found | {name: assumption(name).value for name in _of_containers()}


def load_intervals() -> dict[str, tuple[float, float, float]]:
    """Return low end, middle and high end of each by name; what cancels has its middle alone."""
    rows = {name: assumption_rows()[name] for name in _LOADS.values()}
    ends = {name: (row.low, row.value, row.high) for name, row in rows.items()}
    own = {name: assumption(name) for name in _of_containers()}
    ends |= {name: (row.low, row.value, row.high) for name, row in own.items()}
    return {name: (end[1], end[1], end[1]) if name in _FIXED else end for name, end in ends.items()}


def drawn_loads(rng: np.random.Generator) -> Loads:
    """Return them drawn from triangles over their intervals; what cancels stays in the middle."""
    return {
        name: middle if low == high else float(rng.triangular(low, middle, high))
        for name, (low, middle, high) in load_intervals().items()
    }


def _of_containers() -> list[str]:
    return [f"tonnes_per_teu.{way}" for way in _WAYS]


def modelled(
    moved: Moved, count: Count, period: tuple[date, date], unit: str, loads: Mapping[str, float]
) -> float:
    """Return what the flows come to in the unit of an observation.

    Parameters
    ----------
    moved : Moved
        What moves.
    count : Count
        What is counted.
    period : tuple of date
        First day and the day after the last, whole months of what moves.
    unit : str
        One that `base_of` knows.
    loads : mapping of str to float
        As of `middle_loads`.
    """
    base = base_of(unit) or _TONNE
    routes = moved.routes
    inside = moved.month_flags(*period)[routes.period]
    tonnes = np.where(inside, counted(moved, count) * routes.tonnes, 0.0)
    total = float((tonnes * _per_tonne(moved, count, base, loads)).sum())
    if _PER in unit:
        return _as(total / (period[1] - period[0]).days, f"{base}_per_day", unit)
    return _as(total, base, unit)


def load_of_unit(unit: str) -> str | None:
    """Return by which weight tonnes become a unit: empty for tonnes, None for containers."""
    base = base_of(unit) or _TONNE
    if base == _CONTAINER:
        return None
    return "" if base == _TONNE else _LOADS[base]


def load_of_cell(cell: Cell) -> str:
    """Return which weight the loaded containers of a cell have."""
    return tonnes_per_teu(cell).name


def scale_of(unit: str, period: tuple[date, date]) -> float:
    """Return by what tonnes, divided by a weight, are multiplied to be in a unit over a period."""
    base = base_of(unit) or _TONNE
    plain = _THOUSAND if base == "m3" else 1.0
    if _PER in unit:
        return _as(plain / (period[1] - period[0]).days, f"{base}_per_day", unit)
    return _as(plain, base, unit)


def _per_tonne(moved: Moved, count: Count, base: str, loads: Mapping[str, float]) -> Numbers:
    """Return how many of a plain unit each tonne of a route makes, shape (r,)."""
    if base == _CONTAINER:
        return _containers(moved, loads, empties=count.empties)
    each = 1.0 if base == _TONNE else 1.0 / loads[_LOADS[base]]
    return np.full(len(moved.routes), each * (_THOUSAND if base == "m3" else 1.0))


def _containers(moved: Moved, loads: Mapping[str, float], *, empties: bool) -> Numbers:
    routes = moved.routes
    loaded = np.array([1.0 / loads[tonnes_per_teu(cell).name] for cell in moved.cells])
    found: Numbers = loaded[routes.cell]
    if empties:
        found = found * (1.0 + moved.empty_per_loaded[routes.cell, routes.period])
    return found


def _as(number: float, unit: str, wanted: str) -> float:
    converted = convert(Amount.of(number, unit), wanted).value
    return 0.0 if converted is None else converted
