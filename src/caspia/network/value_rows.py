"""The rows of the ledger that the numbers of the network are made of, sorted for asking."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from caspia.network.assumptions import Parameters
from caspia.network.cargo import cargo_of
from caspia.network.crossings import sea_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from caspia.ledger import Ledger, Row
    from caspia.network.cargo import Cargo

_VOLGA_DON, _OPEN_SEA = "volga_don", "ocean"
_STRAIT = "chokepoint"


@dataclass(frozen=True, slots=True)
class ValueRows:
    """What the numbers of one good on one day are worked out from.

    Attributes
    ----------
    on : date
        The day.
    good, cargo : str
        What is carried and what kind of cargo that is.
    nodes, links : mapping of str to Row
        Every node, and every physical link.
    values : mapping of str to tuple of Row
        Rows of ``link_values`` by link.
    handling : mapping of str to tuple of Row
        Rows of ``handling`` by node.
    observations : mapping of str to tuple of Row
        Figures by series.
    oil_places : frozenset of str
        Nodes where crude oil can be taken in, handed over or given out.
    ocean_straits : frozenset of str
        Straits, capes and canals that lines of the open sea pass.
    parameters : Parameters
        The assumptions.
    layers : tuple of str
        Layers of the ledger, lowest first.
    """

    on: date
    good: str
    cargo: Cargo
    nodes: Mapping[str, Row]
    links: Mapping[str, Row]
    values: Mapping[str, tuple[Row, ...]]
    handling: Mapping[str, tuple[Row, ...]]
    observations: Mapping[str, tuple[Row, ...]]
    oil_places: frozenset[str]
    ocean_straits: frozenset[str]
    parameters: Parameters
    layers: tuple[str, ...] = ()

    def country(self, node_id: str) -> str:
        """Return the state that a node lies in; empty where it has none."""
        return self.nodes[node_id]["country"] or ""

    def sea(self, link: Row) -> str:
        """Return the sea whose ships sail a line, empty on land; a way by river is ``volga_don``.

        What begins or ends at a strait of ocean lines, as from Suez to Gibraltar, is a part of
        such a line, whatever water it crosses: boxes stay aboard the ship that they came by.
        """
        if _VOLGA_DON in (link["a"], link["b"]):
            return _VOLGA_DON
        if link["mode"] == "sea" and not self.ocean_straits.isdisjoint((link["a"], link["b"])):
            return _OPEN_SEA
        return sea_of(link["mode"], self.nodes[link["a"]], self.nodes[link["b"]])

    def waters(self, node_id: str) -> str:
        """Return the sea that a port lies on."""
        node = self.nodes[node_id]
        return sea_of("sea", node, node)

    def series(self, series: str, subject: str) -> tuple[Row, ...]:
        """Return the figures of a series about a subject that tell what happened."""
        rows = self.observations.get(series, ())
        return tuple(r for r in rows if r["subject"] == subject and r["modality"] == "actual")


def value_rows(ledger: Ledger, on: date, good: str) -> ValueRows:
    """Return the rows that the numbers of a good on a day are made of."""
    if ledger not in _SORTED:
        _SORTED[ledger] = _sorted(ledger)
    return replace(_SORTED[ledger], on=on, good=good, cargo=cargo_of(ledger, good))


# A ledger never changes, so its rows are sorted once for all days and goods.
_SORTED: WeakKeyDictionary[Ledger, ValueRows] = WeakKeyDictionary()


def _sorted(ledger: Ledger) -> ValueRows:
    observations = ledger.rows("observations")
    values, handling = ledger.rows("link_values"), ledger.rows("handling")
    tables = (observations, values, handling, ledger.rows("links"))
    known = {row.id for rows in tables for row in rows}
    links = {row.id: row for row in ledger.rows("links", part="physical")}
    nodes = {row.id: row for row in ledger.rows("nodes")}
    return ValueRows(
        date.min,
        "",
        "general",
        nodes,
        links,
        _by(values, "link_id"),
        _by(handling, "node"),
        _by(observations, "series"),
        oil_places(links.values()),
        _ocean_straits(links.values(), nodes),
        Parameters(known),
        tuple(layer.name for layer in ledger.layers),
    )


def _by(rows: Iterable[Row], column: str) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return {key: tuple(group) for key, group in found.items()}


def _ocean_straits(links: Iterable[Row], nodes: Mapping[str, Row]) -> frozenset[str]:
    """Return the straits at which a line of the open sea begins or ends."""
    found = set()
    for link in links:
        ends = nodes[link["a"]], nodes[link["b"]]
        if link["mode"] == "sea" and sea_of("sea", *ends) == _OPEN_SEA:
            found |= {end.id for end in ends if end["kind"] == _STRAIT}
    return frozenset(found)


def oil_places(links: Iterable[Row]) -> frozenset[str]:
    """Return the nodes that handle crude oil: the ends of its lines, and the ports listed."""
    piped = (link for link in links if link["mode"] == "oil_pipeline")
    ends = {link[end] for link in piped for end in ("a", "b")}
    path = Path(__file__).with_name("oil_places.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return frozenset(ends | {row["node_id"] for row in csv.DictReader(stream)})
