"""Whose cargo is on a link or at a place, and where the cargo of someone goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import UnknownNameError
from caspia.flows.spans import spanned
from caspia.ledger import nearest

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    from caspia.flows.result import FlowResult
    from caspia.ledger import Ledger

_MOST_NAMES = 3


def cargo_over(result: FlowResult, place: str) -> pl.DataFrame:
    """Return whose cargo crosses a link, node or group of links, by tonnes.

    Columns: ``origin``, ``destination``, ``good``, ``tonnes``, ``share``. A route that crosses it
    twice counts once.

    Parameters
    ----------
    result : FlowResult
        What moves.
    place : str
        Id of a link, of a node, or of a composite or a subject that is made of some.

    Raises
    ------
    UnknownNameError
        There is no such link or node.
    BadInputError
        It cannot be told which links a composite spans.
    """
    import polars as pl

    crossing = result.routes.over(_arcs_of(result, place))
    table = result.region.demand
    tonnes = np.bincount(
        result.routes.cell[crossing], result.routes.tonnes[crossing], minlength=len(table.cells)
    )
    order = [cell for cell in np.argsort(-tonnes, kind="stable").tolist() if tonnes[cell] > 0]
    total = float(tonnes.sum())
    return pl.DataFrame(
        {
            "origin": [table.cells[cell].origin for cell in order],
            "destination": [table.cells[cell].destination for cell in order],
            "good": [table.cells[cell].good for cell in order],
            "tonnes": [float(tonnes[cell]) for cell in order],
            "share": [float(tonnes[cell]) / total for cell in order],
        },
        schema={"origin": str, "destination": str, "good": str, "tonnes": float, "share": float},
    )


def places_of(result: FlowResult, origin: str | None, destination: str | None) -> pl.DataFrame:
    """Return the links over which the cargo between two zones goes, by tonnes.

    Columns: ``link_id``, ``good``, ``tonnes``, ``share`` (of what is delivered between them).

    Parameters
    ----------
    result : FlowResult
        What moves.
    origin, destination : str or None
        Zones of demand; None for any.
    """
    import polars as pl

    routes, arcs = result.routes, result.region.arcs
    cells = result.region.demand.cells
    wanted = np.array(
        [
            origin in (None, cell.origin) and destination in (None, cell.destination)
            for cell in cells
        ],
        dtype=np.bool_,
    )
    chosen = wanted[routes.cell]
    goods = np.array([cell.good for cell in cells])
    entry = chosen[routes.route]
    frame = pl.DataFrame(
        {
            "link_id": [arcs.link[arc] for arc in routes.arc[entry].tolist()],
            "good": goods[routes.cell[routes.route[entry]]].tolist(),
            "tonnes": routes.tonnes[routes.route[entry]],
        },
        schema={"link_id": str, "good": str, "tonnes": float},
    ).filter(pl.col("link_id") != "")
    total = float(routes.tonnes[chosen].sum()) or 1.0
    grouped = frame.group_by("link_id", "good", maintain_order=True).agg(pl.col("tonnes").sum())
    shared = grouped.with_columns((pl.col("tonnes") / total).alias("share"))
    return shared.sort(["tonnes", "link_id", "good"], descending=[True, False, False])


def _arcs_of(result: FlowResult, place: str) -> NDArray[np.bool_]:
    """Return the arcs of a link, at a node, or of all that a composite or subject is made of."""
    members = members_of(result.region.ledger, place)
    return np.array(
        [
            bool(members & {key.link, key.tail_node, key.head_node})
            for key in result.region.arcs.keys
        ],
        dtype=np.bool_,
    )


def members_of(ledger: Ledger, place: str) -> set[str]:
    """Return the links and nodes that a place is made of: itself, or what it spans.

    Raises
    ------
    UnknownNameError
        There is no such link or node.
    BadInputError
        It cannot be told which links a composite spans.
    """
    links = {row.id: row for row in ledger.rows("links")}
    nodes = {row.id for row in ledger.rows("nodes")}
    groups = {row.id: tuple(row["members"] or ()) for row in ledger.rows("subjects")}
    if place in links and links[place]["part"] == "composite":
        return set(spanned(ledger, links[place]))
    if place in links or place in nodes:
        return {place}
    if groups.get(place):
        return set(groups[place])
    known = [*sorted(links), *sorted(nodes), *(name for name, some in groups.items() if some)]
    near = nearest(place, known, most=_MOST_NAMES)
    raise UnknownNameError("link or node", place, near, "`caspia network` lists the links.")
