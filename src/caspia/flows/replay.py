"""The same region again under other numbers: from frozen routes, in a fraction of the time.

Every replay begins from the same frozen result, so that what it answers does not depend on what ran
before. A month whose frozen routes cannot take all is solved whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.chooser import again
from caspia.flows.engines import choice
from caspia.flows.engines.frozen_choice import FrozenChoice, frozen_choice
from caspia.flows.floors import with_floors
from caspia.flows.region_problem import region_problem
from caspia.flows.route_flows import joined, of_legs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines import FlowProblem
    from caspia.flows.engines.legs import Legs
    from caspia.flows.region import Region
    from caspia.flows.result import FlowResult, SolvedMonth
    from caspia.flows.route_flows import RouteFlows

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What moves under other numbers.

    Attributes
    ----------
    region : Region
        With the numbers.
    routes : RouteFlows
        Routes in use.
    delivered : float64, shape (parts, months)
        Tonnes that arrive.
    whole : int
        Months that had to be solved whole.
    """

    region: Region
    routes: RouteFlows
    delivered: Numbers
    whole: int


class Replay:
    """A result whose routes are frozen.

    Parameters
    ----------
    result : FlowResult
        Where every replay begins.
    """

    def __init__(self, result: FlowResult) -> None:
        self.result = result
        self._frozen = [_frozen(one) for one in result.solved]

    def under(self, region: Region) -> Replayed:
        """Return what moves under the numbers of a region of the same frame.

        Parameters
        ----------
        region : Region
            Other parameters, times, costs, demand or limits; the same arcs, cells and goods.

        Raises
        ------
        SolverError
            A month found no answer.
        """
        delivered = np.zeros(region.parts.share.shape)
        parts, whole = [], 0
        for solved, frozen in zip(self.result.solved, self._frozen, strict=True):
            problem = region_problem(region, solved.frame, solved.month)
            legs, tonnes, was_whole = _moved(region, solved, frozen, problem)
            whole += was_whole
            routes = of_legs(legs, tonnes, solved.frame.part, region.parts.cell, solved.month)
            np.add.at(delivered, (routes.part, routes.period), routes.tonnes)
            parts.append(routes)
        return Replayed(region, joined(parts), delivered, whole)


def _frozen(solved: SolvedMonth) -> FrozenChoice | None:
    return None if solved.found is None else frozen_choice(solved.problem, solved.found)


def _moved(
    region: Region, solved: SolvedMonth, frozen: FrozenChoice | None, problem: FlowProblem
) -> tuple[Legs, Numbers, bool]:
    """Return routes, tonnes on them, and whether the month was solved whole."""
    if problem.has_floors:
        planned = with_floors(problem, f"{region.months[solved.month]:%Y-%m}")
        return planned[1], planned[2], True
    if frozen is None or solved.found is None:
        answered = solved.start.extended(problem)
        return answered.legs, answered.leg_tonnes, False
    dispersion = region.parameters.value("dispersion")
    tonnes = again(frozen, problem, dispersion)
    if tonnes is not None:
        return frozen.routes, tonnes, False
    found = choice(problem, dispersion, base=solved.start, routes=solved.found.pool)
    return found.routes, found.tonnes, True
