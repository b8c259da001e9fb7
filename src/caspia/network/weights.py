"""What is made least: hours, dollars, emission or the hours that one case in ten adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.errors import UnknownNameError
from caspia.ledger import nearest

if TYPE_CHECKING:
    from caspia.network.model import Graph, Numbers

CRITERIA = ("time", "cost", "co2", "risk")
# Among equals the quicker one: a gram of CO2 or a hundredth of a cent is worth an hour at most.
_PER_HOUR = 1e-6


def weights_of(graph: Graph, by: str) -> Numbers:
    """Return the weight of every arc, shape (arcs,).

    ``time``: median hours; ``cost``: US dollars per tonne; ``co2``: kilograms per tonne;
    ``risk``: hours from the median to what nine cases in ten stay under.

    Raises
    ------
    UnknownNameError
        There is no such criterion.
    """
    arcs = graph.arcs
    hours = arcs.time_h + arcs.dwell_h
    if by == "time":
        return hours
    if by == "cost":
        return arcs.cost_usd_per_t + _PER_HOUR * hours
    if by == "co2":
        return arcs.co2_kg_per_t + _PER_HOUR * hours
    if by == "risk":
        return arcs.time_high_h + arcs.dwell_high_h - hours + _PER_HOUR * hours
    raise UnknownNameError("criterion", by, nearest(by, CRITERIA), f"Use {', '.join(CRITERIA)}.")
