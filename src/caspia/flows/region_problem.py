"""From the region to the arrays that engines know: one problem a month, all of one frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines import Demands, FlowProblem, Limit, Stores
from caspia.flows.weighing import Weigher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.flows.region import Region
    from caspia.flows.shippers import Shippers
    from caspia.flows.weighing import Weighed

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]

_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class CargoGood:
    """A good with shippers of one mind; the engines take each for a good of its own."""

    good: str
    shippers: Shippers

    @property
    def name(self) -> str:
        """The good, and what its shippers meet and refuse."""
        return f"{self.good}|{'|'.join(self.shippers.key)}"


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same in all months.

    Attributes
    ----------
    part : int32, shape (demands,)
        Place in the parts of demand.
    cargo : tuple of CargoGood
        The goods of the engines.
    cargo_of : int32, shape (demands,)
        The good of each demand.
    """

    part: Ids
    cargo: tuple[CargoGood, ...]
    cargo_of: Ids


def frame_of(region: Region, goods: Sequence[str]) -> Frame:
    """Return the frame of the problems of some goods: parts that want to move in some month."""
    parts, table = region.parts, region.demand
    wanted = (parts.share * table.tonnes[parts.cell]).max(axis=1, initial=0.0) > _LEAST
    chosen = [
        place
        for place, cell in enumerate(parts.cell.tolist())
        if table.cells[cell].good in goods and wanted[place]
    ]
    cargo: dict[str, CargoGood] = {}
    of_part = []
    for place in chosen:
        one = CargoGood(table.cells[parts.cell[place]].good, parts.shippers[place])
        cargo.setdefault(one.name, one)
        of_part.append(one.name)
    names = sorted(cargo)
    number = {name: place for place, name in enumerate(names)}
    return Frame(
        np.array(chosen, dtype=np.int32),
        tuple(cargo[name] for name in names),
        np.array([number[name] for name in of_part], dtype=np.int32),
    )


def region_problems(region: Region, goods: Sequence[str]) -> tuple[FlowProblem, ...]:
    """Return the problem of each month for some goods; what shippers weigh is the cost."""
    frame = frame_of(region, goods)
    weigher = Weigher(region.arcs, region.values, region.parameters)
    return tuple(
        _problem(region, frame, month, weighed_by(weigher, frame, month))
        for month in range(len(region.months))
    )


def region_problem(region: Region, frame: Frame, month: int) -> FlowProblem:
    """Return the problem of one month in a frame."""
    weigher = Weigher(region.arcs, region.values, region.parameters)
    return _problem(region, frame, month, weighed_by(weigher, frame, month))


def weighed_by(weigher: Weigher, frame: Frame, month: int) -> tuple[Weighed, ...]:
    """Return what each cargo of a frame weighs in a month."""
    return tuple(weigher.weighed(month, one.good, one.shippers) for one in frame.cargo)


def _problem(region: Region, frame: Frame, month: int, weighed: Sequence[Weighed]) -> FlowProblem:
    arcs = region.arcs
    carried = np.stack([one.carried for one in weighed], axis=1)
    return FlowProblem(
        arcs.vertex_ids,
        arcs.ids,
        tuple(one.name for one in frame.cargo),
        ("month",),
        arcs.tail,
        arcs.head,
        np.stack([one.generalised for one in weighed], axis=1),
        carried,
        np.asarray(carried.any(axis=1, keepdims=True)),
        np.full((len(arcs), 1), np.inf),
        region.gain[month],
        _demands(region, frame, month),
        _no_stores(),
        _limits(region, frame, month),
    )


def _demands(region: Region, frame: Frame, month: int) -> Demands:
    parts, table = region.parts, region.demand
    cell = parts.cell[frame.part]
    names = parts.names(table)
    origin = [region.arcs.access(table.cells[one].origin_node) for one in cell.tolist()]
    destination = [region.arcs.access(table.cells[one].destination_node) for one in cell.tolist()]
    return Demands(
        tuple(f"{names[part]} #{part}" for part in frame.part.tolist()),
        np.array(origin, dtype=np.int32),
        np.array(destination, dtype=np.int32),
        frame.cargo_of,
        np.zeros(len(cell), dtype=np.int32),
        parts.share[frame.part, month] * table.tonnes[cell, month],
        np.zeros(len(cell), dtype=np.int32),
    )


def _limits(region: Region, frame: Frame, month: int) -> tuple[Limit, ...]:
    goods = [one.good for one in frame.cargo]
    found = []
    for room in region.rooms:
        counted = tuple(place for place, good in enumerate(goods) if good in room.goods)
        if counted:
            ends = (float(room.floor[month]), float(room.tonnes[month]))
            found.append(Limit(room.room_id, room.arcs, counted, (0,), *ends))
    return tuple(found)


def _no_stores() -> Stores:
    none = np.zeros(0, dtype=np.int32)
    return Stores((), none, none, np.zeros(0), np.zeros(0))
