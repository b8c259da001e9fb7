"""What of a solved year concerns two sides: cargo between them, and cargo of one across the other.

Numbers of this file are model results; each carries the rows of the demand that it sums.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.transit import crosses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from caspia.demand import Cell
    from caspia.flows import FlowResult

    Flags = NDArray[np.bool_]
    OnSide = Callable[[str | None], bool]

#: Less than this many tonnes a year is not printed.
LEAST_TONNES = 1000.0


@dataclass(frozen=True, slots=True)
class Cargo:
    """Cargo of one good, in tonnes of the year.

    Attributes
    ----------
    good : str
        Id of the good of demand.
    cells : tuple of str
        Names of its cells.
    wanted, moved : float
        Tonnes that want to move, and that arrive; of cargo in transit both are what crosses.
    ways : tuple of (str, float)
        Corridor and tonnes by it, the most first.
    rows : tuple of str
        Rows that the demand rests on; where there are none, links of its main way, or its places.
    assumed : str
        ``assumed`` where no cell rests on a row, ``partly assumed`` where some do not, else empty.
    """

    good: str
    cells: tuple[str, ...]
    wanted: float
    moved: float
    ways: tuple[tuple[str, float], ...]
    rows: tuple[str, ...]
    assumed: str


def cargo_between(result: FlowResult, from_side: OnSide, to_side: OnSide) -> tuple[Cargo, ...]:
    """Return the cargo from one side to the other by good, the most wanted first."""
    table = result.region.demand
    found = []
    for good, places in _by_good(
        table.cells,
        lambda cell: (
            cell.origin != cell.destination and from_side(cell.origin) and to_side(cell.destination)
        ),
    ).items():
        wanted, moved = (float(values[places].sum()) for values in (table.tonnes, result.delivered))
        routes = np.isin(result.routes.cell, places)
        if wanted >= LEAST_TONNES:
            found.append(_cargo(result, good, places, (wanted, moved), routes))
    return tuple(sorted(found, key=lambda cargo: (-cargo.wanted, cargo.good)))


def cargo_across(
    result: FlowResult, own: OnSide, other: OnSide, states: Iterable[str]
) -> tuple[Cargo, ...]:
    """Return the cargo of one side that crosses the other, by good, the most first.

    Parameters
    ----------
    result : FlowResult
        A solved year.
    own, other : callable
        Which states are of the side whose cargo it is, and of the one that it crosses. Cargo that
        begins or ends in the other is none in transit.
    states : iterable of str
        The states of the other side.
    """
    crossing = np.zeros(len(result.routes), dtype=np.bool_)
    for state in states:
        crossing |= crosses(result, state)
    found = []
    for good, places in _by_good(
        result.region.demand.cells,
        lambda cell: (
            (own(cell.origin) or own(cell.destination))
            and not other(cell.origin)
            and not other(cell.destination)
        ),
    ).items():
        routes = crossing & np.isin(result.routes.cell, places)
        tonnes = float(result.routes.tonnes[routes].sum())
        if tonnes >= LEAST_TONNES:
            used = np.unique(result.routes.cell[routes]).tolist()
            found.append(_cargo(result, good, used, (tonnes, tonnes), routes))
    return tuple(sorted(found, key=lambda cargo: (-cargo.moved, cargo.good)))


def _by_good(cells: Sequence[Cell], chosen: Callable[[Cell], bool]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, cell in enumerate(cells):
        if chosen(cell):
            found[cell.good].append(place)
    return found


def _cargo(
    result: FlowResult,
    good: str,
    places: Sequence[int],
    tonnes: tuple[float, float],
    routes: Flags,
) -> Cargo:
    table = result.region.demand.of_cells(places)
    names = tuple(cell.name for cell in table.cells)
    rows = table.row_ids
    bare = sum(not any(by_year) for by_year in table.rows)
    assumed = "" if not bare else "partly assumed" if rows else "assumed"
    rests = rows or _main_way(result, routes) or _ends(table.cells)
    return Cargo(good, names, *tonnes, _ways(result, routes), rests, assumed)


def _ways(result: FlowResult, routes: Flags) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = defaultdict(float)
    for place in np.flatnonzero(routes).tolist():
        found[result.corridors[place]] += float(result.routes.tonnes[place])
    return tuple(sorted(found.items(), key=lambda way: (-way[1], way[0])))


def _main_way(result: FlowResult, routes: Flags) -> tuple[str, ...]:
    """Return the links of the route that takes the most."""
    tonnes = np.where(routes, result.routes.tonnes, 0.0)
    if not tonnes.any():
        return ()
    arcs = result.routes.arc[result.routes.route == int(tonnes.argmax())]
    return tuple(dict.fromkeys(filter(None, (result.region.arcs.link[arc] for arc in arcs))))


def _ends(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(node for cell in cells for node in (cell.origin_node, cell.destination_node))
    )
