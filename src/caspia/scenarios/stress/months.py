"""One month without some arcs: solved again from the routes that were found with them.

Taking out an arc changes nothing for cargo none of whose routes, used or not, runs over it: its
cheapest ways stay what they are. So routes are searched for anew for the rest alone. Every loss
starts from the same solved month.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines import choice
from caspia.flows.engines.route_sets import route_set
from caspia.flows.floors import with_floors
from caspia.flows.gates import gates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows import FlowResult, SolvedMonth
    from caspia.flows.engines import FlowProblem
    from caspia.flows.engines.legs import Legs

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Moved:
    """Tonnes that move in a month and what their carriage costs in US dollars."""

    tonnes: float
    usd: float


class Month:
    """A solved month, ready to be solved without some arcs.

    Parameters
    ----------
    result : FlowResult
        With all arcs.
    solved : SolvedMonth
        One of its months.
    """

    def __init__(self, result: FlowResult, solved: SolvedMonth) -> None:
        self._solved = solved
        self._dispersion = result.region.parameters.value("dispersion")
        self._through = [gate.arcs(result.region.arcs) for gate in gates()]
        self._label = f"{result.region.months[solved.month]:%Y-%m}"
        kinds = [result.region.values.kind_of[one.good] for one in solved.frame.cargo]
        self._usd = result.region.values.usd[solved.month][:, kinds]
        legs, tonnes = self._base()
        self._pool = solved.found.pool if solved.found else legs
        self._over = _by_arc(solved.problem, self._pool)
        self.moved = self._of(legs, tonnes)

    def carries(self, arcs: Flags) -> bool:
        """Tell whether any route that was found runs over some arcs."""
        return bool(self._over[:, arcs].any())

    def without(self, arcs: Flags) -> Moved:
        """Return what moves without some arcs, bool of shape (a,).

        Raises
        ------
        SolverError
            No answer was found.
        """
        touched: Flags = np.asarray(self._over[:, arcs].any(axis=1))
        if not touched.any():
            return self.moved
        problem = _closed(self._solved.problem, arcs)
        if problem.has_floors:
            _, legs, tonnes = with_floors(problem, self._label)
            return self._of(legs, tonnes)
        solved = self._solved.start.extended(problem)
        if self._solved.found is None:
            return self._of(solved.legs, solved.leg_tonnes)
        anew = route_set(problem, solved, self._through, touched)
        kept = self._pool.taken_from(~touched[self._pool.commodity])
        routes = kept.joined(anew.taken_from(touched[anew.commodity]))
        found = choice(problem, self._dispersion, base=solved, routes=routes)
        return self._of(found.routes, found.tonnes)

    def _base(self) -> tuple[Legs, Numbers]:
        solved = self._solved
        if solved.found is not None:
            return solved.found.routes, solved.found.tonnes
        if solved.problem.has_floors:
            _, legs, tonnes = with_floors(solved.problem, self._label)
            return legs, tonnes
        base = solved.start if solved.start.problem is solved.problem else None
        extended = base or solved.start.extended(solved.problem)
        return extended.legs, extended.leg_tonnes

    def _of(self, legs: Legs, tonnes: Numbers) -> Moved:
        good = self._solved.problem.commodities().good[legs.commodity]
        usd = legs.summed(self._usd[legs.arc, good[legs.leg]])
        return Moved(float(tonnes.sum()), float(usd @ tonnes))


def _by_arc(problem: FlowProblem, legs: Legs) -> Flags:
    """Return which commodities have a route over each arc; bool of shape (commodities, arcs)."""
    found = np.zeros((len(problem.commodities()), len(problem.arc_ids)), dtype=np.bool_)
    found[legs.commodity[legs.leg], legs.arc] = True
    return found


def _closed(problem: FlowProblem, arcs: Flags) -> FlowProblem:
    return replace(
        problem,
        carried=problem.carried & ~arcs[:, np.newaxis],
        open=problem.open & ~arcs[:, np.newaxis],
    )
