"""The choice of one month after the other, among the routes that the same open arcs allow.

The first month of a state of the calendar is solved whole; the next ones of that state spread
their tonnes over its routes. Where these cannot take all, a month is solved whole as well. Routes
of a good are searched for when its open arcs are ones that no month before had.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines import choice
from caspia.flows.engines.choice import Choice, answer_of
from caspia.flows.engines.frozen_choice import FrozenChoice, frozen_choice
from caspia.flows.engines.legs import all_of
from caspia.flows.engines.route_sets import route_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.flows.engines import Base, FlowProblem
    from caspia.flows.engines.legs import Legs

    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.float64]


class Chooser:
    """Chooses for one month after the other.

    An answer depends on the first month of its state, and on
    the first with the open arcs of each good.

    Parameters
    ----------
    dispersion : float
        US dollars per tonne.
    base : Base
        The least-cost optimum of the first month.
    through : sequence of bool arrays, shape (arcs,)
        The gates of corridors: a route through each is a choice.
    """

    def __init__(self, dispersion: float, base: Base, through: Sequence[Flags]) -> None:
        self._dispersion = dispersion
        self._base = base
        self._through = through
        self._first: dict[bytes, tuple[FrozenChoice, Choice]] = {}
        self._searched: dict[tuple[int, bytes], Legs] = {}

    def found(self, problem: FlowProblem) -> Choice:
        """Return the choice of a month.

        Raises
        ------
        SolverError
            No answer was found.
        """
        state = np.packbits(problem.carried).tobytes()
        if state not in self._first:
            solved = self._base.extended(problem)
            routes = self._routes(problem, solved)
            whole = choice(problem, self._dispersion, base=solved, routes=routes)
            self._first[state] = (frozen_choice(problem, whole), whole)
            return whole
        frozen, first = self._first[state]
        tonnes = again(frozen, problem, self._dispersion)
        if tonnes is None:
            return choice(problem, self._dispersion, base=self._base, routes=first.pool)
        used = tonnes > 0
        routes, tonnes = frozen.routes.taken_from(used), tonnes[used]
        answer = answer_of(problem, routes, tonnes)
        return replace(
            first,
            answer=answer,
            routes=routes,
            tonnes=tonnes,
            path_size=frozen.sizes(problem)[used],
        )

    def _routes(self, problem: FlowProblem, solved: Base) -> Legs:
        """Return the routes of every good, searched for where its open arcs are new."""
        arcs = [np.packbits(problem.carried[:, good]) for good in range(len(problem.good_ids))]
        keys = [(good, one.tobytes()) for good, one in enumerate(arcs)]
        new = np.array([key not in self._searched for key in keys], dtype=np.bool_)
        if new.any():
            some = new[problem.commodities().good]
            found = route_set(problem, solved, self._through, some)
            of_good = problem.demands.good[found.demand]
            for good in np.flatnonzero(new).tolist():
                self._searched[keys[good]] = found.taken_from(of_good == good)
        return all_of([self._searched[key] for key in keys])


def again(frozen: FrozenChoice, problem: FlowProblem, dispersion: float) -> Numbers | None:
    """Return tonnes by frozen route under the numbers of a problem; None where it cannot be."""
    cost = np.where(problem.carried, problem.cost, np.inf)
    most = np.array([limit.high for limit in problem.limits])
    return frozen.again(cost, problem.demands.amount, most, dispersion)
