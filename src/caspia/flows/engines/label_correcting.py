"""Cheapest ways brought up to date: the ways of other prices, corrected where others are cheaper.

A way that was cheapest at nearby prices is still a way. Its cost at the new prices is a label from
above; labels are lowered along steps until no step lowers any. All commodities go side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines.time_graph import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.time_graph import TimeGraph

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]

# A label gives way only to one lower by more than rounding; so no way can close into a circle.
_LOWER = 1 - 1e-12


@dataclass(frozen=True, slots=True)
class StepOrder:
    """The steps of a graph by where they end, and by where they begin.

    Attributes
    ----------
    by_head : int64, shape (steps,)
        Steps in ascending order of their heads.
    heads, head_start, head_end : int64, shape (heads,)
        Places that steps lead to, and where theirs begin and end in that order.
    tail : int64, shape (steps,)
        Tails in that order.
    lossless : bool
        Whether no step loses anything.
    gain : float64, shape (steps,)
        Gains in that order.
    tail_start : int64, shape (places + 1,)
        Where the steps that begin at a place begin in the graph's own order.
    """

    by_head: Places
    heads: Places
    head_start: Places
    head_end: Places
    tail: Places
    lossless: bool
    gain: Numbers
    tail_start: Places


@dataclass(frozen=True, slots=True)
class StepWeights:
    """What steps cost per tonne that begins them: one part by commodity, one by good.

    Attributes
    ----------
    own, own_by_head : float64, shape (commodities, steps)
        In the graph's order and by head.
    shared : float64, shape (rows, steps)
        Added to it.
    row : int64, shape (commodities,)
        The row of `shared` of each commodity.
    """

    own: Numbers
    own_by_head: Numbers
    shared: Numbers
    row: Places

    def at(self, commodity: Places, step: Places) -> Numbers:
        """Return weights of steps, one for each place of the two arrays."""
        mine = self.own.ravel()[commodity * self.own.shape[1] + step]
        if len(self.shared) == 1:
            return np.asarray(mine + self.shared[0][step])
        return np.asarray(mine + self.shared[self.row[commodity], step])


def step_order(graph: TimeGraph) -> StepOrder:
    """Return the steps of a graph by where they end, and by where they begin."""
    by_head = np.argsort(graph.head, kind="stable")
    heads, start = np.unique(graph.head[by_head], return_index=True)
    return StepOrder(
        by_head,
        heads,
        start,
        np.append(start[1:], len(by_head)),
        graph.tail[by_head],
        bool((graph.gain == 1.0).all()),
        graph.gain[by_head],
        np.searchsorted(graph.tail, np.arange(graph.places + 1)),
    )


def corrected(
    graph: TimeGraph, order: StepOrder, weights: StepWeights, origin: Ids, into: Ids
) -> tuple[Numbers, Ids]:
    """Return least costs per tonne, and the steps of the ways; both (commodities, places).

    Parameters
    ----------
    graph : TimeGraph
        The network over periods.
    order : StepOrder
        Of its steps.
    weights : StepWeights
        Costs of steps, at least 0; infinite where a step may not be taken.
    origin : int32, shape (commodities,)
        Vertices; a commodity may leave in any period.
    into : int32, shape (commodities, places)
        The step into each place on a way from the origin, as cheapest at other costs; -1 at the
        origin and where there is none.
    """
    label = _along(graph, weights, origin, into)
    into = into.copy()
    lowered = _lower_all(graph, order, weights, label, into)
    while len(lowered):
        lowered = _lower_after(graph, order, weights, label, into, lowered)
    return label, into


def _along(graph: TimeGraph, weights: StepWeights, origin: Ids, into: Ids) -> Numbers:
    """Return what the ways cost, shape (commodities, places), by doubling the stretch known."""
    every = np.arange(into.size)
    going = np.flatnonzero(into.ravel() != NONE)
    commodity, step = going // graph.places, into.ravel()[going].astype(np.int64)
    source = (origin[:, None] + graph.vertices * np.arange(graph.periods)).astype(np.int64)
    source += graph.places * np.arange(len(origin))[:, None]
    before, cost = every, np.full(into.size, np.inf)
    before[going] = commodity * graph.places + graph.tail[step]
    cost[source] = 0.0
    cost[going] = weights.at(commodity, step)
    kept = None if (graph.gain == 1.0).all() else np.ones(into.size)
    if kept is not None:
        kept[going] = 1.0 / graph.gain[step]
        cost[going] *= kept[going]
    return _doubled(before, cost, kept).reshape(into.shape)


def _doubled(before: Places, cost: Numbers, kept: Numbers | None) -> Numbers:
    """Return the cost from where each chain begins, at no cost at an origin."""
    while True:
        if kept is None:
            cost += cost[before]
        else:
            cost += kept * cost[before]
            kept *= kept[before]
        further = before[before]
        if np.array_equal(further, before):
            return cost
        before = further


def _lower_all(
    graph: TimeGraph, order: StepOrder, weights: StepWeights, label: Numbers, into: Ids
) -> Places:
    """Lower each label to the least that any step offers; return what was lowered.

    Places of all commodities are told as ``commodity * places + place``.
    """
    shared = weights.shared[:, order.by_head]
    offer = label[:, order.tail]
    offer += weights.own_by_head
    offer += shared if len(shared) == 1 else shared[weights.row]
    if not order.lossless:
        offer /= order.gain
    least = np.minimum.reduceat(offer, order.head_start, axis=1)
    commodity, group = np.nonzero(least < label[:, order.heads] * _LOWER)
    if not len(group):
        return group
    place = order.heads[group]
    which, entry = _spread(order.head_start[group], order.head_end[group])
    lowest = least[commodity, group]
    is_it = offer[commodity[which], entry] == lowest[which]
    label[commodity, place] = lowest
    which, entry = which[is_it], entry[is_it]
    into[commodity[which], place[which]] = order.by_head[entry]
    return np.asarray(commodity * graph.places + place)


def _lower_after(
    graph: TimeGraph,
    order: StepOrder,
    weights: StepWeights,
    label: Numbers,
    into: Ids,
    lowered: Places,
) -> Places:
    """Lower what the steps from lowered labels reach cheaper; return what was lowered."""
    commodity, place = np.divmod(lowered, graph.places)
    which, step = _spread(order.tail_start[place], order.tail_start[place + 1])
    whose, labels, steps = commodity[which], label.reshape(-1), into.reshape(-1)
    offer = labels[lowered][which] + weights.at(whose, step)
    if not order.lossless:
        offer /= graph.gain[step]
    head = whose * graph.places + graph.head[step]
    better = offer < labels[head] * _LOWER
    head, offer, step = head[better], offer[better], step[better]
    np.minimum.at(labels, head, offer)
    is_it = labels[head] == offer
    steps[head[is_it]] = step[is_it]
    return np.unique(head[is_it])


def _spread(begin: Places, end: Places) -> tuple[Places, Places]:
    """Return for each entry of some ranges which range it is of, and the entry."""
    count = end - begin
    which = np.repeat(np.arange(len(count)), count)
    first = np.cumsum(count) - count
    return which, np.arange(len(which)) + (begin - first)[which]
