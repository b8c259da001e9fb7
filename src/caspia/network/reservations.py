"""What a route meets in the states that it crosses: bans, refusals, added cost and risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.ledger import find_party
from caspia.network.journey import Money, Reservation
from caspia.network.model import NONE
from caspia.network.permission import HANDED_OVER, permissions_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.network.crossings import Crossed, Ground
    from caspia.network.measures import Value
    from caspia.network.network import Network
    from caspia.network.permission import Permission


def reservations(
    network: Network, good: str, what: Crossed, modes: Mapping[str, Sequence[str]]
) -> tuple[Reservation, ...]:
    """Return what cargo of the states at the two ends meets in the states between them.

    What binds the cargo or carriers of some states is met where one of them is at an end.

    Parameters
    ----------
    network : Network
        As it stood.
    good : str
        What is carried.
    what : Crossed
        What the route crosses.
    modes : mapping of str to sequence of str
        The modes by which it crosses each state.
    """
    crossing = {state: modes.get(state, ()) for state in what.transit}
    found = permissions_on(network.ledger, network.date, good, crossing)
    ends = {what.states[0], what.states[-1]}
    return tuple(_told(one) for one in found if _binds(network, one, ends))


def modes_by_state(ground: Ground, arcs: Sequence[int]) -> dict[str, tuple[str, ...]]:
    """Return the modes by which a path crosses each state on land; at a port, of its ships.

    A line of gas or oil crosses the states that it leaves from: at a border it hands over.
    """
    found: dict[str, dict[str, None]] = {}
    for link, tail, head in (ground.arcs[arc] for arc in arcs):
        if link != NONE:
            mode = ground.mode[link]
            for node in (tail,) if mode in HANDED_OVER else (tail, head):
                found.setdefault(ground.node_country[node], {})[mode] = None
    return {state: tuple(modes) for state, modes in found.items()}


def _binds(network: Network, one: Permission, ends: set[str]) -> bool:
    if not one.bound:
        return True
    states = {
        state
        for party in one.bound
        for state in find_party(network.ledger, party, network.date).states
    }
    return bool(states & ends)


def _told(one: Permission) -> Reservation:
    concerns = ", ".join(filter(None, (one.goods_meant, "/".join(one.bound))))
    return Reservation(
        one.permission_id,
        one.state,
        one.standing,
        concerns,
        one.on_paper,
        None if one.refusing is None else one.refusing.median,
        _money(one.added_cost_usd_per_t),
        0.0 if one.added_risk is None else one.added_risk.median,
        one.why,
    )


def _money(value: Value | None) -> Money:
    return Money(0.0, 0.0, 0.0) if value is None else Money(value.median, value.low, value.high)
