"""The share of what a result rests on that is assumed (C8).

Two inputs make a flow: the demand behind it, observed or assumed cell by cell, and the generalised
cost of its route, observed or assumed arc by arc. The share is the mean of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.result import FlowResult

    Numbers = NDArray[np.float64]

HOLLOW = 0.5


def assumed_routes(result: FlowResult) -> Numbers:
    """Return for each route the share of its inputs that is assumed, float64 of shape (r,)."""
    return (_by_demand(result) + _by_cost(result)) / 2


def assumed_on_arcs(result: FlowResult) -> Numbers:
    """Return for each arc the share of the inputs behind its tonnes, float64 of shape (a,)."""
    routes, arcs = result.routes, len(result.region.arcs)
    share = assumed_routes(result)
    entering = routes.entering()
    total = np.bincount(routes.arc, entering, minlength=arcs)
    assumed = np.bincount(routes.arc, entering * share[routes.route], minlength=arcs)
    return np.asarray(np.divide(assumed, total, out=np.zeros(arcs), where=total > 0))


def assumed_share(result: FlowResult) -> float:
    """Return the share of the inputs behind all tonnes that move, 0 to 1."""
    tonnes = result.routes.tonnes
    return float(tonnes @ assumed_routes(result) / tonnes.sum()) if len(tonnes) else 0.0


def _by_demand(result: FlowResult) -> Numbers:
    """Return 1 for routes of cells whose demand of the year is assumed, else 0."""
    table = result.region.demand
    years = [table.years.index(month.year) for month in table.months]
    assumed = np.array(
        [[by_year[year] == "assumed" for year in years] for by_year in table.standing],
        dtype=np.float64,
    ).reshape(len(table.cells), len(table.months))
    return np.asarray(assumed[result.routes.cell, result.routes.period])


def _by_cost(result: FlowResult) -> Numbers:
    """Return the share of each route's money and hours that rests on assumptions."""
    region, routes = result.region, result.routes
    values = region.values
    kinds = [values.kind_of[cell.good] for cell in region.demand.cells]
    tau = np.array(
        [region.parameters.value("value_of_time", cell.good) for cell in region.demand.cells]
    )
    cell = routes.cell[routes.route]
    at = (routes.period[routes.route], routes.arc, np.array(kinds)[cell])
    weighed = values.usd[at] + tau[cell] * values.hours[at]
    whole = np.bincount(routes.route, weighed, minlength=len(routes))
    assumed = np.bincount(routes.route, weighed * values.assumed[at], minlength=len(routes))
    return np.asarray(np.divide(assumed, whole, out=np.zeros(len(routes)), where=whole > 0))
