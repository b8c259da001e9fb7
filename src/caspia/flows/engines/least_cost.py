"""Least cost over arcs: the most demand first, then the lowest cost, then one of equals (C3).

This is the reference engine: the whole program goes to HiGHS as arrays, and every other engine is
held against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError
from caspia.flows.engines.answer import FlowAnswer, LinkFlows, Stocks, carrying_cost
from caspia.flows.engines.arc_program import arc_program
from caspia.flows.engines.circling import circles
from caspia.flows.engines.linear import LinearProgram
from caspia.flows.engines.shortfalls import unmet_floors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.arc_program import ArcProgram
    from caspia.flows.engines.linear import Solved
    from caspia.flows.engines.problem import FlowProblem

    Numbers = NDArray[np.float64]

_SHORT = 1e-7
# Flow so small is what the solver's arithmetic leaves behind; the largest demand is about 1000.
_NOTHING = 1e-10


def least_cost(problem: FlowProblem) -> FlowAnswer:
    """Return the plan that moves the most demand, by priority, at the lowest cost.

    Parameters
    ----------
    problem : FlowProblem
        What is to move.

    Raises
    ------
    BadInputError
        A floor cannot be met, or only by cargo that goes in circles; the message says which
        contract, on which links, in which periods, and what stands in the way.
    SolverError
        HiGHS ended without an optimum.
    """
    program = arc_program(problem)
    linear = LinearProgram(program.matrix, program.columns, program.rows)
    _meet_floors(problem, program, linear)
    stranded = np.zeros(problem.capacity.shape)
    for priority in np.unique(problem.demands.priority)[::-1]:
        stranded += _move_most(problem, program, linear, int(priority))
    cheapest = linear.minimise(program.cost)
    linear.hold(cheapest, max(1.0, float(program.cost.max(initial=0.0))))
    chosen = linear.minimise(program.tie)
    return _answer(problem, program, chosen, cheapest, stranded)


def _meet_floors(problem: FlowProblem, program: ArcProgram, linear: LinearProgram) -> None:
    columns = np.arange(program.short, program.matrix.shape[1])
    if not len(columns):
        return
    cost = np.zeros(program.matrix.shape[1])
    cost[columns] = 1.0
    solved = linear.minimise(cost)
    missing = solved.value[columns]
    if missing.max() > _SHORT:
        raise BadInputError(unmet_floors(problem, program, solved))
    linear.cap_columns(columns, np.maximum(missing, 0.0))


def _move_most(
    problem: FlowProblem, program: ArcProgram, linear: LinearProgram, priority: int
) -> Numbers:
    """Keep to plans that move the most of one priority; return its duals by arc and period."""
    cost = np.zeros(program.matrix.shape[1])
    demands = np.flatnonzero(problem.demands.priority == priority)
    cost[program.delivered + demands] = -1.0
    solved = linear.minimise(cost)
    linear.hold(solved)
    return -_by_arc(problem, program, solved.price)


def _by_arc(problem: FlowProblem, program: ArcProgram, price: Numbers) -> Numbers:
    placed = np.zeros(problem.capacity.shape)
    rows = slice(program.capacity, program.store)
    placed[program.capacity_arc, program.capacity_period] = price[rows]
    return placed


def _answer(
    problem: FlowProblem,
    program: ArcProgram,
    chosen: Solved,
    cheapest: Solved,
    stranded_dual: Numbers,
) -> FlowAnswer:
    unit, moves, value = program.unit, program.moves, chosen.value
    count = len(moves.arc)
    used = np.flatnonzero(value[:count] > _NOTHING)
    flows = LinkFlows(
        moves.commodity[used], moves.arc[used], moves.period[used], value[used] * unit
    )
    kept = np.flatnonzero(value[count : program.sent] > _NOTHING)
    stocks = Stocks(
        moves.stock_commodity[kept],
        moves.stock_store[kept],
        moves.stock_period[kept],
        value[count + kept] * unit,
    )
    if problem.has_floors:
        found = circles(problem, flows)
        if found:
            raise BadInputError(found)
    sent = value[program.sent : program.delivered].reshape(-1, len(problem.period_ids))
    arrived = value[program.delivered : program.short]
    delivered = np.where(arrived > _NOTHING, arrived, 0.0) * unit
    return FlowAnswer(
        flows,
        stocks,
        np.clip(sent, 0.0, None) * unit,
        np.minimum(delivered, problem.demands.amount),
        carrying_cost(problem, flows, stocks),
        cheapest.bound * unit,
        stranded_dual,
        -_by_arc(problem, program, cheapest.price),
    )
