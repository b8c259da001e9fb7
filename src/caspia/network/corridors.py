"""The corridor that a route goes by, named by rules on what it crosses."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from caspia.network.crossings import border
from caspia.network.model import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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


def corridor_of(graph: Graph, ground: Ground, arcs: Sequence[int], what: Crossed) -> str:
    """Return the id of the corridor that a path goes by.

    The first rule that fits names it; else the corridor, or for links of none the mode, that more
    than half of its length belongs to; else it is `OTHER`.

    Parameters
    ----------
    graph : Graph
        The network.
    ground : Ground
        What its links run over.
    arcs : sequence of int
        The path.
    what : Crossed
        What it crosses.
    """
    ruled = corridor_by_rule(graph, ground, arcs, what)
    return ruled or _longest(ground, _lengths(graph, ground, arcs))


def corridor_by_rule(graph: Graph, ground: Ground, arcs: Sequence[int], what: Crossed) -> str:
    """Return the corridor of the first rule that fits a path; empty where none does."""
    seen = features(graph, ground, arcs, what)
    for rule in _rules():
        if rule.wanted <= seen and not rule.unwanted & seen:
            return rule.corridor_id
    return ""


def features(graph: Graph, ground: Ground, arcs: Sequence[int], what: Crossed) -> frozenset[str]:
    """Return what rules may ask of a path; see `Rule`."""
    lengths = _lengths(graph, ground, arcs)
    return frozenset(
        [
            *(f"in:{state}" for state in what.states),
            *(f"transit:{state}" for state in what.transit),
            *(f"end:{state}" for state in (*what.states[:1], *what.states[-1:])),
            *(f"border:{pair}" for pair in what.borders),
            *(f"sea:{sea}" for sea in what.seas),
            *(f"via:{node}" for node in what.nodes),
            *(f"mode:{ground.mode[link]}" for link in lengths),
            *(f"corridor:{name}" for link in lengths for name in ground.corridors[link]),
            *(f"by:{state}:{mode}" for state, mode in _main_modes(ground, lengths).items()),
            *(f"caspian:{pair}" for pair in _caspian(ground, arcs, what)),
        ]
    )


def signature(what: Crossed, corridor_id: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """Return what makes a route another one: its corridor, borders and seas."""
    return corridor_id, what.borders, what.seas


def _lengths(graph: Graph, ground: Ground, arcs: Sequence[int]) -> dict[int, float]:
    """Return the kilometres on each link of a path, in the order of travel."""
    links = [ground.arcs[arc][0] for arc in arcs]
    lengths = graph.arcs.length_km[list(arcs)].tolist()
    return {link: km for link, km in zip(links, lengths, strict=True) if link != NONE}


def _main_modes(ground: Ground, lengths: Mapping[int, float]) -> dict[str, str]:
    """Return the mode of most of the way through each state; a border link counts half to each."""
    total: defaultdict[tuple[str, str], float] = defaultdict(float)
    for link, km in lengths.items():
        if not ground.at_sea(link):
            for state in ground.countries[link]:
                total[state, ground.mode[link]] += km / 2
    most: dict[str, str] = {}
    for state, mode in sorted(total, key=lambda pair: (-total[pair], pair)):
        most.setdefault(state, mode)
    return most


def _caspian(ground: Ground, arcs: Sequence[int], what: Crossed) -> Iterator[str]:
    """Yield the states that each voyage on the Caspian joins; calls on the way do not count."""
    if "caspian" not in what.seas:
        return
    steps = [ground.arcs[arc] for arc in arcs]
    for sea, voyage in groupby(steps, key=lambda step: _sea(ground, step[0])):
        if sea == "caspian":
            run = list(voyage)
            yield border(ground.node_country[run[0][1]], ground.node_country[run[-1][2]])


def _sea(ground: Ground, link: int) -> str:
    return "" if link == NONE else ground.sea[link]


def _longest(ground: Ground, lengths: Mapping[int, float]) -> str:
    total: defaultdict[str, float] = defaultdict(float)
    for link, km in lengths.items():
        for name in ground.corridors[link] or (ground.mode[link],):
            total[name] += km
    first = min(total, key=lambda name: (-total[name], name), default="")
    return first if first and total[first] * 2 > sum(lengths.values()) else OTHER


@cache
def _rules() -> tuple[Rule, ...]:
    path = Path(__file__).with_name("corridor_rules.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Rule(row["corridor_id"], frozenset(row["all"].split()), frozenset(row["none"].split()))
            for row in csv.DictReader(stream)
        )
