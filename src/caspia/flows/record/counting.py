"""Count tonnes among the routes: over links, over quays, across a state, between two ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from caspia.flows.record.measures import fits
from caspia.network.layers import family_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.demand import Cell
    from caspia.flows.record.measures import Count
    from caspia.flows.region_arcs import RegionArcs
    from caspia.flows.route_flows import RouteFlows

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

WATER = ("sea", "ferry", "river")


class Routed(Protocol):
    """Routes, what they run on and whose cargo they carry; `Moved` is one."""

    @property
    def arcs(self) -> RegionArcs:
        """What routes run on."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Whose cargo it is."""

    @property
    def routes(self) -> RouteFlows:
        """The routes."""


def counted(moved: Routed, count: Count) -> Numbers:
    """Return how many tonnes count for each tonne that a route delivers.

    Zero for routes that do not count; above one where gas is lost on the way, and where cargo is
    handled twice.

    Parameters
    ----------
    moved : Routed
        r routes.
    count : Count
        What to count.

    Returns
    -------
    float64, shape (r,)
    """
    routes = moved.routes
    chosen = _cells(moved.cells, count)[routes.cell]
    if count.also:
        chosen &= routes.over(_on_links(moved.arcs, count.also))
    return np.where(chosen, _per_tonne(moved, count), 0.0)


def _per_tonne(moved: Routed, count: Count) -> Numbers:
    arcs = moved.arcs
    if count.counting == "links":
        return _once(moved, _on_links(arcs, count.at))
    if count.counting == "handling":
        return moved.routes.summed(_at_quays(arcs, count).astype(np.float64))
    if count.counting == "through":
        found = np.zeros(len(moved.routes))
        for modes in count.modes:
            found += _once(moved, _in_state(arcs, count.at[0], modes))
        return found
    return np.ones(len(moved.routes))


def _once(moved: Routed, flags: Flags) -> Numbers:
    """Return what enters the first part of a route that runs over some arcs, shape (r,)."""
    routes = moved.routes
    found = np.zeros(len(routes))
    entries = np.flatnonzero(flags[routes.arc])
    np.maximum.at(found, routes.route[entries], routes.amount[entries])
    return found


def _on_links(arcs: RegionArcs, links: tuple[str, ...]) -> Flags:
    return arcs.flags(place for link in links for place in arcs.of_link.get(link, ()))


def _at_quays(arcs: RegionArcs, count: Count) -> Flags:
    ships = count.modes[0] if count.modes else WATER
    return np.array(
        [
            not key.link and key.tail_node in count.at and _is_quay(key[1], key[3], ships, count)
            for key in arcs.keys
        ],
        dtype=np.bool_,
    )


def _is_quay(before: str, after: str, ships: tuple[str, ...], count: Count) -> bool:
    families = (family_of(before), family_of(after))
    afloat = [one for one in families if one in WATER]
    ashore = [one for one in families if one not in WATER]
    if len(afloat) != 1 or afloat[0] not in ships:
        return False
    return not count.land or ashore[0] == count.land


def _in_state(arcs: RegionArcs, state: str, modes: tuple[str, ...]) -> Flags:
    return np.array(
        [
            mode in modes and state in ends
            for mode, ends in zip(arcs.mode, arcs.country, strict=True)
        ],
        dtype=np.bool_,
    )


def _cells(cells: tuple[Cell, ...], count: Count) -> Flags:
    return np.array([_counts(cell, count) for cell in cells], dtype=np.bool_)


def _counts(cell: Cell, count: Count) -> bool:
    ends = (cell.origin, cell.destination)
    if cell.good not in count.goods:
        return False
    if count.either and not set(ends) & set(count.either):
        return False
    if count.counting == "through" and count.at[0] in ends:
        return False
    ways = [ends, ends[::-1]] if count.both_ways else [ends]
    return any(
        fits(count.origins, first) and fits(count.destinations, last) for first, last in ways
    )
