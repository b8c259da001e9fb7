"""The choice of one month after the other, among the routes that the same open arcs allow.

The first month of a state of the calendar is solved whole, its routes searched for; the next ones
of that state spread their tonnes over those routes. Where these cannot take all, a month is solved
whole as well.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines import choice
from caspia.flows.engines.choice import Choice, answer_of
from caspia.flows.engines.frozen_choice import FrozenChoice, frozen_choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.flows.engines import Base, FlowProblem

    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.float64]


class Chooser:
    """Chooses for one month after the other; an answer depends on the first of its state alone.

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

    def found(self, problem: FlowProblem) -> Choice:
        """Return the choice of a month.

        Raises
        ------
        SolverError
            No answer was found.
        """
        state = np.packbits(problem.carried).tobytes()
        if state not in self._first:
            whole = choice(problem, self._dispersion, base=self._base, through=self._through)
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


def again(frozen: FrozenChoice, problem: FlowProblem, dispersion: float) -> Numbers | None:
    """Return tonnes by frozen route under the numbers of a problem; None where it cannot be."""
    cost = np.where(problem.carried, problem.cost, np.inf)
    most = np.array([limit.high for limit in problem.limits])
    return frozen.again(cost, problem.demands.amount, most, dispersion)
