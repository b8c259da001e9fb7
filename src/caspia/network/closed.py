"""The smallest sets of reopenings that would join two places, on arrays.

A closed link opens when every one of its causes is lifted; a cause, once lifted, opens all links
that wait for nothing else.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import SolverError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Ids = NDArray[np.int32]
    Causes = frozenset[int]

_MOST_SETS = 200_000


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed arc between groups of places that reach one another.

    Attributes
    ----------
    tail, head : int
        The groups.
    causes : frozenset of int
        What keeps it closed; all must be lifted.
    """

    tail: int
    head: int
    causes: Causes


def smallest_reopenings(
    vertices: int,
    arcs: tuple[Ids, Ids],
    causes: Sequence[Causes],
    ends: tuple[int, int],
) -> tuple[Causes, ...]:
    """Return every smallest set of causes whose lifting joins two vertices.

    Found by widening: from the places reached so far, every closed arc that leads further is tried,
    fewest causes first. Any sufficient set is reached so, since a path under it must leave what is
    reached by an arc of its own causes; hence the sets returned are all of the smallest size.

    Parameters
    ----------
    vertices : int
        How many vertices there are.
    arcs : (int32, int32), each of shape (arcs,)
        Tails and heads.
    causes : sequence of frozenset, one per arc
        Why each arc is closed; empty for an open one.
    ends : (int, int)
        Origin and target.

    Returns
    -------
    tuple of frozenset
        Sorted; one empty set where they are joined already; nothing where no reopening would do.

    Raises
    ------
    SolverError
        There are too many combinations.
    """
    group, open_next, closed = _grouped(vertices, arcs, causes)
    start, goal = int(group[ends[0]]), int(group[ends[1]])
    closed = _leading_to(goal, open_next, closed)
    waiting: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    seen: set[Causes] = {frozenset()}
    found: list[Causes] = []
    while waiting:
        size, members = heapq.heappop(waiting)
        if found and size > len(found[0]):
            break
        lifted = frozenset(members)
        reached = _reached(start, lifted, open_next, closed)
        if goal in reached:
            found.append(lifted)
            continue
        for wider in _widened(lifted, reached, closed):
            if wider not in seen:
                seen.add(wider)
                heapq.heappush(waiting, (len(wider), tuple(sorted(wider))))
        if len(seen) > _MOST_SETS:
            raise SolverError(f"More than {_MOST_SETS} sets of reopenings. Ask for nearer places.")
    return tuple(sorted(found, key=sorted))


def _grouped(
    vertices: int, arcs: tuple[Ids, Ids], causes: Sequence[Causes]
) -> tuple[Ids, Mapping[int, set[int]], Mapping[int, list[Closed]]]:
    """Draw together what open arcs join both ways; return groups, open steps and closed arcs."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    tail, head = arcs
    is_open = np.array([not reason for reason in causes], dtype=bool)
    ones = np.ones(int(is_open.sum()), dtype=np.int8)
    matrix = coo_array((ones, (tail[is_open], head[is_open])), shape=(vertices, vertices))
    _, group = connected_components(matrix.tocsr(), directed=True, connection="strong")
    open_next: dict[int, set[int]] = {}
    closed: dict[int, set[Closed]] = {}
    for a, b, reason in zip(group[tail].tolist(), group[head].tolist(), causes, strict=True):
        if a != b and not reason:
            open_next.setdefault(a, set()).add(b)
        elif a != b:
            closed.setdefault(a, set()).add(Closed(a, b, reason))
    in_order = {
        a: sorted(some, key=lambda c: (c.head, sorted(c.causes))) for a, some in closed.items()
    }
    return group, open_next, in_order


def _leading_to(
    goal: int, open_next: Mapping[int, set[int]], closed: Mapping[int, list[Closed]]
) -> dict[int, list[Closed]]:
    """Return the closed arcs from which the goal could be reached with everything lifted."""
    before: dict[int, set[int]] = {}
    for a, further in open_next.items():
        for b in further:
            before.setdefault(b, set()).add(a)
    for a, some in closed.items():
        for arc in some:
            before.setdefault(arc.head, set()).add(a)
    useful = _reached(goal, frozenset(), before, {})
    kept = {a: [arc for arc in some if arc.head in useful] for a, some in closed.items()}
    return {a: some for a, some in kept.items() if some}


def _reached(
    start: int,
    lifted: Causes,
    open_next: Mapping[int, set[int]],
    closed: Mapping[int, list[Closed]],
) -> set[int]:
    reached, fresh = {start}, [start]
    while fresh:
        place = fresh.pop()
        further = set(open_next.get(place, ()))
        further.update(arc.head for arc in closed.get(place, ()) if arc.causes <= lifted)
        fresh.extend(further - reached)
        reached |= further
    return reached


def _widened(
    lifted: Causes, reached: set[int], closed: Mapping[int, list[Closed]]
) -> Iterator[Causes]:
    """Yield the sets that open one more arc out of what is reached."""
    for place in sorted(reached):
        for arc in closed.get(place, ()):
            if arc.head not in reached:
                yield lifted | arc.causes
