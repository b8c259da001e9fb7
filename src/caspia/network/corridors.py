"""The corridor that a route goes by, named by rules on what it crosses."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from caspia.network.crossings import border, crossed
from caspia.network.model import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from caspia.network.crossings import Crossed, Ground
    from caspia.network.model import Graph


OTHER = "other"


class Rule(NamedTuple):
    """A corridor and what a route must and must not have to go by it.

    Features: ``in:``, ``transit:``, ``end:`` a state; ``border:`` two states; ``sea:``;
    ``caspian:`` the states of the ports that a crossing of the Caspian joins; ``via:`` a node;
    ``by:`` a state and the mode of most of the way through it; ``mode:``; ``corridor:`` of some
    link.
    """

    corridor_id: str
    wanted: frozenset[str]
    unwanted: frozenset[str]


def corridor_of(graph: Graph, ground: Ground, arcs: Sequence[int]) -> str:
    """Return the id of the corridor that a path goes by.

    The first rule that fits names it; else the corridor, or for links of none the mode, that more
    than half of its length belongs to; else it is `OTHER`.
    """
    seen = features(graph, ground, arcs)
    for rule in _rules():
        if rule.wanted <= seen and not rule.unwanted & seen:
            return rule.corridor_id
    return _longest(graph, ground, arcs)


def features(graph: Graph, ground: Ground, arcs: Sequence[int]) -> frozenset[str]:
    """Return what rules may ask of a path; see `Rule`."""
    what = crossed(graph, ground, arcs)
    links = [int(graph.arcs.link[arc]) for arc in arcs if graph.arcs.link[arc] != NONE]
    return frozenset(
        [
            *(f"in:{state}" for state in what.states),
            *(f"transit:{state}" for state in what.transit),
            *(f"end:{state}" for state in (*what.states[:1], *what.states[-1:])),
            *(f"border:{pair}" for pair in what.borders),
            *(f"sea:{sea}" for sea in what.seas),
            *(f"via:{node}" for node in what.nodes),
            *(f"mode:{ground.mode[link]}" for link in links),
            *(f"corridor:{name}" for link in links for name in ground.corridors[link]),
            *(f"by:{state}:{mode}" for state, mode in _main_modes(graph, ground, arcs).items()),
            *(f"caspian:{pair}" for pair in _caspian(ground, graph, arcs)),
        ]
    )


def signature(what: Crossed, corridor_id: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """Return what makes a route another one: its corridor, borders and seas."""
    return corridor_id, what.borders, what.seas


def _main_modes(graph: Graph, ground: Ground, arcs: Sequence[int]) -> dict[str, str]:
    """Return the mode of most of the way through each state; a border link counts half to each."""
    length: defaultdict[tuple[str, str], float] = defaultdict(float)
    for arc in arcs:
        link = int(graph.arcs.link[arc])
        if link != NONE and not ground.sea[link]:
            for state in ground.countries[link]:
                length[state, ground.mode[link]] += float(graph.arcs.length_km[arc]) / 2
    most: dict[str, str] = {}
    for state, mode in sorted(length, key=lambda pair: (-length[pair], pair)):
        most.setdefault(state, mode)
    return most


def _caspian(ground: Ground, graph: Graph, arcs: Sequence[int]) -> Iterator[str]:
    """Yield the states that each voyage on the Caspian joins; calls on the way do not count."""
    for sea, voyage in groupby(arcs, key=lambda arc: _sea_of_arc(ground, graph, arc)):
        if sea == "caspian":
            run = list(voyage)
            ends = graph.arcs.tail[run[0]], graph.arcs.head[run[-1]]
            yield border(*(ground.node_country[graph.vertex_node[v]] for v in ends))


def _sea_of_arc(ground: Ground, graph: Graph, arc: int) -> str:
    link = int(graph.arcs.link[arc])
    return "" if link == NONE else ground.sea[link]


def _longest(graph: Graph, ground: Ground, arcs: Sequence[int]) -> str:
    length: defaultdict[str, float] = defaultdict(float)
    for arc in arcs:
        link = int(graph.arcs.link[arc])
        if link != NONE:
            for name in ground.corridors[link] or (ground.mode[link],):
                length[name] += float(graph.arcs.length_km[arc])
    total = float(graph.arcs.length_km[list(arcs)].sum())
    first = min(length, key=lambda name: (-length[name], name), default="")
    return first if first and length[first] * 2 > total else OTHER


@cache
def _rules() -> tuple[Rule, ...]:
    path = Path(__file__).with_name("corridor_rules.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Rule(row["corridor_id"], frozenset(row["all"].split()), frozenset(row["none"].split()))
            for row in csv.DictReader(stream)
        )
