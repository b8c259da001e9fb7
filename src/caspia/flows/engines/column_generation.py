"""Least cost by column generation: routes are found where prices of room say they pay.

The same call and the same answer as the program over arcs, with a bound of its own (Lagrange). A
`Base` freezes the routes and the basis of one problem; scenarios start from it, so that what they
answer does not depend on what ran before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.flows.engines.frame import same_frame
from caspia.flows.engines.generation import Generation
from caspia.flows.engines.master_start import Start

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from caspia.flows.engines.answer import FlowAnswer
    from caspia.flows.engines.label_correcting import Ways
    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.problem import FlowProblem
    from caspia.flows.engines.step_costs import Costs

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Base:
    """The routes, met capacities and basis of one solved problem; never changed.

    Attributes
    ----------
    problem : FlowProblem
        What was solved.
    answer : FlowAnswer
        Its optimum.
    legs : Legs
        The pool of physical routes.
    leg_tonnes : float64, shape (legs,)
        Tonnes that end each leg at the optimum.
    leg_cost, stock_cost : float64, shape (legs,), (stocks,)
        What a tonne that ends each leg, or is kept, costs, tie-break included.
    known : frozenset of bytes
        Marks of the legs.
    start : Start
        The master program and where its optimum lies.
    costs : Costs
        Of steps; with what all problems of the frame share.
    ways : Ways
        The cheapest at the optimum.
    beginning : float
        What leaving a tonne behind costs to begin with.
    """

    problem: FlowProblem
    answer: FlowAnswer
    legs: Legs
    leg_tonnes: Numbers
    leg_cost: Numbers
    stock_cost: Numbers
    known: frozenset[bytes]
    start: Start
    costs: Costs
    ways: Ways
    beginning: float

    def scenario(self, problem: FlowProblem) -> FlowAnswer:
        """Return the optimum of a problem that differs in numbers, started from this base.

        Costs, capacities, amounts, priorities and what is open or carried may differ; arcs, gains,
        stores, goods, periods and the ends of demands may not.

        Raises
        ------
        BadInputError
            The problem differs in more than numbers, or has floors.
        """
        same_frame(self.problem, problem)
        return Generation(problem, self).optimum()[0]

    def extended(self, problem: FlowProblem) -> Base:
        """Return the base of a scenario, started from this one, as `scenario` would solve it.

        Raises
        ------
        BadInputError
            The problem differs in more than numbers, or has floors.
        """
        same_frame(self.problem, problem)
        return _frozen(Generation(problem, self))


def column_generation(problem: FlowProblem) -> FlowAnswer:
    """Return the plan that moves the most demand, by priority, at the lowest cost.

    Parameters
    ----------
    problem : FlowProblem
        What is to move; without floors, which no single route can be held to.

    Raises
    ------
    BadInputError
        The problem has floors.
    SolverError
        HiGHS ended without an optimum.
    """
    return Generation(problem).optimum()[0]


def frozen_base(problem: FlowProblem) -> Base:
    """Return the optimum of a problem with its routes and basis, for scenarios to start from.

    Raises
    ------
    BadInputError
        The problem has floors.
    SolverError
        HiGHS ended without an optimum.
    """
    return _frozen(Generation(problem))


def _frozen(generation: Generation) -> Base:
    answer, tonnes = generation.optimum()
    return Base(
        generation.problem,
        answer,
        generation.pool.legs,
        tonnes,
        generation.leg_cost,
        generation.stock_cost,
        generation.pool.known,
        Start(generation.master, generation.pool.legs),
        generation.costs,
        generation.pricing.known(generation.ways),
        generation.beginning,
    )
