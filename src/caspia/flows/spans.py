"""What a composite link spans: the pipes between its ends.

Pipes are laid from end to end, so the shortest way is the line. Trains, trucks and ships between
two places may go by several ways, and which of them a composite means is not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from caspia.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.ledger import Ledger, Row

_PIPELINE = "_pipeline"
_SAME = 1e-6


def spanned(ledger: Ledger, link: Row) -> tuple[str, ...]:
    """Return the physical links on the shortest way between the ends of a composite pipeline.

    Raises
    ------
    BadInputError
        It is no pipeline, no pipes join its ends, or lines of one length run beside each other, so
        that it cannot be told which links are meant.
    """
    if not link["mode"].endswith(_PIPELINE):
        raise BadInputError(_unknown(link.id))
    rows = [
        row
        for row in ledger.rows("links", part="physical")
        if row["mode"] == link["mode"] and row["length_km"] is not None
    ]
    places = {node for row in rows for node in (row["a"], row["b"])}
    number = {node: place for place, node in enumerate(sorted(places))}
    if link["a"] not in number or link["b"] not in number:
        raise BadInputError(_unknown(link.id))
    ends = np.array([[number[row["a"]], number[row["b"]]] for row in rows])
    length = np.array([row["length_km"] for row in rows], dtype=np.float64)
    from_a, from_b = _distances(ends, length, (number[link["a"]], number[link["b"]]))
    whole = from_a[number[link["b"]]]
    if not np.isfinite(whole):
        raise BadInputError(_unknown(link.id))
    one, other = ends.T
    over = np.minimum(from_a[one] + from_b[other], from_a[other] + from_b[one]) + length
    found = np.flatnonzero(over <= whole * (1 + _SAME))
    names = tuple(rows[place].id for place in found.tolist())
    if len(found) != len(np.unique(ends[found])) - 1:
        raise BadInputError(
            f"{link.id} may be any of several lines. Ask for one of {', '.join(names)}."
        )
    return names


def _unknown(link_id: str) -> str:
    return f"Nothing tells which links {link_id} spans. Ask for a link; `caspia network` lists all."


def _distances(
    ends: NDArray[np.int64], length: NDArray[np.float64], sources: Sequence[int]
) -> NDArray[np.float64]:
    """Return the length of the shortest way from each source, either way; (sources, places)."""
    size = int(ends.max()) + 1
    # Of lines between the same places the shortest counts; nothing is of length 0 to the solver.
    order = np.lexsort((length, ends[:, 1], ends[:, 0]))
    _, first = np.unique(ends[order], axis=0, return_index=True)
    kept = order[first]
    matrix = csr_array(
        (np.maximum(length[kept], _SAME), (ends[kept, 0], ends[kept, 1])), shape=(size, size)
    )
    found = dijkstra(matrix, directed=False, indices=list(sources))
    return np.asarray(found, dtype=np.float64)
