"""A node: its links, what handling costs there, and what the ledger says of it."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

from caspia.atlas.answers.figures import (
    agreement_told,
    figure_told,
    named,
    observed_of,
    projects_of,
)
from caspia.atlas.answers.network import node_told
from caspia.atlas.answers.numbers import capacity_told, value_told
from caspia.errors import UnknownNameError
from caspia.ledger import nearest
from caspia.network.carriage import carries, modes_of
from caspia.network.layers import layers_of
from caspia.network.model import ACCESS
from caspia.network.quoted import RATES
from caspia.network.values import network_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.atlas.answers.knowledge import View
    from caspia.ledger import Row
    from caspia.network.measures import TransferValues

_MOST_NAMES = 3


def node(view: View, *, node_id: str, good: str) -> dict[str, Any]:
    """Return all that is told of a node on a day.

    Raises
    ------
    UnknownNameError
        There is no such node or good.
    """
    ledger = view.ledger
    row = _node(view, node_id)
    links = [one for one in ledger.rows("links") if node_id in (one["a"], one["b"])]
    about = {node_id, *(one.id for one in links)}
    figures = observed_of(ledger, {node_id})
    quoted = [one for one in observed_of(ledger, about) if one["series"] in RATES]
    return node_told(row) | {
        "on": view.on,
        "good": good,
        "country": named(ledger, row["country"]) if row["country"] else None,
        "links": [_link(view, node_id, one) for one in links if one["part"] == "physical"],
        "handling": [_work(one, good) for one in _transfers(view, node_id, good)],
        "figures": [figure_told(ledger, one) for one in figures],
        "prices": [figure_told(ledger, one) for one in quoted],
        "projects": projects_of(ledger, {node_id}),
        "agreements": _agreements(view, node_id),
    }


def _node(view: View, node_id: str) -> Row:
    rows = {row.id: row for row in view.ledger.rows("nodes")}
    if node_id not in rows:
        near = nearest(node_id, list(rows), most=_MOST_NAMES)
        raise UnknownNameError("node", node_id, near, "Search for its name.")
    return rows[node_id]


def _link(view: View, node_id: str, link: Row) -> dict[str, Any]:
    other = link["b"] if link["a"] == node_id else link["a"]
    return {
        "id": link.id,
        "name": link["name"],
        "mode": link["mode"],
        "status": view.network.state(link.id).status,
        "other": named(view.ledger, other),
    }


def _transfers(view: View, node_id: str, good: str) -> Iterator[TransferValues]:
    """Yield the work that a good needs to change layers at the node, by links that pass."""
    ledger, values = view.ledger, network_values(view.ledger, view.on, good)
    kinds = {row.id: row["kind"] for row in ledger.rows("nodes")}
    modes = modes_of(ledger, good)
    layers = {
        layer
        for link in ledger.rows("links", part="physical")
        if view.network.state(link.id).passes and carries(link, good, modes, kinds)
        for end, layer in zip((link["a"], link["b"]), layers_of(link), strict=True)
        if end == node_id
    }
    for before, after in permutations((ACCESS, *sorted(layers)), 2):
        work = values.transfer(node_id, before, after)
        if work is not None:
            yield work


def _work(work: TransferValues, good: str) -> dict[str, Any]:
    parts = (("dwell", work.dwell_h, "h"), ("cost", work.cost_usd_per_t, "USD_per_t"))
    return {
        "kind": work.kind,
        "from_layer": work.from_layer,
        "to_layer": work.to_layer,
        "values": [value_told(name, good, one, unit) for name, one, unit in parts if one.high > 0],
        "capacities": [capacity_told(one) for one in work.capacities],
    }


def _agreements(view: View, node_id: str) -> list[dict[str, Any]]:
    effects = [
        row
        for row in view.ledger.rows("agreement_effects")
        if row["target_kind"] == "node" and node_id in row["target"]
    ]
    ids = dict.fromkeys(row["agreement_id"] for row in effects)
    return [agreement_told(view.ledger, one, view.on) for one in ids]
