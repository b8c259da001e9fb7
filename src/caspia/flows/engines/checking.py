"""What is wrong with the arrays of a flow problem, all at once and by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from caspia.flows.engines.problem import FlowProblem

_NAMED = 5


def faults(problem: FlowProblem) -> list[str]:
    """Return every fault in words; empty where there is none.

    Values are looked at only once all shapes and types are right.
    """
    return list(_shapes(problem)) or [
        *_names(problem),
        *_arcs(problem),
        *_demands(problem),
        *_stores(problem),
        *_limits(problem),
    ]


def _shapes(problem: FlowProblem) -> Iterator[str]:
    arcs, goods, periods = (
        len(ids) for ids in (problem.arc_ids, problem.good_ids, problem.period_ids)
    )
    demands, stores = problem.demands, problem.stores
    wanted: list[tuple[str, NDArray[Any], tuple[int, ...], type[np.generic]]] = [
        ("tail", problem.tail, (arcs,), np.int32),
        ("head", problem.head, (arcs,), np.int32),
        ("cost", problem.cost, (arcs, goods), np.float64),
        ("carried", problem.carried, (arcs, goods), np.bool_),
        ("open", problem.open, (arcs, periods), np.bool_),
        ("capacity", problem.capacity, (arcs, periods), np.float64),
        ("gain", problem.gain, (arcs,), np.float64),
    ]
    count = len(demands.ids)
    wanted += [
        (f"demands.{name}", getattr(demands, name), (count,), np.int32)
        for name in ("origin", "destination", "good", "period", "priority")
    ]
    wanted.append(("demands.amount", demands.amount, (count,), np.float64))
    count = len(stores.ids)
    wanted += [
        (f"stores.{name}", getattr(stores, name), (count,), np.int32) for name in ("vertex", "good")
    ]
    wanted += [
        (f"stores.{name}", getattr(stores, name), (count,), np.float64)
        for name in ("capacity", "carry_cost")
    ]
    for name, array, shape, kind in wanted:
        if array.shape != shape or array.dtype != kind:
            yield (
                f"{name} has shape {array.shape} and type {array.dtype}; "
                f"it must have shape {shape} and type {np.dtype(kind)}."
            )


def _names(problem: FlowProblem) -> Iterator[str]:
    for what, ids in (
        ("vertices", problem.vertex_ids),
        ("arcs", problem.arc_ids),
        ("goods", problem.good_ids),
        ("periods", problem.period_ids),
        ("demands", problem.demands.ids),
        ("stores", problem.stores.ids),
        ("limits", tuple(limit.limit_id for limit in problem.limits)),
    ):
        twice = sorted({name for name in ids if ids.count(name) > 1}) if _doubled(ids) else []
        if twice:
            yield f"Two {what} share a name: {', '.join(twice[:_NAMED])}."


def _doubled(ids: tuple[str, ...]) -> bool:
    return len(set(ids)) < len(ids)


def _arcs(problem: FlowProblem) -> Iterator[str]:
    ids, vertices = problem.arc_ids, len(problem.vertex_ids)
    ends = np.stack([problem.tail, problem.head])
    yield from _bad("arcs end at no vertex", ids, ((ends < 0) | (ends >= vertices)).any(axis=0))
    yield from _bad("arcs end where they begin", ids, problem.tail == problem.head)
    cost = np.where(problem.carried, problem.cost, 0.0)
    bad_cost = ~((cost >= 0) & np.isfinite(cost)).all(axis=1)
    yield from _bad("arcs have a cost that is negative or no number", ids, bad_cost)
    yield from _bad(
        "arcs have a capacity that is negative or no number",
        ids,
        ~(problem.capacity >= 0).all(axis=1),
    )
    outside = ~((problem.gain > 0) & (problem.gain <= 1))
    yield from _bad("arcs have a gain that is not above 0 and at most 1", ids, outside)


def _demands(problem: FlowProblem) -> Iterator[str]:
    demands = problem.demands
    ids, vertices = demands.ids, len(problem.vertex_ids)
    for name, array, count in (
        ("origin", demands.origin, vertices),
        ("destination", demands.destination, vertices),
        ("good", demands.good, len(problem.good_ids)),
        ("period", demands.period, len(problem.period_ids)),
    ):
        yield from _bad(
            f"demands have a place of {name} that is not there", ids, (array < 0) | (array >= count)
        )
    yield from _bad("demands end where they begin", ids, demands.origin == demands.destination)
    amount = demands.amount
    yield from _bad(
        "demands have an amount that is negative or no finite number",
        ids,
        ~((amount >= 0) & np.isfinite(amount)),
    )


def _stores(problem: FlowProblem) -> Iterator[str]:
    stores = problem.stores
    ids = stores.ids
    for name, array, count in (
        ("vertex", stores.vertex, len(problem.vertex_ids)),
        ("good", stores.good, len(problem.good_ids)),
    ):
        yield from _bad(
            f"stores have a place of {name} that is not there", ids, (array < 0) | (array >= count)
        )
    yield from _bad(
        "stores have a capacity that is negative or no number", ids, ~(stores.capacity >= 0)
    )
    cost = stores.carry_cost
    yield from _bad(
        "stores have a carrying cost that is negative or no finite number",
        ids,
        ~((cost >= 0) & np.isfinite(cost)),
    )
    pair = np.stack([stores.vertex, stores.good], axis=1)
    if len(np.unique(pair, axis=0)) < len(pair):
        yield f"Two stores keep one good at one vertex, among {', '.join(ids[:_NAMED])}."


def _limits(problem: FlowProblem) -> Iterator[str]:
    for limit in problem.limits:
        for name, members, count in (
            ("arcs", limit.arcs, len(problem.arc_ids)),
            ("goods", limit.goods, len(problem.good_ids)),
            ("periods", limit.periods, len(problem.period_ids)),
        ):
            if not members or len(set(members)) < len(members):
                yield f"The limit {limit.limit_id} has no {name}, or the same twice."
            if any(not 0 <= member < count for member in members):
                yield f"The limit {limit.limit_id} has {name} that are not there."
        if not (0 <= limit.low <= limit.high and np.isfinite(limit.low)):
            yield (
                f"The limit {limit.limit_id} goes from {limit.low} to {limit.high}; "
                "it must start at 0 or above and end no lower."
            )


def _bad(what: str, ids: Sequence[str], wrong: NDArray[np.bool_] | np.bool_) -> Iterator[str]:
    places = np.flatnonzero(wrong)
    if len(places):
        named = ", ".join(ids[place] for place in places[:_NAMED])
        more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
        yield f"{len(places)} {what}: {named}{more}."
