"""The smallest reopening beside a loss: what else would have to open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.network.reopening import reopenings
from caspia.scenarios.stress.outcome import Cure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.flows import FlowResult


def cure_of(result: FlowResult, links: set[str], hardest: Sequence[float] | None) -> Cure | None:
    """Return the smallest reopening for the cargo that a loss hits hardest.

    Parameters
    ----------
    result : FlowResult
        With everything in its place.
    links : set of str
        What is taken out; it is no cure itself.
    hardest : (cell, month, tonnes) or None
        The cargo; None where nothing is stranded.

    Raises
    ------
    SolverError
        There are too many sets of reopenings to tell the smallest.
    """
    if hardest is None:
        return None
    place, month = int(hardest[0]), int(hardest[1])
    cell = result.region.demand.cells[place]
    network = result.region.values.networks[month]
    ends = cell.origin_node, cell.destination_node
    sets = reopenings(network, *ends, cell.good, without=links | _refused(result, place, month))
    first = sets[0] if sets else None
    return Cure(
        cell.good,
        cell.origin,
        cell.destination,
        float(hardest[2]),
        first.causes if first else (),
        first.says if first else (),
        has_way=first is not None and not first.causes,
    )


def _refused(result: FlowResult, cell: int, month: int) -> set[str]:
    """Return the links on which nobody of a cell sends anything, though they are open."""
    region = result.region
    parts = np.flatnonzero((region.parts.cell == cell) & (region.parts.share[:, month] > 0))
    refused = [region.arcs.refused_by(region.parts.shippers[part]) for part in parts]
    return {region.arcs.link[arc] for arc in np.logical_and.reduce(refused).nonzero()[0]} - {""}
