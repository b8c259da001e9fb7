"""Why a floor or a swap cannot be met, in words: which contract, which links, which periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from caspia.flows.engines.arc_program import ArcProgram
    from caspia.flows.engines.linear import Solved
    from caspia.flows.engines.problem import FlowProblem, Limit

_PRICED = 1e-7
_NAMED = 6


def unmet_floors(problem: FlowProblem, program: ArcProgram, solved: Solved) -> str:
    """Return the floors that fall short at the least shortfall, and what stands in the way.

    Parameters
    ----------
    problem : FlowProblem
        Whose floors.
    program : ArcProgram
        The program over arcs.
    solved : Solved
        Its answer with the least shortfall: what has a price there is what holds it.
    """
    floors = [limit for limit in problem.limits if limit.low > 0]
    missing = solved.value[program.short :] * program.unit
    lines = [
        f"  {_told(problem, floor)} falls short by {amount:.6g} t"
        for floor, amount in zip(floors, missing, strict=True)
        if amount > _PRICED * program.unit
    ]
    reasons = list(_in_the_way(problem, program, solved))
    because = "\n".join(f"  {reason}" for reason in reasons[:_NAMED])
    if len(reasons) > _NAMED:
        because += f"\n  and {len(reasons) - _NAMED} more"
    return (
        f"{len(lines)} of {len(floors)} floors cannot be met:\n"
        + "\n".join(lines)
        + ("\nIn the way stand:\n" + because if reasons else "\nNo open way leads over them.")
        + "\nLower the floors, or raise what stands in the way."
    )


def _told(problem: FlowProblem, limit: Limit) -> str:
    return (
        f"{limit.limit_id} (at least {limit.low:.6g} t of "
        f"{_some(problem.good_ids, limit.goods)} over {_some(problem.arc_ids, limit.arcs)} "
        f"in {_some(problem.period_ids, limit.periods)})"
    )


def _some(ids: Sequence[str], places: Sequence[int]) -> str:
    named = ", ".join(ids[place] for place in places[:_NAMED])
    return f"{named} and {len(places) - _NAMED} more" if len(places) > _NAMED else named


def _in_the_way(problem: FlowProblem, program: ArcProgram, solved: Solved) -> Iterator[str]:
    priced = np.abs(solved.price) > _PRICED
    for place in np.flatnonzero(priced[program.capacity : program.store]):
        arc, period = program.capacity_arc[place], program.capacity_period[place]
        yield (
            f"the capacity of {problem.arc_ids[arc]} in {problem.period_ids[period]}, "
            f"{problem.capacity[arc, period]:.6g} t"
        )
    for place in np.flatnonzero(priced[program.store : program.limit]):
        store, period = divmod(int(place), len(problem.period_ids))
        yield f"the room in {problem.stores.ids[store]} after {problem.period_ids[period]}"
    for place in np.flatnonzero(priced[program.limit :]):
        limit = problem.limits[place]
        if np.isfinite(limit.high) and solved.price[program.limit + place] < 0:
            yield f"the cap of {limit.limit_id}, {limit.high:.6g} t"
    wanted = np.abs(solved.reduced_cost[program.delivered : program.short]) > _PRICED
    for place in np.flatnonzero(wanted & (solved.value[program.delivered : program.short] > 0)):
        demands = problem.demands
        yield (
            f"the demand {demands.ids[place]}: no more than {demands.amount[place]:.6g} t of "
            f"{problem.good_ids[demands.good[place]]} is wanted at "
            f"{problem.vertex_ids[demands.destination[place]]} in "
            f"{problem.period_ids[demands.period[place]]}"
        )
