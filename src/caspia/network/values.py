"""Times, dwells, costs, emissions and capacities of the whole network for a good on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

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
from caspia.network.watched_day import WatchedDay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from caspia.ledger import Ledger, Row

    Found = TypeVar("Found")
    Key = TypeVar("Key")
    #: First day, the day after the last, and what holds between.
    Steady = tuple[date, date, Found]


class NetworkValues:
    """The numbers of one good on one day, asked link by link and place by place.

    Made by `network_values`. What was worked out on another day on which it was the same is not
    worked out again.

    Parameters
    ----------
    rows : ValueRows
        What the numbers are worked out from.
    known : Known
        What is known of the good, and on which days it holds.
    """

    def __init__(self, rows: ValueRows, known: Known) -> None:
        self.rows = rows
        self._known = known
        self._day = WatchedDay.of(rows.on)
        self._watched = replace(rows, on=self._day)

    def link(self, link_id: str) -> LinkValues:
        """Return the numbers of a physical link, whether or not it is open.

        Raises
        ------
        KeyError
            No physical link has this id.
        """
        return self._steady(self._known.links, link_id, lambda: _link(link_id, self._watched))

    def transfer(self, node_id: str, from_layer: str, to_layer: str) -> TransferValues | None:
        """Return the numbers of a change of layer at a node; None where there is no such change.

        ``access`` is where cargo enters and leaves the network.
        """
        change = node_id, from_layer, to_layer
        return self._steady(self._known.transfers, change, lambda: transfer(*change, self._watched))

    def _steady(
        self, known: dict[Key, list[Steady[Found]]], key: Key, work_out: Callable[[], Found]
    ) -> Found:
        """Return what holds on the day: what is known to, or else what is worked out."""
        on = self.rows.on
        steady = known.setdefault(key, [])
        for first, end, found in steady:
            if first <= on < end:
                return found
        self._day.forget()
        found = work_out()
        steady.append((self._day.first, self._day.end, found))
        return found


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
    known = _KNOWN.setdefault(ledger, {}).setdefault(good, Known({}, {}))
    return NetworkValues(value_rows(ledger, on, good), known)


@dataclass(frozen=True, slots=True)
class Known:
    """Numbers of one good by link and by change of layer, each with the days on which it holds."""

    links: dict[str, list[Steady[LinkValues]]]
    transfers: dict[tuple[str, str, str], list[Steady[TransferValues | None]]]


# A ledger never changes, so what holds on some days is worked out once for all of them.
_KNOWN: WeakKeyDictionary[Ledger, dict[str, Known]] = WeakKeyDictionary()


def _link(link_id: str, rows: ValueRows) -> LinkValues:
    link, told = rows.links[link_id], rows.values.get(link_id, ())
    there, back = _dwells(link, rows)
    return LinkValues(
        link_id,
        overlaid(moving_time(link, rows), told, "time", rows),
        overlaid(there, told, "dwell", rows),
        overlaid(back, told, "dwell", rows),
        overlaid(carriage_cost(link, rows), told, "cost", rows),
        emission(link, rows),
        link_capacities(link, rows),
        _causes(link, rows),
    )


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
