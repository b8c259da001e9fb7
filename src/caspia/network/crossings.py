"""What a path crosses: states, borders, seas and straits, and by which mode."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from caspia.network.model import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caspia.ledger import Ledger, Row
    from caspia.network.model import Graph

_AT_SEA = frozenset({"sea", "ferry", "river"})
_OCEAN = "ocean"
_INLAND = "inland_water"
# Ships there sail through the states on either bank.
_INSIDE_STATES = frozenset({_INLAND, "volga_don"})


@dataclass(frozen=True, slots=True)
class Ground:
    """What the links of a graph run over; sequences are in the order of ``Graph.link_ids``.

    Attributes
    ----------
    mode : tuple of str
        Mode of each link.
    sea : tuple of str
        Sea that each link crosses; empty on land.
    countries : tuple of (str, str)
        States at its two ends.
    corridors : tuple of tuple of str
        Corridors that each link belongs to.
    node_country : tuple of str
        State of each node, in the order of ``Graph.node_ids``.
    arcs : tuple of (int, int, int)
        Link (-1 for handling), node at the tail and node at the head of each arc of the graph.
    """

    mode: tuple[str, ...]
    sea: tuple[str, ...]
    countries: tuple[tuple[str, str], ...]
    corridors: tuple[tuple[str, ...], ...]
    node_country: tuple[str, ...]
    arcs: tuple[tuple[int, int, int], ...] = field(repr=False)

    def at_sea(self, link: int) -> bool:
        """Whether a link, by its place, runs over a sea, outside of all states."""
        return link != NONE and bool(self.sea[link]) and self.sea[link] not in _INSIDE_STATES


@dataclass(frozen=True, slots=True)
class Crossed:
    """What a path crosses.

    Attributes
    ----------
    states : tuple of str
        States whose land or ports it touches, in the order of travel.
    borders : frozenset of str
        Land borders, such as ``AZE-GEO``.
    seas : frozenset of str
        Seas.
    nodes : tuple of str
        Places it passes, in the order of travel, ends included.
    """

    states: tuple[str, ...]
    borders: frozenset[str]
    seas: frozenset[str]
    nodes: tuple[str, ...]

    @property
    def transit(self) -> tuple[str, ...]:
        """States between those of origin and destination."""
        ends = {self.states[0], self.states[-1]} if self.states else set()
        return tuple(state for state in self.states if state not in ends)


def ground_of(ledger: Ledger, graph: Graph) -> Ground:
    """Return what the links of a graph run over."""
    nodes = {row.id: row for row in ledger.rows("nodes")}
    links = [ledger.row(link_id) for link_id in graph.link_ids]
    ends = [(nodes[link["a"]], nodes[link["b"]]) for link in links]
    return Ground(
        tuple(link["mode"] for link in links),
        tuple(sea_of(link["mode"], a, b) for link, (a, b) in zip(links, ends, strict=True)),
        tuple((a["country"] or "", b["country"] or "") for a, b in ends),
        tuple(tuple(link["corridors"]) for link in links),
        tuple(nodes[node]["country"] or "" for node in graph.node_ids),
        tuple(
            zip(
                graph.arcs.link.tolist(),
                graph.vertex_node[graph.arcs.tail].tolist(),
                graph.vertex_node[graph.arcs.head].tolist(),
                strict=True,
            )
        ),
    )


def sea_of(mode: str, a: Row, b: Row) -> str:
    """Return the sea between two nodes; empty for a mode that does not go by water."""
    if mode not in _AT_SEA:
        return ""
    for sea, (west, south, east, north) in _seas().items():
        if all(west <= n["lon"] <= east and south <= n["lat"] <= north for n in (a, b)):
            return sea
    return _INLAND if mode == "river" else _OCEAN


def crossed(graph: Graph, ground: Ground, arcs: Sequence[int]) -> Crossed:
    """Return what a path crosses.

    A ship that passes a strait or calls without handling crosses no state; one on inland waters
    does.

    Parameters
    ----------
    graph : Graph
        The network.
    ground : Ground
        What its links run over.
    arcs : sequence of int
        The path.
    """
    states: list[str] = []
    seas: set[str] = set()
    borders: set[str] = set()
    steps = [ground.arcs[arc] for arc in arcs]
    for link, tail, head in steps:
        if link != NONE and ground.sea[link]:
            seas.add(ground.sea[link])
        if ground.at_sea(link):
            continue
        at_tail, at_head = ground.node_country[tail], ground.node_country[head]
        states += [at_tail, at_head]
        if at_tail != at_head:
            borders.add(border(at_tail, at_head))
    nodes = [steps[0][1], *(head for _, _, head in steps)]
    names = (graph.node_ids[node] for node in nodes)
    return Crossed(_runs(states), frozenset(borders), frozenset(seas), _runs(names))


def border(one: str, other: str) -> str:
    """Return the name of a border, the same from either side."""
    return "-".join(sorted((one, other)))


def _runs(words: Iterable[str]) -> tuple[str, ...]:
    """Return words without those that repeat the one before, and without empty ones."""
    found: list[str] = []
    for word in words:
        if word and (not found or found[-1] != word):
            found.append(word)
    return tuple(found)


@cache
def _seas() -> dict[str, tuple[float, float, float, float]]:
    """Return the seas as boxes, west, south, east and north in degrees; the first that fits."""
    path = Path(__file__).with_name("seas.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            row["sea"]: (
                float(row["west"]),
                float(row["south"]),
                float(row["east"]),
                float(row["north"]),
            )
            for row in csv.DictReader(stream)
        }
