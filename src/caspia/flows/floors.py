"""Months in which an agreement asks for a least flow: solved by the cheapest plan over arcs.

Neither a choice among routes nor a pool of them can be held to a floor, so all cargo of such a
month goes by the cheapest plan that keeps it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caspia.flows.engines import least_cost
from caspia.flows.engines.decomposed import decomposed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from caspia.flows.engines import FlowAnswer, FlowProblem
    from caspia.flows.engines.legs import Legs


def with_floors(problem: FlowProblem, month: str) -> tuple[FlowAnswer, Legs, NDArray[np.float64]]:
    """Return the plan of a month that keeps its floors: its answer, routes, tonnes by route.

    Parameters
    ----------
    problem : FlowProblem
        With floors.
    month : str
        As messages call it.

    Raises
    ------
    BadInputError
        A floor cannot be met: which contract, on which links, in which month, by how much it falls
        short and what stands in the way.
    """
    answer = least_cost(replace(problem, period_ids=(month,)))
    return answer, *decomposed(problem, answer)


def without_floors(problem: FlowProblem) -> FlowProblem:
    """Return a problem whose limits ask for nothing."""
    return replace(problem, limits=tuple(replace(one, low=0.0) for one in problem.limits))
