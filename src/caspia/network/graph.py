"""The graph of one good on one day: links in their layers, and handling where layers meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.network.carriage import carries, modes_of
from caspia.network.draft import Draft
from caspia.network.model import ACCESS
from caspia.network.values import network_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from caspia.ledger import Ledger
    from caspia.network.model import Graph, LinkState


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
    values = network_values(ledger, on, good)
    draft = Draft()
    for link in ledger.rows("links", part="physical"):
        if states[link.id].passes and carries(link, good, modes, kinds):
            draft.add_link(link, values.link(link.id), states[link.id].because)
    for node, layers in draft.layers_by_node().items():
        for before, after in _changes(layers):
            work = values.transfer(node, before, after)
            if work is not None:
                draft.add_handling(work)
    return draft.finished(on, good)


def _changes(layers: Sequence[str]) -> Iterator[tuple[str, str]]:
    for layer in layers:
        yield ACCESS, layer
        yield layer, ACCESS
    for before in layers:
        for after in layers:
            if before != after:
                yield before, after
