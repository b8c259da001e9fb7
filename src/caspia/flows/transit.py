"""What crosses each state, and what is paid there for carrying it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.network.capacities import SHIPS

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    from caspia.flows.result import FlowResult

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TransitState:
    """A state that cargo crosses which neither begins nor ends there.

    Attributes
    ----------
    state : str
        The state.
    tonnes : float
        Cargo in transit, pipelines included.
    revenue_usd : float
        What is paid for carriage, handling and border within the state for it, at the rates of the
        network. It is what carriers, ports and railways take in, not what the state earns. A link
        between two states counts half to each; freight of ships, whoever's they are, to none.
    """

    state: str
    tonnes: float
    revenue_usd: float


def transit_states(result: FlowResult) -> tuple[TransitState, ...]:
    """Return the states that cargo crosses, by tonnes."""
    region = result.region
    states = sorted({state for ends in region.arcs.country for state in ends if state})
    money = _entry_money(result)
    found = []
    for state in states:
        one = _of_state(result, state, money)
        if one.tonnes > 0:
            found.append(one)
    return tuple(sorted(found, key=lambda one: (-one.tonnes, one.state)))


def _entry_money(result: FlowResult) -> Numbers:
    """Return the US dollars paid ashore on each entry of the routes, float64 of shape (e,)."""
    region, routes = result.region, result.routes
    ashore = np.array([mode not in SHIPS for mode in region.arcs.mode], dtype=np.bool_)
    values = region.values
    kinds = np.array([values.kind_of[cell.good] for cell in region.demand.cells])
    at = (routes.period[routes.route], routes.arc, kinds[routes.cell[routes.route]])
    return np.asarray(routes.entering() * values.usd[at] * ashore[routes.arc])


def _of_state(result: FlowResult, state: str, money: Numbers) -> TransitState:
    region, routes = result.region, result.routes
    crossing = crosses(result, state)
    half = np.array([(tail == state) + (head == state) for tail, head in region.arcs.country]) / 2
    paid = money * half[routes.arc] * crossing[routes.route]
    return TransitState(state, float(routes.tonnes[crossing].sum()), float(paid.sum()))


def crosses(result: FlowResult, state: str) -> Flags:
    """Return which routes cross a state by land or through its ports; bool of shape (r,).

    A ship that only passes does not cross it; cargo that begins or ends in it is no transit.
    """
    region, routes = result.region, result.routes
    on_land = np.array(
        [
            state in ends and mode not in SHIPS
            for mode, ends in zip(region.arcs.mode, region.arcs.country, strict=True)
        ],
        dtype=np.bool_,
    )
    at_home = np.array(
        [
            state in (countries[cell.origin_node], countries[cell.destination_node])
            for countries in [_countries(result)]
            for cell in region.demand.cells
        ],
        dtype=np.bool_,
    )
    return np.asarray(routes.over(on_land) & ~at_home[routes.cell])


def _countries(result: FlowResult) -> dict[str, str]:
    return {row.id: row["country"] or "" for row in result.region.ledger.rows("nodes")}


def transit_table(result: FlowResult) -> pl.DataFrame:
    """Return a line per state: ``state``, ``tonnes``, ``revenue_usd``, ``usd_per_t``."""
    import polars as pl

    states = transit_states(result)
    return pl.DataFrame(
        {
            "state": [one.state for one in states],
            "tonnes": [one.tonnes for one in states],
            "revenue_usd": [one.revenue_usd for one in states],
            "usd_per_t": [one.revenue_usd / one.tonnes for one in states],
        }
    )
