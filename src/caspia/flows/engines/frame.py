"""Whether a scenario may start from a base: it differs in numbers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from caspia.errors import BadInputError

if TYPE_CHECKING:
    from caspia.flows.engines.problem import FlowProblem


def same_frame(base: FlowProblem, other: FlowProblem) -> None:
    """Refuse a scenario that differs from its base in more than numbers.

    Raises
    ------
    BadInputError
        Names what differs.
    """
    ours, theirs = _frame(base), _frame(other)
    apart = [name for name, part in ours.items() if not _equal(part, theirs[name])]
    if apart:
        raise BadInputError(
            f"The scenario differs from its base in {', '.join(apart)}. Solve it on its own."
        )


def _frame(problem: FlowProblem) -> dict[str, tuple[Any, ...]]:
    demands, stores = problem.demands, problem.stores
    return {
        "vertices": (problem.vertex_ids,),
        "goods": (problem.good_ids,),
        "periods": (problem.period_ids,),
        "arcs": (problem.tail, problem.head),
        "gains": (problem.gain,),
        "stores": (stores.vertex, stores.good),
        "demands": (demands.origin, demands.destination, demands.good, demands.period),
        "priorities": (len(set(demands.priority.tolist())),),
        "limits": tuple(
            (limit.limit_id, limit.arcs, limit.goods, limit.periods) for limit in problem.limits
        ),
    }


def _equal(ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> bool:
    return len(ours) == len(theirs) and all(
        one is two or (np.array_equal(one, two) if isinstance(one, np.ndarray) else one == two)
        for one, two in zip(ours, theirs, strict=True)
    )
