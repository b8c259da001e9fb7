"""Room: what links, places and agreements let through, month by month, and of what kind it is.

A capacity that is stated in trains or containers is made tonnes at the high end of what one of them
may carry: a hard limit must not lie below what could have been meant.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from caspia.flows.observed_peaks import peaks_in
from caspia.network.capacities import link_capacities, tonnes_a_month, transfer_capacities
from caspia.network.layers import family_of
from caspia.network.measures import Value
from caspia.network.value_rows import value_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from caspia.flows.monthly_values import MonthlyValues
    from caspia.flows.region_arcs import RegionArcs
    from caspia.ledger import Ledger, Row
    from caspia.network import Network
    from caspia.network.measures import Basis, Capacity
    from caspia.network.value_rows import ValueRows

    Numbers = NDArray[np.float64]

RoomKind = Literal["physical", "timetable", "fleet", "quota", "observed_peak", "agreement"]
_MIDDLE = 15
_YEAR = 365.0
# Trains, sailings and trucks are counted each way; what a line or a quay can take is counted
# both ways together.
_EACH_WAY = frozenset({"timetable", "fleet"})
_BY_UNIT = frozenset({"trucks_per_day", "vehicles_per_day"})
_COUNTED = _BY_UNIT | {"trains_per_day", "train_pairs_per_day", "wagons_per_day", "TEU_per_year"}
_BOXES = "TEU_per_year"
_CLOSE = 1.1


@dataclass(frozen=True, slots=True)
class Room:
    """A limit on what enters some arcs in a month.

    Attributes
    ----------
    room_id : str
        ``capacity:`` and the link or place, with the direction where each has its own; or the
        effect of an agreement.
    target : str
        The link or place.
    kind : str
        What kind of limit: of works, timetable, fleet or quota, or an agreement.
    arcs : tuple of int
        Places of the arcs that it is on.
    goods : tuple of str
        What counts.
    tonnes : float64, shape (m,)
        By month; infinite where it does not hold.
    floor : float64, shape (m,)
        Least tonnes; zero where none is agreed.
    basis : str
        ``observed``, ``measured`` or ``assumed``, as in `Value`; of the weakest month.
    rows : tuple of str
        Rows of the ledger that it rests on.
    """

    room_id: str
    target: str
    kind: RoomKind
    arcs: tuple[int, ...]
    goods: tuple[str, ...]
    tonnes: Numbers
    floor: Numbers
    basis: Basis
    rows: tuple[str, ...]


@dataclass(slots=True)
class _Growing:
    """A room while months are read."""

    target: str
    kind: RoomKind
    arcs: tuple[int, ...]
    goods: set[str]
    tonnes: Numbers
    floor: Numbers
    basis: Basis
    rows: dict[str, None]


class _Rooms:
    """Rooms being gathered over months and goods."""

    def __init__(self, months: int) -> None:
        self._months = months
        self._found: dict[str, _Growing] = {}

    def add(
        self,
        room_id: str,
        place: tuple[str, RoomKind, tuple[int, ...]],
        goods: Iterable[str],
        month: int,
        given: tuple[float, float, Basis, tuple[str, ...]],
    ) -> None:
        """Take up a limit: least and most tonnes, basis and rows."""
        low, high, basis, rows = given
        if room_id not in self._found:
            none = np.full(self._months, np.inf), np.zeros(self._months)
            self._found[room_id] = _Growing(*place, set(), *none, "observed", {})
        room = self._found[room_id]
        room.goods |= set(goods)
        room.tonnes[month] = high
        room.floor[month] = low
        room.rows |= dict.fromkeys(rows)
        room.basis = max(room.basis, basis, key=("observed", "measured", "assumed").index)

    def yield_quotas(self) -> None:
        """Let the quota of a link give way in months in which an agreement caps it."""
        for room in self._found.values():
            if room.kind != "quota":
                continue
            for other in self._found.values():
                if other.kind == "agreement" and other.target == room.target:
                    room.tonnes[np.isfinite(other.tonnes)] = np.inf

    def all(self) -> tuple[Room, ...]:
        """Return them by id."""
        return tuple(
            Room(
                room_id,
                room.target,
                room.kind,
                room.arcs,
                tuple(sorted(room.goods)),
                room.tonnes,
                room.floor,
                room.basis,
                tuple(room.rows),
            )
            for room_id, room in sorted(self._found.items())
            if room.arcs
        )


def rooms_of(
    ledger: Ledger,
    months: Sequence[date],
    goods: Sequence[str],
    arcs: RegionArcs,
    values: MonthlyValues,
) -> tuple[Room, ...]:
    """Return what limits the flows of a region.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    months : sequence of date
        First days.
    goods : sequence of str
        What is carried.
    arcs : RegionArcs
        What may be open.
    values : MonthlyValues
        With the networks of the months.
    """
    found = _Rooms(len(months))
    handled = _handled_at(arcs)
    for number, month in enumerate(months):
        share = _days(month) / (_YEAR / 12)
        for kind, good in enumerate(values.kinds):
            alike = tuple(one for one in goods if values.kind_of[one] == kind)
            rows = value_rows(ledger, month.replace(day=_MIDDLE), good)
            for room_id, place, capacity in _capacities(arcs, handled, rows):
                tonnes = capacity.t_per_month
                if tonnes is not None and (capacity.unit != _BOXES or good == "containers"):
                    given = (0.0, _most(capacity, tonnes) * share, _basis(capacity, tonnes))
                    found.add(room_id, place, alike, number, (*given, tonnes.rows))
        for peak in peaks_in(ledger, month, arcs):
            counted = [good for good in peak.goods if good in goods]
            most = peak.tonnes_per_year / 12 * share
            if counted:
                at: tuple[str, RoomKind, tuple[int, ...]] = (
                    peak.target,
                    "observed_peak",
                    peak.arcs,
                )
                found.add(peak.room_id, at, counted, number, (0.0, most, "assumed", peak.rows))
        _add_effects(found, values.networks[number], (arcs, goods, number, share))
    found.yield_quotas()
    return found.all()


def _most(capacity: Capacity, tonnes: Value) -> float:
    """Return the hard limit; boxes are weighed by demand itself, so their middle is taken."""
    return tonnes.median if capacity.unit == _BOXES else tonnes.high


def _basis(capacity: Capacity, tonnes: Value) -> Basis:
    """Return the basis of a limit: that of the figure, where tonnes follow from it closely."""
    close = tonnes.high <= _CLOSE * tonnes.median
    return capacity.value.basis if close else tonnes.basis


def _days(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def _capacities(
    arcs: RegionArcs, handled: dict[str, list[int]], rows: ValueRows
) -> Iterator[tuple[str, tuple[str, RoomKind, tuple[int, ...]], Capacity]]:
    for link_id, places in arcs.of_link.items():
        for capacity in link_capacities(rows.links[link_id], rows):
            name = f"capacity:{link_id}"
            if capacity.kind in _EACH_WAY or capacity.unit in _BY_UNIT:
                for place in places:
                    yield (
                        f"{name}:{arcs.tail_node[place]}-{arcs.head_node[place]}",
                        (link_id, capacity.kind, (place,)),
                        capacity,
                    )
            else:
                yield name, (link_id, capacity.kind, places), capacity
    for node in _with_capacity(rows):
        for place in handled.get(node, ()):
            layers = arcs.tail_layer[place], arcs.head_layer[place]
            name = f"capacity:{node}:{layers[0]}-{layers[1]}"
            for capacity in _transfers(node, layers, rows):
                yield name, (node, capacity.kind, (place,)), capacity


def _with_capacity(rows: ValueRows) -> list[str]:
    """Return the places of which some capacity of handling is told."""
    return [
        node
        for node, told in rows.handling.items()
        if any(row["attribute"] == "capacity" for row in told)
    ]


def _transfers(node: str, layers: tuple[str, str], rows: ValueRows) -> tuple[Capacity, ...]:
    """Return what a place hands over between two layers, else between their families."""
    families = family_of(layers[0]), family_of(layers[1])
    found = transfer_capacities(node, *layers, rows)
    return found or (transfer_capacities(node, *families, rows) if families != layers else ())


def _handled_at(arcs: RegionArcs) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, key in enumerate(arcs.keys):
        if not key.link:
            found.setdefault(key.tail_node, []).append(place)
    return found


def _add_effects(
    found: _Rooms, network: Network, about: tuple[RegionArcs, Sequence[str], int, float]
) -> None:
    """Add caps and floors of the agreements that act on a day; one without a figure limits not."""
    arcs, goods, number, share = about
    rows = {row.id: row for row in network.ledger.rows("agreement_effects")}
    for link_id, effects in network.effects.items():
        for effect in effects:
            row = rows[effect.effect_id]
            if effect.kind not in ("caps", "floor") or _figure(row, effect.kind) is None:
                continue
            meant = tuple(good for good in goods if effect.good in ("", good))
            rate = _rate(network, row, effect.kind, meant)
            if rate is None:
                continue
            least, most = (0.0, rate * share) if effect.kind == "caps" else (rate * share, np.inf)
            given: tuple[float, float, Basis, tuple[str, ...]]
            given = (least, most, "observed", effect.because)
            name = f"{effect.effect_id}:{link_id}"
            for way, places in _ways(arcs, link_id, effect.kind, row["unit"]):
                found.add(f"{name}{way}", (link_id, "agreement", places), meant, number, given)


def _ways(
    arcs: RegionArcs, link_id: str, kind: str, unit: str
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Return the arcs that a figure is about: a cap on trains or trucks is on each way."""
    places = arcs.of_link.get(link_id, ())
    if kind != "caps" or unit not in _COUNTED:
        yield "", places
        return
    for place in places:
        yield f":{arcs.tail_node[place]}-{arcs.head_node[place]}", (place,)


def _figure(row: Row, kind: str) -> float | None:
    """Return the figure of an effect: of a range the end that binds no more than was meant."""
    end = row["high"] if kind == "caps" else row["low"]
    figure = row["value"] if row["value"] is not None else end
    return None if figure is None else float(figure)


def _rate(network: Network, row: Row, kind: str, goods: Sequence[str]) -> float | None:
    number = _figure(row, kind)
    if not goods or number is None:
        return None
    value = Value(number, number, number, "observed", (row.id,))
    tonnes = tonnes_a_month(value, row["unit"], value_rows(network.ledger, network.date, goods[0]))
    return None if tonnes is None else tonnes.high
