"""What handling at a node takes: by the rows of the ledger, else by a table of assumptions."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from caspia.network.layers import family_of
from caspia.network.model import ACCESS, Handling
from caspia.network.movement import NOTHING, Spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from caspia.ledger import Ledger, Row

# At a strait or a canal nothing is handled.
_NO_TERMINAL = "chokepoint"
# Modes that the ledger names as a whole.
_LAND = frozenset({"rail", "road"})
# How far a stay told as one number reaches: queues have a long tail.
_TOLD_LOW, _TOLD_HIGH = 0.5, 2.0


class Work(NamedTuple):
    """Handling with its dwell and cost."""

    handling: Handling
    dwell_h: Spread
    cost_usd_per_t: Spread
    assumed: bool


class _Usual(NamedTuple):
    kind: str
    dwell_h: Spread
    cost_usd_per_t: Spread


def node_rows(ledger: Ledger) -> dict[str, tuple[Row, ...]]:
    """Return the stays of ``handling`` by node, without those charged on a link."""
    found: dict[str, list[Row]] = {}
    for row in ledger.rows("handling", attribute="dwell"):
        if row["link"] is None:
            found.setdefault(row["node"], []).append(row)
    return {node: tuple(rows) for node, rows in found.items()}


def works_at(node_id: str, kind: str, layers: Sequence[str], rows: Sequence[Row]) -> Iterator[Work]:
    """Yield the handling that joins the layers of a node to one another and to its access.

    Parameters
    ----------
    node_id, kind : str
        The node and what kind of place it is.
    layers : sequence of str
        Layers in which an open link touches it.
    rows : sequence of Row
        Stays told for the node.
    """
    if kind == _NO_TERMINAL:
        return
    for before, after in _changes(layers):
        told = _told(before, after, rows)
        usual = _usual().get((family_of(before), family_of(after)))
        if usual is not None:
            yield _work(node_id, before, after, usual, told)


def _changes(layers: Sequence[str]) -> Iterator[tuple[str, str]]:
    for layer in layers:
        yield ACCESS, layer
        yield layer, ACCESS
    for before in layers:
        for after in layers:
            if before != after:
                yield before, after


def _work(node_id: str, before: str, after: str, usual: _Usual, told: Sequence[Row]) -> Work:
    dwell = usual.dwell_h
    if told:
        stay = max(row["value"] for row in told)
        dwell = Spread(stay * _TOLD_LOW, stay, stay * _TOLD_HIGH)
    because = tuple(row.id for row in told)
    # The cost is assumed wherever there is one: the ledger tells none for nodes.
    assumed = usual.cost_usd_per_t != NOTHING or not told
    handling = Handling(node_id, usual.kind, before, after, because)
    return Work(handling, dwell, usual.cost_usd_per_t, assumed)


def _told(before: str, after: str, rows: Iterable[Row]) -> list[Row]:
    """Return the rows that speak of a change of layer; cargo from access arrives by land."""
    return [
        row
        for row in rows
        if _means(row["from_mode"], before, after) and _means(row["to_mode"], after, before)
    ]


def _means(mode: str, layer: str, other: str) -> bool:
    family = family_of(layer)
    if mode == "land":
        return family in _LAND or (layer == ACCESS and family_of(other) not in _LAND)
    if mode == "oil":
        return layer in (ACCESS, "oil_pipeline")
    return mode in (layer, family)


@cache
def _usual() -> Mapping[tuple[str, str], _Usual]:
    path = Path(__file__).with_name("transshipment.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            (row["from_family"], row["to_family"]): _Usual(
                row["kind"], _spread(row, "dwell", "h"), _spread(row, "cost", "usd_per_t")
            )
            for row in csv.DictReader(stream)
        }


def _spread(row: Mapping[str, str], what: str, unit: str) -> Spread:
    names = (f"{what}_low_{unit}", f"{what}_{unit}", f"{what}_high_{unit}")
    return Spread(*(float(row[name]) for name in names))
