"""Ways that differ from one another: the best path, and the best path over each arc."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.network.paths import arcs_of_path, distance_between, tree_from, tree_to

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from numpy.typing import NDArray

    from caspia.network.paths import Tree, Weighted

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]

MOST_SHARED = 0.6
_WINDOW = 0.25  # of a path's weight, looked at on either side of the arc it was found by
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Path:
    """A way from origin to target.

    Attributes
    ----------
    arcs : tuple of int
        In the order of travel.
    weight : float
        Their weights together.
    direct : bool
        Whether no stretch of it around the arc it was found by has a lighter way.
    """

    arcs: tuple[int, ...]
    weight: float
    direct: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """What makes two paths differ.

    Attributes
    ----------
    length : float64, shape (arcs,)
        Length of each arc.
    segment : int32, shape (arcs,)
        What each arc runs on: both directions of a link are one segment.
    place : int32, shape (vertices,)
        The place each vertex belongs to; a path comes to no place twice.
    """

    length: Numbers
    segment: Ids
    place: Ids


def paths_over_arcs(
    graph: Weighted, tail: Ids, head: Ids, weight: Numbers, ends: tuple[int, int], ways: Ways
) -> Iterator[Path]:
    """Yield the best path over each arc, lightest first, each path once.

    The best path of all comes first. Nothing is drawn at random: ties go by the number of the arc.

    Parameters
    ----------
    graph : Weighted
        The arcs given, weighed.
    tail, head, weight : shape (arcs,)
        All arcs.
    ends : (int, int)
        Origin and target.
    ways : Ways
        Lengths, segments and places.
    """
    out, back = tree_from(graph, ends[0]), tree_to(graph, ends[1])
    total = out.distance[tail] + weight + back.distance[head]
    order = np.lexsort((np.arange(len(total)), np.round(total, 9)))
    covered = np.zeros(len(total), dtype=bool)
    for arc in order[: np.count_nonzero(np.isfinite(total))]:
        if covered[arc]:
            continue
        arcs = _over(graph, out, back, (int(tail[arc]), int(arc), int(head[arc])))
        if _returns(arcs, tail, head, ways.place):
            continue
        covered[list(arcs)] = True
        yield Path(arcs, float(total[arc]), _direct(graph, arcs, int(arc), weight, (tail, head)))


def shared_part(path: Sequence[int], other: Sequence[int], ways: Ways) -> float:
    """Return the part of a path's length, 0 to 1, that runs on segments of another."""
    own = np.asarray(path, dtype=np.int32)
    length = ways.length[own]
    total = float(length.sum())
    if total == 0:
        return 1.0
    common = np.isin(ways.segment[own], ways.segment[np.asarray(other, dtype=np.int32)])
    return float(length[common].sum()) / total


def choose(
    paths: Iterator[Path],
    ways: Ways,
    signature: Callable[[Path], Hashable],
    *,
    family: Callable[[Path], Hashable],
    most: int,
    stretch: float = 2.0,
) -> tuple[Path, ...]:
    """Return the paths that differ enough from every lighter one, lightest first.

    A path differs from a lighter one if it shares at most 60 % of its length with it, or if its
    signature is another. The first path of each family is always kept. Any other must be `direct`,
    at most `stretch` times as heavy as the first of its family, and among the first `most`.

    Parameters
    ----------
    paths : iterator of Path
        Lightest first.
    ways : Ways
        Lengths and segments.
    signature : callable
        What a path has that makes it another one: its borders, seas and corridor.
    family : callable
        The corridor.
    most : int
        How many paths at most, the first of each family apart.
    stretch : float
        How much heavier than the first of its family a path may be.
    """
    kept: list[tuple[Path, Hashable]] = []
    first: dict[Hashable, float] = {}
    for path in paths:
        sign, kin = signature(path), family(path)
        new = kin not in first
        fits = path.direct and len(kept) < most and path.weight <= stretch * first.get(kin, 0.0)
        if not new and not fits:
            continue
        if all(
            sign != other_sign or shared_part(path.arcs, other.arcs, ways) <= MOST_SHARED
            for other, other_sign in kept
        ):
            kept.append((path, sign))
            first.setdefault(kin, path.weight)
    return tuple(path for path, _ in kept)


def _over(graph: Weighted, out: Tree, back: Tree, arc: tuple[int, int, int]) -> tuple[int, ...]:
    start, number, end = arc
    return (*arcs_of_path(graph, out, start), number, *arcs_of_path(graph, back, end))


def _returns(arcs: Sequence[int], tail: Ids, head: Ids, place: Ids) -> bool:
    """Tell whether a path comes back to a vertex or place that it has left."""
    stops = np.array([tail[arcs[0]], *head[list(arcs)]], dtype=np.int32)
    places = place[stops]
    changes = places[np.flatnonzero(np.diff(places, prepend=places[0] - 1))]
    return any(len(np.unique(some)) != len(some) for some in (stops, changes))


def _direct(
    graph: Weighted, arcs: Sequence[int], via: int, weight: Numbers, ends: tuple[Ids, Ids]
) -> bool:
    """Tell whether the stretch around an arc is the lightest way between its ends."""
    tail, head = ends
    parts = weight[list(arcs)]
    middle = list(arcs).index(via)
    window = _WINDOW * float(parts.sum())
    first = middle - int(np.searchsorted(np.cumsum(parts[:middle][::-1]), window, "right"))
    last = middle + int(np.searchsorted(np.cumsum(parts[middle + 1 :]), window, "right"))
    stretch = float(parts[first : last + 1].sum())
    limit = stretch * (1 + _SLACK) + _SLACK
    best = distance_between(graph, int(tail[arcs[first]]), int(head[arcs[last]]), limit)
    return best >= stretch * (1 - _SLACK) - _SLACK
