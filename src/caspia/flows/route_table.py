"""Routes in use, corridors, and what crosses each state."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from caspia.demand import tonnes_per_teu
from caspia.flows.assumed_share import assumed_routes

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    from caspia.flows.result import FlowResult

    Numbers = NDArray[np.float64]

_BOXES = "containers"


def per_tonne(result: FlowResult, name: str) -> Numbers:
    """Return hours, US dollars or kilograms of CO2 per tonne on each route, float64 of shape (r,).

    Parameters
    ----------
    result : FlowResult
        What moves.
    name : str
        ``hours``, ``usd`` or ``co2_kg``. Money and emissions count what is lost on the way as well;
        hours do not.
    """
    region, routes = result.region, result.routes
    values = region.values
    kinds = np.array([values.kind_of[cell.good] for cell in region.demand.cells])
    at = (routes.period[routes.route], routes.arc, kinds[routes.cell[routes.route]])
    of_entry = getattr(values, name)[at]
    weights = of_entry if name == "hours" else of_entry * routes.amount
    return np.bincount(routes.route, weights, minlength=len(routes)).astype(np.float64)


def loaded_teu(result: FlowResult) -> Numbers:
    """Return loaded containers in twenty-foot units on each route; zero for other goods."""
    cells = result.region.demand.cells
    per_teu = np.array(
        [tonnes_per_teu(cell).value if cell.good == _BOXES else np.inf for cell in cells]
    )
    return np.asarray(result.routes.tonnes / per_teu[result.routes.cell])


def empty_teu(result: FlowResult) -> Numbers:
    """Return the containers that go empty by each route, as the loaded ones of their cell do."""
    table, routes = result.region.demand, result.routes
    moved = np.zeros(table.tonnes.shape)
    np.add.at(moved, (routes.cell, routes.period), routes.tonnes)
    share = routes.tonnes / moved[routes.cell, routes.period]
    return np.asarray(share * table.empty_teu[routes.cell, routes.period])


def corridor_table(result: FlowResult) -> pl.DataFrame:
    """Return a line per corridor, by tonnes.

    Columns: ``corridor``, ``tonnes``, ``share`` (of all tonnes), ``loaded_teu``, ``empty_teu``,
    ``usd_per_t``, ``hours``, ``co2_kg_per_t`` (means by tonnes), ``assumed_share``.
    """
    import polars as pl

    frame = pl.DataFrame(
        {
            "corridor": list(result.corridors),
            "tonnes": result.routes.tonnes,
            "loaded_teu": loaded_teu(result),
            "empty_teu": empty_teu(result),
            "usd_per_t": per_tonne(result, "usd"),
            "hours": per_tonne(result, "hours"),
            "co2_kg_per_t": per_tonne(result, "co2_kg"),
            "assumed_share": assumed_routes(result),
        }
    )
    mean = [
        ((pl.col(name) * pl.col("tonnes")).sum() / pl.col("tonnes").sum()).alias(name)
        for name in ("usd_per_t", "hours", "co2_kg_per_t", "assumed_share")
    ]
    sums = [pl.col(name).sum() for name in ("tonnes", "loaded_teu", "empty_teu")]
    by_corridor = frame.group_by("corridor", maintain_order=True).agg(*sums, *mean)
    share = (pl.col("tonnes") / pl.col("tonnes").sum()).alias("share")
    order = ["corridor", "tonnes", "share", *frame.columns[2:]]
    return by_corridor.with_columns(share).select(order).sort("tonnes", descending=True)


def route_table(result: FlowResult) -> pl.DataFrame:
    """Return a line per cell and way, months together, by tonnes.

    Columns: ``origin``, ``destination``, ``good``, ``corridor``, ``tonnes``, ``loaded_teu``,
    ``usd_per_t``, ``hours``, ``co2_kg_per_t``, ``assumed_share``, ``nodes`` (places passed, with
    ``>`` between them), ``links``.
    """
    import polars as pl

    arcs, cells = result.region.arcs, result.region.demand.cells
    told: dict[tuple[int, ...], tuple[str, list[str]]] = {}
    lines: list[dict[str, Any]] = []
    columns = {
        "tonnes": result.routes.tonnes,
        "loaded_teu": loaded_teu(result),
        "usd_per_t": per_tonne(result, "usd"),
        "hours": per_tonne(result, "hours"),
        "co2_kg_per_t": per_tonne(result, "co2_kg"),
        "assumed_share": assumed_routes(result),
    }
    for place, way in enumerate(result.routes.ways()):
        if way not in told:
            nodes = [arcs.tail_node[way[0]], *(arcs.head_node[arc] for arc in way)]
            links = [arcs.link[arc] for arc in way if arcs.link[arc]]
            told[way] = (">".join(node for node, _ in groupby(nodes)), links)
        cell = cells[int(result.routes.cell[place])]
        lines.append(
            {
                "origin": cell.origin,
                "destination": cell.destination,
                "good": cell.good,
                "corridor": result.corridors[place],
                **{name: float(values[place]) for name, values in columns.items()},
                "nodes": told[way][0],
                "links": told[way][1],
            }
        )
    frame = pl.DataFrame(lines, schema=_ROUTES)
    keys = ["origin", "destination", "good", "corridor", "nodes"]
    mean = [
        ((pl.col(name) * pl.col("tonnes")).sum() / pl.col("tonnes").sum()).alias(name)
        for name in ("usd_per_t", "hours", "co2_kg_per_t", "assumed_share")
    ]
    sums = [pl.col(name).sum() for name in ("tonnes", "loaded_teu")]
    grouped = frame.group_by(keys, maintain_order=True).agg(*sums, *mean, pl.col("links").first())
    return grouped.select(list(_ROUTES)).sort(["tonnes", *keys], descending=[True, *[False] * 5])


_ROUTES: dict[str, Any] = {
    "origin": str,
    "destination": str,
    "good": str,
    "corridor": str,
    "tonnes": float,
    "loaded_teu": float,
    "usd_per_t": float,
    "hours": float,
    "co2_kg_per_t": float,
    "assumed_share": float,
    "nodes": str,
    "links": list[str],
}
