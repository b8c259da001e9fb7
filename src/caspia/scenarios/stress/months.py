"""The solved months of a period, ready to be solved again without some arcs.

Every loss starts from the same solved months, so that no answer depends on what ran before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines.remembered_search import RememberedSearch
from caspia.flows.floors import with_floors
from caspia.flows.gates import gates
from caspia.scenarios.stress.freight import FreightMonth
from caspia.scenarios.stress.moved import Moved, moved_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.flows import FlowResult, SolvedMonth
    from caspia.flows.engines.legs import Legs

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


class PlannedMonth:
    """Cargo of a month that goes by the cheapest plan.

    Parameters
    ----------
    solved : SolvedMonth
        Without a choice.
    usd : float64, shape (arcs, goods)
        US dollars per tonne that enters an arc.
    label : str
        The month as messages call it.
    """

    def __init__(self, solved: SolvedMonth, usd: Numbers, label: str) -> None:
        self._problem, self._usd, self._label = solved.problem, usd, label
        self._commodities = solved.problem.commodities()
        same = solved.start.problem is solved.problem
        self._base = None
        if solved.problem.has_floors:
            _, legs, tonnes = with_floors(solved.problem, label)
        else:
            self._base = solved.start if same else solved.start.extended(solved.problem)
            legs, tonnes = self._base.legs, self._base.leg_tonnes
        self._used = _on_arcs(legs, tonnes > 0, len(solved.problem.arc_ids))
        self.moved = self._of(legs, tonnes, solved.answer.delivered)

    def carries(self, lost: Flags) -> bool:
        """Tell whether the plan runs over some arcs; else it stays the best."""
        return bool((self._used & lost).any())

    def without(self, lost: Flags) -> Moved:
        """Return what moves without some arcs, bool of shape (arcs,).

        Raises
        ------
        BadInputError
            A floor cannot be met any more.
        SolverError
            No answer was found.
        """
        if not self.carries(lost):
            return self.moved
        problem = self._problem.without(lost)
        if self._base is None:
            answer, legs, tonnes = with_floors(problem, self._label)
            return self._of(legs, tonnes, answer.delivered)
        solved = self._base.extended(problem)
        return self._of(solved.legs, solved.leg_tonnes, solved.answer.delivered)

    def _of(self, legs: Legs, tonnes: Numbers, delivered: Numbers) -> Moved:
        return moved_by(legs, tonnes, delivered, self._usd, self._commodities)


class FreightMonths:
    """The months of one state of the calendar, whose freight has the same routes.

    Parameters
    ----------
    result : FlowResult
        With all arcs.
    solved : sequence of SolvedMonth
        Months that share a pool of routes.
    """

    def __init__(self, result: FlowResult, solved: Sequence[SolvedMonth]) -> None:
        first = solved[0]
        dispersion = result.region.parameters.value("dispersion")
        self._months = [
            FreightMonth(one, one.found, _usd(result, one), dispersion)
            for one in solved
            if one.found is not None
        ]
        pool = self._months[0].pool
        through = [gate.arcs(result.region.arcs) for gate in gates()]
        self._search = RememberedSearch(first.problem, first.start, through, pool)
        self.moved = [month.moved for month in self._months]

    def carries(self, lost: Flags) -> bool:
        """Tell whether any route, or the search for one, came over some arcs."""
        return self._search.came_over(lost)

    def without(self, lost: Flags) -> list[Moved]:
        """Return what moves in each month without some arcs, bool of shape (arcs,).

        Raises
        ------
        SolverError
            No answer was found.
        """
        if not self.carries(lost):
            return self.moved
        renewed = self._search.without(lost)
        return [month.without(lost, renewed, self._search) for month in self._months]


class Months:
    """All solved months of a result.

    Parameters
    ----------
    result : FlowResult
        With all arcs.
    """

    def __init__(self, result: FlowResult) -> None:
        labels = [f"{month:%Y-%m}" for month in result.region.months]
        pools: dict[int, list[SolvedMonth]] = {}
        self._planned: list[PlannedMonth] = []
        planned: list[SolvedMonth] = []
        for one in result.solved:
            if one.found is None:
                planned.append(one)
                self._planned.append(PlannedMonth(one, _usd(result, one), labels[one.month]))
            else:
                pools.setdefault(id(one.found.pool), []).append(one)
        self._freight = [FreightMonths(result, some) for some in pools.values()]
        ordered = [one for some in pools.values() for one in some] + planned
        #: Place of the month, and the cell of each demand, of every item of `moved`.
        self.month = [one.month for one in ordered]
        self.cell = [result.region.parts.cell[one.frame.part] for one in ordered]
        self.cells, self.labels = len(result.region.demand.cells), labels
        self._arcs = len(result.region.arcs)
        self.moved = [
            *(moved for some in self._freight for moved in some.moved),
            *(one.moved for one in self._planned),
        ]

    def flags(self, arcs: Sequence[int]) -> Flags:
        """Return true at some arcs; bool of shape (arcs,)."""
        found = np.zeros(self._arcs, dtype=np.bool_)
        found[list(arcs)] = True
        return found

    def carries(self, lost: Flags) -> bool:
        """Tell whether anything could change without some arcs, bool of shape (arcs,)."""
        freight = any(one.carries(lost) for one in self._freight)
        return freight or any(one.carries(lost) for one in self._planned)

    def without(self, lost: Flags) -> list[Moved]:
        """Return what moves without some arcs, beside `moved`.

        Raises
        ------
        BadInputError
            A floor cannot be met any more.
        SolverError
            No answer was found.
        """
        return [
            *(moved for some in self._freight for moved in some.without(lost)),
            *(one.without(lost) for one in self._planned),
        ]


def _usd(result: FlowResult, solved: SolvedMonth) -> Numbers:
    """Return what a tonne pays on each arc, by the goods of the problem."""
    values = result.region.values
    kinds = [values.kind_of[one.good] for one in solved.frame.cargo]
    found: Numbers = values.usd[solved.month][:, kinds]
    return found


def _on_arcs(legs: Legs, used: Flags, arcs: int) -> Flags:
    found = np.zeros(arcs, dtype=np.bool_)
    found[legs.arc[used[legs.leg]]] = True
    return found
