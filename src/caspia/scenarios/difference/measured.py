"""What a result comes to, as numbers that can be set side by side and split among causes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from caspia.flows.link_table import used_room
from caspia.flows.route_table import per_tonne
from caspia.flows.transit import transit_states

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from caspia.flows import FlowResult

Kind = Literal["total", "corridor", "link", "limit", "cargo", "state"]
UNITS = {
    "demand": "t",
    "delivered": "t",
    "stranded": "t",
    "cost": "USD",
    "time": "t h",
    "co2": "t",
    "tonnes": "t",
    "transit": "t",
    "transit_revenue": "USD",
}


class Measure(NamedTuple):
    """What is measured: of all, a corridor, link, limit, cargo or state, and which quantity."""

    kind: Kind
    of: str
    what: str

    @property
    def unit(self) -> str:
        """Its unit, over the whole period."""
        return UNITS[self.what]


def measured(result: FlowResult) -> dict[Measure, float]:
    """Return what a result comes to over its period.

    Parameters
    ----------
    result : FlowResult
        What moves.

    Returns
    -------
    dict of Measure to float
        Totals (demand, delivered, stranded in tonnes; cost in US dollars; time in tonne hours; CO2
        in tonnes); tonnes by corridor, by link and against limits; what arrives, stays behind and
        costs by cargo; transit and what is paid for it by state. What is nothing is left out.
    """
    found = dict(_totals(result))
    found |= _by_name("corridor", "tonnes", result.corridors, result.routes.tonnes)
    found |= _by_link(result)
    found |= _by_limit(result)
    found |= dict(_by_cargo(result))
    for one in transit_states(result):
        found[Measure("state", one.state, "transit")] = one.tonnes
        found[Measure("state", one.state, "transit_revenue")] = one.revenue_usd
    return {measure: value for measure, value in found.items() if value}


def _totals(result: FlowResult) -> Iterator[tuple[Measure, float]]:
    tonnes = result.routes.tonnes
    yield Measure("total", "", "demand"), float(result.region.demand.tonnes.sum())
    yield Measure("total", "", "delivered"), float(result.delivered.sum())
    yield Measure("total", "", "stranded"), float(result.stranded.sum())
    yield Measure("total", "", "cost"), float(per_tonne(result, "usd") @ tonnes)
    yield Measure("total", "", "time"), float(per_tonne(result, "hours") @ tonnes)
    yield Measure("total", "", "co2"), float(per_tonne(result, "co2_kg") @ tonnes) / 1e3


def _by_name(
    kind: Kind,
    what: str,
    names: tuple[str, ...],
    values: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> dict[Measure, float]:
    found: dict[Measure, float] = {}
    for name, value in zip(names, values.tolist(), strict=True):
        measure = Measure(kind, name, what)
        found[measure] = found.get(measure, 0.0) + value
    return found


def _by_link(result: FlowResult) -> dict[Measure, float]:
    total = result.on_arcs.sum(axis=1)
    found: dict[Measure, float] = {}
    for link, tonnes in zip(result.region.arcs.link, total.tolist(), strict=True):
        if link:
            measure = Measure("link", link, "tonnes")
            found[measure] = found.get(measure, 0.0) + tonnes
    return found


def _by_limit(result: FlowResult) -> dict[Measure, float]:
    return {
        Measure("limit", room.room_id, "tonnes"): float(used_room(result, room).sum())
        for room in result.region.rooms
    }


def _by_cargo(result: FlowResult) -> Iterator[tuple[Measure, float]]:
    cells = result.region.demand.cells
    cost = np.zeros(len(cells))
    np.add.at(cost, result.routes.cell, per_tonne(result, "usd") * result.routes.tonnes)
    columns = {
        "demand": result.region.demand.tonnes.sum(axis=1),
        "delivered": result.delivered.sum(axis=1),
        "stranded": result.stranded.sum(axis=1),
        "cost": cost,
    }
    for place, cell in enumerate(cells):
        for what, values in columns.items():
            yield Measure("cargo", cell.name, what), float(values[place])


def apart(before: Mapping[Measure, float], after: Mapping[Measure, float]) -> dict[Measure, float]:
    """Return the differences of what two results come to, in the order of measures."""
    names = sorted({*before, *after})
    return {name: after.get(name, 0.0) - before.get(name, 0.0) for name in names}
