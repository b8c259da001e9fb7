"""How long a path of a graph takes and what it costs: the spans that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.network.draws import Spans
from caspia.network.model import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from caspia.network.model import Graph


def spans_of(graph: Graph, arcs: Sequence[int]) -> Spans:
    """Return the time under way and the dwell of each arc, each with its cause.

    A span without a cause moves alone.
    """
    of, chosen = graph.arcs, np.asarray(arcs, dtype=np.int32)
    low = np.concatenate([of.time_low_h[chosen], of.dwell_low_h[chosen]])
    median = np.concatenate([of.time_h[chosen], of.dwell_h[chosen]])
    high = np.concatenate([of.time_high_h[chosen], of.dwell_high_h[chosen]])
    there = high > 0
    causes = np.array([*_causes(graph, arcs)], dtype=object)
    return Spans(low[there], median[there], high[there], tuple(causes[there].tolist()))


def _causes(graph: Graph, arcs: Sequence[int]) -> Iterator[str]:
    for kind, numbers in (("time", graph.arcs.time_cause), ("dwell", graph.arcs.dwell_cause)):
        for arc in arcs:
            cause = int(numbers[arc])
            yield f"{kind} of {graph.arc_name(arc)}" if cause == NONE else graph.causes[cause]


def costs_of(graph: Graph, arcs: Sequence[int]) -> Spans:
    """Return the cost of each arc in US dollars per tonne: the rates of one mode move together."""
    of, chosen = graph.arcs, np.asarray(arcs, dtype=np.int32)
    modes = [graph.layers[graph.vertex_layer[of.tail[arc]]].split("_")[0] for arc in arcs]
    return Spans(
        of.cost_low_usd_per_t[chosen],
        of.cost_usd_per_t[chosen],
        of.cost_high_usd_per_t[chosen],
        tuple(f"rate:{mode}" for mode in modes),
    )
