"""How links stood on a day, and what changed, as plain values and as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from caspia.ledger import provenance
from caspia.network.reasons import reason

if TYPE_CHECKING:
    from caspia.network.network import Network

_LINK = ("link_id", "name", "mode", "status", "because")
_CHANGE = ("link_id", "name", "mode", "change", "before", "after", "what", "because", "reason")


def network_as_plain(first: Network, second: Network | None) -> dict[str, Any]:
    """Return the links, the changes and the provenance as plain values."""
    return {
        "on": first.date,
        "diff": second.date if second else None,
        "links": [dict(zip(_LINK, line, strict=True)) for line in _link_lines(first)],
        "changes": [dict(zip(_CHANGE, line, strict=True)) for line in _change_lines(first, second)],
        "provenance": provenance(first.ledger),
    }


def network_as_csv(first: Network, second: Network | None) -> str:
    """Return a line per link, or per change where two days are compared."""
    lines = _link_lines(first) if second is None else _change_lines(first, second)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_LINK if second is None else _CHANGE)
    writer.writerows([_flat(cell) for cell in line] for line in lines)
    return stream.getvalue()


def _link_lines(network: Network) -> list[tuple[Any, ...]]:
    found = []
    for link_id, state in network.states.items():
        link = network.ledger.row(link_id)
        found.append((link_id, link["name"], link["mode"], state.status, state.because))
    return found


def _change_lines(first: Network, second: Network | None) -> list[tuple[Any, ...]]:
    found = []
    for one in first.changes(second) if second else ():
        link = first.ledger.row(one.link_id)
        told = (one.kind, one.before, one.after, one.what, one.because)
        words = reason(first.ledger, one.because)
        found.append((one.link_id, link["name"], link["mode"], *told, words))
    return found


def _flat(cell: object) -> object:
    return ";".join(cell) if isinstance(cell, tuple) else cell
