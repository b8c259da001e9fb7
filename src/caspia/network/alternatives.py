"""Ways that differ from one another: the best path, and the best path over each arc."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from caspia.network.paths import arcs_between, distance_between, tree_from, tree_to

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from caspia.network.paths import Weighted

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

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
    over : int
        The arc that it is the best path over.
    """

    arcs: tuple[int, ...]
    weight: float
    over: int


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
    through : bool, shape (arcs,)
        Arcs that are worth a path of their own; every path must run on one.
    """

    length: Numbers
    segment: Ids
    place: Ids
    through: Flags


def paths_over_arcs(
    graph: Weighted, tail: Ids, head: Ids, weight: Numbers, ends: tuple[int, int], ways: Ways
) -> Iterator[Path]:
    """Yield the best path over each arc worth one, lightest first, each path once.

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
    # An arc back to where the path to its tail comes from, or on to where that from its head goes.
    total[~ways.through] = np.inf
    total[(out.next_vertex[tail] == head) | (back.next_vertex[head] == tail)] = np.inf
    order = np.lexsort((np.arange(len(total)), np.round(total, 9)))
    towards = out.next_vertex.tolist(), back.next_vertex.tolist()
    place = ways.place.tolist()
    covered = np.zeros(len(total), dtype=bool)
    for arc in order[: np.count_nonzero(np.isfinite(total))].tolist():
        if covered[arc]:
            continue
        before = _walk(towards[0], int(tail[arc]), ends[0])[::-1]
        after = _walk(towards[1], int(head[arc]), ends[1])
        if _returns([*before, *after], place):
            continue
        arcs = (*arcs_between(graph, before), arc, *arcs_between(graph, after))
        covered[list(arcs)] = True
        yield Path(arcs, float(total[arc]), arc)


def is_direct(graph: Weighted, path: Path, tail: Ids, head: Ids, weight: Numbers) -> bool:
    """Tell whether no lighter way joins the ends of the stretch around the arc of a path.

    The stretch reaches a quarter of the path's weight to either side; a detour fails.
    """
    parts = weight[list(path.arcs)]
    middle = path.arcs.index(path.over)
    window = _WINDOW * float(parts.sum())
    first = middle - int(np.searchsorted(np.cumsum(parts[:middle][::-1]), window, "right"))
    last = middle + int(np.searchsorted(np.cumsum(parts[middle + 1 :]), window, "right"))
    stretch = float(parts[first : last + 1].sum())
    limit = stretch * (1 + _SLACK) + _SLACK
    ends = int(tail[path.arcs[first]]), int(head[path.arcs[last]])
    return distance_between(graph, *ends, limit) >= stretch * (1 - _SLACK) - _SLACK


def shared_part(path: Sequence[int], other: Sequence[int], ways: Ways) -> float:
    """Return the part of a path's length, 0 to 1, that runs on segments of another."""
    own = np.asarray(path, dtype=np.int32)
    length = ways.length[own]
    total = float(length.sum())
    if total == 0:
        return 1.0
    common = np.isin(ways.segment[own], ways.segment[np.asarray(other, dtype=np.int32)])
    return float(length[common].sum()) / total


@dataclass(frozen=True, slots=True)
class Taste:
    """Which paths to keep.

    Attributes
    ----------
    family : callable
        The corridor of a path: the first path of each is kept, if not beyond `furthest`. None is
        no family.
    signature : callable
        What makes a path another one: its borders, seas and corridor.
    direct : callable
        Whether it is free of detours; asked only of a path that is not the first of its family.
    most : int
        How many paths, those that are the first of their family apart.
    stretch : float
        How much heavier than the first of its family a path may be.
    furthest : float
        How much heavier than the lightest path any path may be.
    """

    family: Callable[[Path], Hashable | None]
    signature: Callable[[Path], Hashable]
    direct: Callable[[Path], bool]
    most: int = 8
    stretch: float = 2.0
    furthest: float = 4.0


def choose(paths: Iterable[Path], ways: Ways, taste: Taste) -> tuple[Path, ...]:
    """Return the paths that differ enough from every lighter one kept, lightest first.

    A path differs from a lighter one if it shares at most 60 % of its length with it, or if its
    signature is another.

    Parameters
    ----------
    paths : iterable of Path
        Lightest first.
    ways : Ways
        Lengths and segments.
    taste : Taste
        Which to keep.
    """
    kept: list[tuple[Path, Hashable]] = []
    heaviest: dict[Hashable | None, float] = {}
    further = 0
    for path in paths:
        if kept and path.weight > taste.furthest * kept[0][0].weight:
            break
        family = taste.family(path)
        new = family is not None and family not in heaviest
        if not new and (further == taste.most or path.weight > heaviest.get(family, np.inf)):
            continue
        sign = taste.signature(path)
        if not _differs(path, sign, kept, ways) or not (new or taste.direct(path)):
            continue
        kept.append((path, sign))
        heaviest.setdefault(family, taste.stretch * path.weight)
        further += not new
    return tuple(path for path, _ in kept)


def _differs(path: Path, sign: Hashable, kept: Iterable[tuple[Path, Hashable]], ways: Ways) -> bool:
    return all(
        sign != other_sign or shared_part(path.arcs, other.arcs, ways) <= MOST_SHARED
        for other, other_sign in kept
    )


def _walk(towards: Sequence[int], vertex: int, root: int) -> list[int]:
    """Return the vertices from one to the root of a tree."""
    stops = [vertex]
    while stops[-1] != root:
        stops.append(towards[stops[-1]])
    return stops


def _returns(stops: Sequence[int], place: Sequence[int]) -> bool:
    """Tell whether a path comes back to a vertex or place that it has left."""
    places = [where for where, _ in groupby(stops, key=place.__getitem__)]
    return any(len(set(some)) != len(some) for some in (stops, places))
