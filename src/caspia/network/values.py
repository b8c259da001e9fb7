"""Times, dwells, costs, emissions and capacities of the whole network for a good on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.network.border_dwell import border_dwell, is_border
from caspia.network.capacities import link_capacities
from caspia.network.costs import carriage_cost
from caspia.network.emission_factors import emission
from caspia.network.measures import NOTHING, LinkValues, TransferValues, Value
from caspia.network.overlaid import overlaid
from caspia.network.service import OWN_SHIPS, sailing_wait
from caspia.network.speeds import moving_time
from caspia.network.transfers import transfer
from caspia.network.value_rows import ValueRows, value_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from caspia.ledger import Ledger, Row


@dataclass(frozen=True, slots=True)
class NetworkValues:
    """The numbers of one good on one day, asked link by link and place by place.

    Made by `network_values`.
    """

    rows: ValueRows

    def link(self, link_id: str) -> LinkValues:
        """Return the numbers of a physical link, whether or not it is open.

        Raises
        ------
        KeyError
            No physical link has this id.
        """
        link, told = self.rows.links[link_id], self.rows.values.get(link_id, ())
        there, back = _dwells(link, self.rows)
        return LinkValues(
            link_id,
            overlaid(moving_time(link, self.rows), told, "time", self.rows),
            overlaid(there, told, "dwell", self.rows),
            overlaid(back, told, "dwell", self.rows),
            overlaid(carriage_cost(link, self.rows), told, "cost", self.rows),
            emission(link, self.rows),
            link_capacities(link, self.rows),
            _causes(link, self.rows),
        )

    def transfer(self, node_id: str, from_layer: str, to_layer: str) -> TransferValues | None:
        """Return the numbers of a change of layer at a node; None where there is no such change.

        ``access`` is where cargo enters and leaves the network.
        """
        return transfer(node_id, from_layer, to_layer, self.rows)


def network_values(ledger: Ledger, on: date, good: str) -> NetworkValues:
    """Return what gives the numbers of a good on a day.

    Parameters
    ----------
    ledger : Ledger
        What was known: a number whose rows were not is assumed.
    on : date
        The day.
    good : str
        What is carried.

    Raises
    ------
    UnknownNameError
        There is no such good.
    """
    return NetworkValues(value_rows(ledger, on, good))


def link_values_on(
    ledger: Ledger, on: date, good: str, link_ids: Iterable[str] | None = None
) -> dict[str, LinkValues]:
    """Return the numbers of physical links, all or those asked for, by id."""
    values = network_values(ledger, on, good)
    asked = values.rows.links if link_ids is None else link_ids
    return {link_id: values.link(link_id) for link_id in asked}


def _dwells(link: Row, rows: ValueRows) -> tuple[Value, Value]:
    """Return the dwell charged on a link each way: at a border, or for a line's own ships."""
    if is_border(link, rows):
        return border_dwell(link, rows), border_dwell(link, rows, back=True)
    if _has_own_ships(link, rows):
        wait = sailing_wait(link, rows)
        return wait, wait
    return NOTHING, NOTHING


def _has_own_ships(link: Row, rows: ValueRows) -> bool:
    return link["mode"] == "ferry" or (link["mode"] == "sea" and rows.sea(link) in OWN_SHIPS)


def _causes(link: Row, rows: ValueRows) -> tuple[str, ...]:
    states = sorted({rows.country(link[end]) for end in ("a", "b")})
    sea = rows.sea(link)
    moving = f"sea:{sea}" if sea else f"{link['mode']}:{states[0]}"
    if is_border(link, rows):
        return moving, f"border:{'-'.join(states)}"
    return (moving, moving) if _has_own_ships(link, rows) else (moving,)
