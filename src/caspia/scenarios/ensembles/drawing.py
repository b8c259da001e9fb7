"""One draw: from its ranks to what moves, in the quantities that are asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING, cast

import numpy as np

from caspia.flows.record.weights import Sought
from caspia.flows.replay import moved_months
from caspia.flows.route_flows import of_legs
from caspia.scenarios.ensembles.sequence import deviates, ranks
from caspia.scenarios.ensembles.spans import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from caspia.demand import Cell
    from caspia.flows import RegionArcs, RouteFlows
    from caspia.flows.frozen_month import FrozenMonth, MovedMonth
    from caspia.flows.record import Record
    from caspia.flows.record.weights import Sums
    from caspia.flows.region_numbers import RegionNumbers
    from caspia.scenarios.ensembles.uncertain import Uncertain

    Numbers = NDArray[np.float64]

# What stands after the quantities in every draw.
TOTALS = ("freight_moved", "freight_stranded", "gas_moved", "gas_stranded", "months_whole")


@dataclass(frozen=True, slots=True)
class Routes:
    """Routes with what counting them needs."""

    arcs: RegionArcs
    cells: tuple[Cell, ...]
    routes: RouteFlows


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that draws share; it travels to the workers.

    Attributes
    ----------
    facts : Uncertain
        The region with its facts.
    months : tuple of FrozenMonth
        Its frozen months.
    gas : tuple of bool
        Whether each of them is of gas.
    sums : Sums
        What is asked for.
    weights : tuple of csr_array
        Of the frozen routes of each month; empty where none are frozen.
    arcs : RegionArcs
        What routes run on.
    cells : tuple of Cell
        Whose cargo it is.
    dates : tuple of date
        First days of the months.
    empty_per_loaded : float64, shape (cells, months)
        Empty containers that go with each loaded one.
    draws, seed : int
        How many, and by which sequence.
    """

    facts: Uncertain
    months: tuple[FrozenMonth, ...]
    gas: tuple[bool, ...]
    sums: Sums
    weights: tuple[csr_array | None, ...]
    arcs: RegionArcs
    cells: tuple[Cell, ...]
    dates: tuple[date, ...]
    empty_per_loaded: Numbers
    draws: int
    seed: int

    def ranks(self) -> Numbers:
        """Return the ranks of all facts in all draws, shape (draws, facts)."""
        return ranks(self.draws, len(self.facts.factors), self.seed)

    @property
    def content(self) -> str:
        """What the draws rest on, the same only where all of it is."""
        found = sha256(repr((self.draws, self.seed, *map(_said, self.sums.sought))).encode())
        for factor in self.facts.factors:
            found.update(factor.factor_id.encode())
        for array in self._arrays():
            found.update(np.ascontiguousarray(array).tobytes())
        return found.hexdigest()

    def _arrays(self) -> Iterator[NDArray[np.generic]]:
        for spans in self.facts.spans.values():
            yield from (spans.middle, spans.low, spans.high, spans.factor, spans.place)
        plain, loads = self.facts.plain, self.facts.loads
        sums = self.facts.sums
        yield from (sums.weights.data, sums.weights.indices, sums.low, sums.high)
        yield from (plain.wanted, plain.most, loads.low, loads.middle, loads.high)
        for month, weights in zip(self.months, self.weights, strict=True):
            yield from (month.part, month.room, month.problem.gain, month.problem.carried)
            if weights is not None and month.routes is not None:
                yield from (weights.data, weights.indices, month.routes.arc, month.routes.leg)


def sought_by(record: Record) -> tuple[Sought, ...]:
    """Return the quantities that the lines of a record tell."""
    return tuple(
        Sought(line.thing[0], line.told.period, line.told.quantity.unit)
        for line in record.lines
        if line.told.period is not None
    )


def _said(one: Sought) -> tuple[object, ...]:
    """Return a quantity in a form that is the same in every process: sets have no order."""
    count = [getattr(one.count, each.name) for each in fields(one.count)]
    ordered = [sorted(each) if isinstance(each, frozenset) else each for each in count]
    return (*ordered, *one.period, one.unit)


def draw(given: object, number: object) -> list[float]:
    """Return the quantities of one draw, then `TOTALS`, tonnes in the latter.

    Parameters
    ----------
    given : Drawing
        What all draws share.
    number : int
        Which draw.

    Raises
    ------
    SolverError
        A month found no answer.
    """
    drawing, place = cast("Drawing", given), cast("int", number)
    ranked = _ranks(drawing)[place]
    numbers = drawing.facts.numbers(deviates(ranked, MOST))
    sums = np.zeros(len(drawing.sums.of))
    totals = dict.fromkeys(TOTALS, 0.0)
    for month, moved in enumerate(moved_months(drawing.months, numbers)):
        sums += _counted(drawing, month, moved)
        _add(totals, drawing, month, moved, numbers)
    values = drawing.sums.values(sums, drawing.facts.loads.at(ranked))
    return [*values.tolist(), *totals.values()]


# The ranks of the drawing that this process works on, so that they are made once.
_made: dict[int, tuple[Drawing, Numbers]] = {}


def _ranks(drawing: Drawing) -> Numbers:
    held = _made.get(0)
    if held is None or held[0] is not drawing:
        held = _made[0] = (drawing, drawing.ranks())
    return held[1]


def _counted(drawing: Drawing, place: int, moved: MovedMonth) -> Numbers:
    weights = drawing.weights[place]
    if weights is None or moved.whole:
        month = drawing.months[place]
        cells = drawing.facts.refusing.cell
        routes = of_legs(moved.routes, moved.tonnes, month.part, cells, month.month)
        of = Routes(drawing.arcs, drawing.cells, routes)
        weights = drawing.sums.weights(of, drawing.dates, drawing.empty_per_loaded)
        return np.asarray(weights @ routes.tonnes)
    return np.asarray(weights @ moved.tonnes)


def _add(
    totals: dict[str, float],
    drawing: Drawing,
    place: int,
    moved: MovedMonth,
    numbers: RegionNumbers,
) -> None:
    month = drawing.months[place]
    kind = "gas" if drawing.gas[place] else "freight"
    arrived = float(moved.tonnes.sum())
    wanted = float(numbers.wanted[month.part, month.month].sum())
    totals[f"{kind}_moved"] += arrived
    totals[f"{kind}_stranded"] += max(wanted - arrived, 0.0)
    totals["months_whole"] += moved.whole
