"""The pool of physical routes: ways within one period, between origin, stores and destination."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines.time_graph import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from caspia.flows.engines.problem import Commodities, FlowProblem
    from caspia.flows.engines.time_graph import TimeGraph

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Legs:
    """Physical ways within one period; a way through stores is several legs.

    Attributes
    ----------
    commodity, period : int32, shape (legs,)
        Whose and when.
    source : int32, shape (legs,)
        The store it begins in; -1 for the origin.
    demand, store : int32, shape (legs,)
        The demand or the store it ends in; -1 for the other.
    taken : float64, shape (legs,)
        Tonnes that begin it per tonne that ends it.
    leg, arc : int32, shape (entries,)
        Which leg enters which arc, ascending by leg.
    amount : float64, shape (entries,)
        Tonnes that enter the arc per tonne that ends the leg.
    """

    commodity: Ids
    period: Ids
    source: Ids
    demand: Ids
    store: Ids
    taken: Numbers
    leg: Ids
    arc: Ids
    amount: Numbers

    def __len__(self) -> int:
        return len(self.commodity)

    def joined(self, more: Legs) -> Legs:
        """Return these and more of them after them."""
        parts = {
            part.name: np.concatenate([getattr(self, part.name), getattr(more, part.name)])
            for part in fields(self)
        }
        parts["leg"] = np.concatenate([self.leg, more.leg + np.int32(len(self))])
        return Legs(**parts)

    def taken_from(self, which: Places | NDArray[np.bool_] | slice) -> Legs:
        """Return some of the legs, by flags, in the order of the places given, or a span."""
        places = np.arange(len(self))[which]
        begin = np.searchsorted(self.leg, places)
        count = np.searchsorted(self.leg, places, side="right") - begin
        leg = np.repeat(np.arange(len(places)), count)
        first = np.cumsum(count) - count
        entry = np.arange(count.sum()) - np.repeat(first, count) + np.repeat(begin, count)
        return Legs(
            self.commodity[places],
            self.period[places],
            self.source[places],
            self.demand[places],
            self.store[places],
            self.taken[places],
            leg.astype(np.int32),
            self.arc[entry],
            self.amount[entry],
        )

    def summed(self, of_entry: Numbers) -> Numbers:
        """Return for each leg the sum over its arcs of a number per tonne entering; (legs,)."""
        total = np.bincount(self.leg, self.amount * of_entry, minlength=len(self))
        return total.astype(np.float64)

    def costs(self, problem: FlowProblem, commodities: Commodities) -> Numbers:
        """Return US dollars per tonne that ends each leg, shape (legs,)."""
        good = commodities.good[self.commodity]
        return self.summed(problem.cost[self.arc, good[self.leg]])

    def closed(self, problem: FlowProblem, commodities: Commodities) -> NDArray[np.bool_]:
        """Return which legs go over an arc that is closed then or does not take the good."""
        good = commodities.good[self.commodity]
        usable = problem.open[self.arc, self.period[self.leg]]
        usable &= problem.carried[self.arc, good[self.leg]]
        return np.bincount(self.leg, ~usable, minlength=len(self)) > 0


def no_legs() -> Legs:
    """Return an empty pool."""
    ids, numbers = np.zeros(0, dtype=np.int32), np.zeros(0)
    return Legs(ids, ids, ids, ids, ids, numbers, ids, ids, numbers)


def all_of(parts: Sequence[Legs]) -> Legs:
    """Return the legs of several groups one after the other."""
    if not parts:
        return no_legs()
    before = np.cumsum([0, *(len(part) for part in parts[:-1])])
    joined = {
        column.name: np.concatenate([getattr(part, column.name) for part in parts])
        for column in fields(Legs)
    }
    joined["leg"] = np.concatenate(
        [part.leg + np.int32(start) for part, start in zip(parts, before, strict=True)]
    )
    return Legs(**joined)


class Pool:
    """Legs found so far, each once."""

    def __init__(self, legs: Legs | None = None, known: frozenset[bytes] = frozenset()) -> None:
        self.legs = legs if legs is not None else no_legs()
        self._known = set(known)

    @property
    def known(self) -> frozenset[bytes]:
        """Marks of the legs held."""
        return frozenset(self._known)

    def add(self, graph: TimeGraph, commodity: Ids, demand: Ids, steps: NDArray[np.int64]) -> Legs:
        """Take up ways that are new and return their new legs.

        Parameters
        ----------
        graph : TimeGraph
            What the steps are of.
        commodity, demand : int32, shape (ways,)
            Whose way each is.
        steps : int64, shape (ways, longest)
            Steps from the destination backwards, then -1.
        """
        length = (steps != NONE).sum(axis=1).tolist()
        whose = zip(commodity.tolist(), demand.tolist(), steps, length, strict=True)
        cut = _parts if (graph.store != NONE).any() else _whole
        found = [
            part
            for one, ends, way, count in whose
            for part in cut(graph, one, ends, way[:count])
            if self._is_new(part)
        ]
        if not found:
            return no_legs()
        new = _packed(graph, found)
        self.legs = self.legs.joined(new)
        return new

    def _is_new(self, part: _Part) -> bool:
        mark = np.array([part.commodity, part.demand, part.store, part.source]).tobytes()
        mark += part.steps.tobytes()
        if mark in self._known:
            return False
        self._known.add(mark)
        return True


@dataclass(frozen=True, slots=True)
class _Part:
    commodity: int
    demand: int
    store: int
    source: int
    steps: Places


def _whole(graph: TimeGraph, commodity: int, demand: int, steps: Places) -> Iterator[_Part]:
    """Return a way where there is no store to cut it at."""
    del graph
    yield _Part(commodity, demand, NONE, NONE, steps)


def _parts(graph: TimeGraph, commodity: int, demand: int, steps: Places) -> Iterator[_Part]:
    """Cut a way where it goes through a store; several periods in one store are one stay."""
    cuts = np.flatnonzero(graph.store[steps] != NONE)
    if not len(cuts):
        yield _Part(commodity, demand, NONE, NONE, steps)
        return
    begin, to_demand, to_store = 0, demand, NONE
    for cut in cuts.tolist():
        source = int(graph.store[steps[cut]])
        if cut > begin:
            yield _Part(commodity, to_demand, to_store, source, steps[begin:cut])
        elif to_demand != NONE:
            yield _Part(commodity, to_demand, to_store, source, steps[cut : cut + 1])
        begin, to_demand, to_store = cut + 1, NONE, source
    # A store at the origin is filled by a leg over no arc.
    rest = steps[begin:] if begin < len(steps) else steps[-1:]
    yield _Part(commodity, NONE, to_store, NONE, rest)


def _packed(graph: TimeGraph, parts: Sequence[_Part]) -> Legs:
    # A leg over no arc is known by the step through the store beside it.
    period = [_period(graph, part) for part in parts]
    arcs = [part.steps[graph.arc[part.steps] != NONE] for part in parts]
    entering = [np.cumprod(1.0 / graph.gain[steps]) for steps in arcs]
    length = np.array([len(steps) for steps in arcs])
    flat = np.concatenate(arcs)
    return Legs(
        np.array([part.commodity for part in parts], dtype=np.int32),
        np.array(period, dtype=np.int32),
        np.array([part.source for part in parts], dtype=np.int32),
        np.array([part.demand for part in parts], dtype=np.int32),
        np.array([part.store for part in parts], dtype=np.int32),
        np.array([amounts[-1] if len(amounts) else 1.0 for amounts in entering]),
        np.repeat(np.arange(len(parts)), length).astype(np.int32),
        graph.arc[flat],
        np.concatenate(entering),
    )


def _period(graph: TimeGraph, part: _Part) -> int:
    """Return when a leg is gone; one from a store into its destination comes a period later."""
    first = part.steps[0]
    through_store = graph.arc[first] == NONE
    ends_in_demand = part.demand != NONE
    return int(graph.period[first]) + int(through_store and ends_in_demand)
