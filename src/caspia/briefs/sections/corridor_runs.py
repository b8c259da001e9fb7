"""The main line of a corridor through the states of a page, cut into runs by rail."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from caspia.ledger import Row

Leg = tuple[str, "Row", str]


def main_line(links: Iterable[Row], length: Callable[[Row], float]) -> tuple[Leg, ...]:
    """Return the longest of the shortest ways between two nodes over some links.

    Parameters
    ----------
    links : iterable of Row
        Rows of ``links``.
    length : callable
        The length of a link, more than 0.

    Returns
    -------
    tuple of (str, Row, str)
        Node, link and node of every leg in order; empty without links.
    """
    neighbours = _neighbours(links, length)
    best: tuple[float, tuple[Leg, ...]] = (0.0, ())
    for start in sorted(neighbours):
        lengths, ways = _shortest(neighbours, start)
        farthest = max(sorted(lengths), key=lambda node: lengths[node])
        if lengths[farthest] > best[0]:
            best = (lengths[farthest], _trace(ways, farthest))
    return best[1]


def runs_of(legs: Sequence[Leg], key: Callable[[Leg], Hashable]) -> list[tuple[Leg, ...]]:
    """Return the stretches of consecutive legs with one key; those whose key is None are left."""
    return [tuple(group) for found, group in groupby(legs, key=key) if found is not None]


def _neighbours(
    links: Iterable[Row], length: Callable[[Row], float]
) -> dict[str, list[tuple[str, float, Row]]]:
    found: dict[str, list[tuple[str, float, Row]]] = {}
    for link in links:
        for one, other in ((link["a"], link["b"]), (link["b"], link["a"])):
            found.setdefault(one, []).append((other, length(link), link))
    return found


def _shortest(
    neighbours: dict[str, list[tuple[str, float, Row]]], start: str
) -> tuple[dict[str, float], dict[str, Leg]]:
    """Return the length of the way to each node, and the last leg of that way."""
    lengths: dict[str, float] = {}
    ways: dict[str, Leg] = {}
    waiting: list[tuple[float, str, str, Leg | None]] = [(0.0, start, "", None)]
    while waiting:
        length, node, _, leg = heappop(waiting)
        if node in lengths:
            continue
        lengths[node] = length
        if leg is not None:
            ways[node] = leg
        for other, more, link in neighbours[node]:
            if other not in lengths:
                heappush(waiting, (length + more, other, link.id, (node, link, other)))
    return lengths, ways


def _trace(ways: dict[str, Leg], node: str) -> tuple[Leg, ...]:
    legs: list[Leg] = []
    while node in ways:
        legs.append(ways[node])
        node = ways[node][0]
    return tuple(reversed(legs))
