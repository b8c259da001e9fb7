"""The graph of one good on one day: links in their layers, and handling where layers meet."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from caspia.network.carriage import carries, modes_of
from caspia.network.layers import layers_of
from caspia.network.model import ACCESS, NONE, ArcArrays, Graph, Handling, Incidence
from caspia.network.movement import NOTHING, Movement, Spread, movements
from caspia.network.transshipment import Work, node_rows, works_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from caspia.ledger import Ledger, Row
    from caspia.network.model import Ids, LinkState

_GRAMS_PER_KG = 1000


def build_graph(ledger: Ledger, on: date, states: Mapping[str, LinkState], good: str) -> Graph:
    """Return the network of one good as arrays.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    on : date
        The day.
    states : mapping of str to LinkState
        How every link stood; those that do not pass are absent (C2).
    good : str
        What is carried.

    Raises
    ------
    UnknownNameError
        There is no such good.
    """
    kinds = {row.id: row["kind"] for row in ledger.rows("nodes")}
    modes = modes_of(ledger, good)
    links = [
        link
        for link in ledger.rows("links", part="physical")
        if states[link.id].passes and carries(link, good, modes, kinds)
    ]
    moves = movements(ledger, [link.id for link in links], on, good)
    draft = _Draft()
    for link in links:
        draft.add_link(link, moves[link.id])
    told = node_rows(ledger)
    for node, layers in draft.layers_by_node().items():
        for work in works_at(node, kinds[node], layers, told.get(node, ())):
            draft.add_work(work)
    because = {k: (*states[k].because, *moves[k].because) for k in draft.link_ids}
    return draft.finished(on, good, because)


@dataclass(slots=True)
class _Draft:
    """A graph being put together: vertices are numbered as they are met."""

    vertices: dict[tuple[str, str], int] = field(default_factory=dict)
    link_ids: list[str] = field(default_factory=list)
    handlings: list[Handling] = field(default_factory=list)
    ends: list[tuple[int, int, int, int]] = field(default_factory=list)
    numbers: list[tuple[float, ...]] = field(default_factory=list)
    assumed: list[bool] = field(default_factory=list)

    def add_link(self, link: Row, move: Movement) -> None:
        """Add an arc for each direction of a link."""
        at_a, at_b = layers_of(link)
        a, b = self._vertex(link["a"], at_a), self._vertex(link["b"], at_b)
        place = len(self.link_ids)
        self.link_ids.append(link.id)
        length = link["length_km"] or 0.0
        co2 = length * grams_per_tkm()[link["mode"]] / _GRAMS_PER_KG
        arcs = [(a, b)] if link["direction"] == "forward" else [(a, b), (b, a)]
        for tail, head in arcs:
            self.ends.append((tail, head, place, NONE))
            self.numbers.append(
                (
                    length,
                    *_middle_first(move.time_h),
                    *_middle_first(move.dwell_h),
                    *_middle_first(move.cost_usd_per_t),
                    co2,
                )
            )
            self.assumed.append(move.assumed)

    def add_work(self, work: Work) -> None:
        """Add the arc of handling at a node."""
        done = work.handling
        tail = self._vertex(done.node_id, done.from_layer)
        head = self._vertex(done.node_id, done.to_layer)
        self.ends.append((tail, head, NONE, len(self.handlings)))
        self.handlings.append(done)
        self.numbers.append(
            (0.0, *NOTHING, *_middle_first(work.dwell_h), *_middle_first(work.cost_usd_per_t), 0.0)
        )
        self.assumed.append(work.assumed)

    def layers_by_node(self) -> dict[str, list[str]]:
        """Return the layers in which links touch each node."""
        found: dict[str, list[str]] = {}
        for node, layer in self.vertices:
            found.setdefault(node, []).append(layer)
        return {node: sorted(layers) for node, layers in sorted(found.items())}

    def finished(self, on: date, good: str, because: dict[str, tuple[str, ...]]) -> Graph:
        """Return the graph."""
        nodes = tuple(sorted({node for node, _ in self.vertices}))
        layers = tuple(sorted({layer for _, layer in self.vertices}))
        places = {node: n for n, node in enumerate(nodes)}
        levels = {layer: n for n, layer in enumerate(layers)}
        arcs = self._arrays()
        count = len(self.vertices)
        return Graph(
            on,
            good,
            nodes,
            layers,
            tuple(self.link_ids),
            tuple(self.handlings),
            _ids(places[node] for node, _ in self.vertices),
            _ids(levels[layer] for _, layer in self.vertices),
            arcs,
            incidence(arcs.tail, count),
            incidence(arcs.head, count),
            because,
            {node: n for (node, layer), n in self.vertices.items() if layer == ACCESS},
        )

    def _vertex(self, node: str, layer: str) -> int:
        return self.vertices.setdefault((node, layer), len(self.vertices))

    def _arrays(self) -> ArcArrays:
        ends = np.array(self.ends, dtype=np.int32).reshape(-1, 4).T.copy()
        numbers = np.array(self.numbers, dtype=np.float64).reshape(-1, 11).T.copy()
        tail, head, link, handling = ends
        length, *spreads, co2 = numbers
        time, time_low, time_high, dwell, dwell_low, dwell_high, cost, cost_low, cost_high = spreads
        assumed = np.array(self.assumed, dtype=np.bool_)
        return ArcArrays(
            tail,
            head,
            link,
            handling,
            length,
            time,
            time_low,
            time_high,
            dwell,
            dwell_low,
            dwell_high,
            cost,
            cost_low,
            cost_high,
            co2,
            assumed,
        )


def incidence(ends: Ids, vertices: int) -> Incidence:
    """Return the arcs of every vertex in compressed rows.

    Parameters
    ----------
    ends : int32, shape (arcs,)
        The vertex of each arc, its tail or its head.
    vertices : int
        How many vertices there are.
    """
    order = np.argsort(ends, kind="stable").astype(np.int32)
    start = np.zeros(vertices + 1, dtype=np.int32)
    np.cumsum(np.bincount(ends, minlength=vertices), out=start[1:])
    return Incidence(start, order)


@cache
def grams_per_tkm() -> dict[str, float]:
    """Return the emission of each mode in grams of CO2 equivalent per tonne-kilometre."""
    path = Path(__file__).with_name("emissions.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["mode"]: float(row["g_per_tkm"]) for row in csv.DictReader(stream)}


def _middle_first(spread: Spread) -> tuple[float, float, float]:
    return spread.value, spread.low, spread.high


def _ids(values: Iterable[int]) -> Ids:
    return np.fromiter(values, dtype=np.int32)
