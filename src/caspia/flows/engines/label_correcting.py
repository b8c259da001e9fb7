"""Cheapest ways brought up to date: the ways of other prices, corrected where others are cheaper.

A way that was cheapest at nearby prices is still a way. Its cost at the new prices is a label from
above; labels are lowered along steps until no step lowers any. All commodities go side by side, and
a place of one of them is told as ``commodity * places + place``.
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
class StepWeights:
    """What steps cost per tonne that begins them: one part by commodity, one by good.

    Attributes
    ----------
    own : float64, shape (commodities, steps)
        Infinite where a step may not be taken.
    shared : float64, shape (rows, steps)
        Added to it.
    row : int64, shape (commodities,)
        The row of `shared` of each commodity.
    """

    own: Numbers
    shared: Numbers
    row: Places

    def at(self, commodity: Places, step: Places) -> Numbers:
        """Return weights of steps, one for each place of the two arrays."""
        mine = self.own.ravel().take(commodity * self.own.shape[1] + step)
        if len(self.shared) == 1:
            return np.asarray(mine + self.shared[0].take(step))
        return np.asarray(mine + self.shared[self.row[commodity], step])


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways from the origin of each commodity to every place; -1 at origins and where none leads.

    Attributes
    ----------
    into : int32, shape (commodities * places,)
        The step into each place.
    before : int64, shape (commodities * places,)
        The place before it; itself where there is none.
    """

    into: Ids
    before: Places


def ways_of(graph: TimeGraph, into: Ids) -> Ways:
    """Return the ways that steps into places make, shape (commodities, places)."""
    flat = into.ravel()
    before = np.arange(len(flat))
    going = np.flatnonzero(flat != NONE)
    before[going] = going // graph.places * graph.places + graph.tail[flat[going]]
    return Ways(flat, before)


def corrected(
    graph: TimeGraph, weights: StepWeights, origin: Ids, near: Ways
) -> tuple[Numbers, Ways]:
    """Return least costs per tonne, shape (commodities, places), and the ways that cost so much.

    Parameters
    ----------
    graph : TimeGraph
        The network over periods.
    weights : StepWeights
        Costs of steps, at least 0.
    origin : int32, shape (commodities,)
        Vertices; a commodity may leave in any period.
    near : Ways
        Ways that were cheapest at other costs.
    """
    shape = (len(origin), graph.places)
    label = _along(graph, weights, origin, near)
    ways = Ways(near.into.copy(), near.before.copy())
    head, offer, step = _all_offers(graph, weights, label.reshape(shape))
    while len(head):
        lowered = _lower(graph, label, ways, (head, offer, step))
        head, offer, step = _offers_from(graph, weights, label, lowered)
    return label.reshape(shape), ways


def _along(graph: TimeGraph, weights: StepWeights, origin: Ids, ways: Ways) -> Numbers:
    """Return what the ways cost at every place, by doubling the stretch that is known."""
    commodity = np.repeat(np.arange(len(origin)), graph.places)
    cost = weights.at(commodity, ways.into.astype(np.int64))
    kept = None if graph.lossless else 1.0 / graph.gain[ways.into]
    if kept is not None:
        cost *= kept
        kept[ways.into == NONE] = 1.0
    cost[ways.into == NONE] = np.inf
    source = graph.places * np.arange(len(origin)) + origin
    cost[source[:, None] + graph.vertices * np.arange(graph.periods)] = 0.0
    return _doubled(ways.before, cost, kept)


def _doubled(before: Places, cost: Numbers, kept: Numbers | None) -> Numbers:
    """Return the cost from where each chain begins, at no cost at an origin."""
    while True:
        if kept is None:
            cost += cost.take(before)
        else:
            cost += kept * cost.take(before)
            kept *= kept.take(before)
        further = before.take(before)
        if (further == before).all():
            return cost
        before = further


def _all_offers(
    graph: TimeGraph, weights: StepWeights, label: Numbers
) -> tuple[Places, Numbers, Places]:
    """Return places that some step reaches for less than their labels, for how much, and it."""
    lower = label * _LOWER
    places, offers, steps = [], [], []
    # One commodity after another: its labels then stay within the processor's reach.
    for commodity, row in enumerate(weights.row.tolist()):
        offer = label[commodity].take(graph.tail)
        offer += weights.own[commodity]
        offer += weights.shared[row]
        if not graph.lossless:
            offer /= graph.gain
        step = (offer < lower[commodity].take(graph.head)).nonzero()[0]
        if len(step):
            places.append(commodity * graph.places + graph.head[step])
            offers.append(offer[step])
            steps.append(step)
    if not steps:
        return np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0, dtype=np.int64)
    return np.concatenate(places), np.concatenate(offers), np.concatenate(steps)


def _offers_from(
    graph: TimeGraph, weights: StepWeights, label: Numbers, lowered: Places
) -> tuple[Places, Numbers, Places]:
    """Return the same of the steps from some places."""
    commodity, place = np.divmod(lowered, graph.places)
    begin = graph.tail_start[place]
    count = graph.tail_start[place + 1] - begin
    which = np.repeat(np.arange(len(count)), count)
    step = np.arange(len(which)) + (begin - np.cumsum(count) + count)[which]
    whose = commodity[which]
    offer = label[lowered][which] + weights.at(whose, step)
    if not graph.lossless:
        offer /= graph.gain[step]
    head = whose * graph.places + graph.head[step]
    better = (offer < label[head] * _LOWER).nonzero()[0]
    return head[better], offer[better], step[better]


def _lower(
    graph: TimeGraph, label: Numbers, ways: Ways, offered: tuple[Places, Numbers, Places]
) -> Places:
    """Lower labels to the least offered; return the places, each once."""
    head, offer, step = offered
    np.minimum.at(label, head, offer)
    best = label[head] == offer
    head, step = head[best], step[best]
    ways.into[head] = step
    # Of steps that offer the same, one is left.
    left = ways.into[head] == step
    head, step = head[left], step[left]
    ways.before[head] = head // graph.places * graph.places + graph.tail[step]
    return np.asarray(head)
