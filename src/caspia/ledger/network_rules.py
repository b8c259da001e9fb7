"""Rules for the rows of the network: what no single cell can tell to be wrong."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from caspia.errors import RowProblem
    from caspia.ledger.checking import CheckedRow

    Checked = Mapping[str, Sequence[CheckedRow]]

_FIGURES = (
    ("link_values", ("value", "low", "high")),
    ("handling", ("value",)),
    ("links", ("length_km",)),
)
_TARGETS = {"link": "links", "node": "nodes", "corridor": "corridors", "pair": "parties"}


def network_problems(
    checked: Checked, ids: Mapping[str, str], linked: Collection[str]
) -> Iterator[RowProblem]:
    """Yield what is wrong with the rows of the network in one layer.

    Parameters
    ----------
    checked : mapping
        Rows by table, their cells read.
    ids : mapping of str to str
        Every id of the layer and of those below, to its table.
    linked : collection of str
        Nodes that a link of a layer below touches.
    """
    yield from _negative(checked)
    yield from _mistaken_targets(checked, ids)
    yield from _overlaps(checked)
    yield from _isolated(checked, linked)


def _negative(checked: Checked) -> Iterator[RowProblem]:
    """Name capacities, times, costs and lengths below zero."""
    for table, columns in _FIGURES:
        for row in checked[table]:
            for column in columns:
                figure = row.cells[column]
                if figure is not None and figure < 0:
                    what = f"{row.cells.get('attribute') or 'length'} {column} {figure:g}"
                    yield row.raw.problem(f"The {what} is negative.", "Give zero or more.")


def _mistaken_targets(checked: Checked, ids: Mapping[str, str]) -> Iterator[RowProblem]:
    """Name effects on a link that is no link, and so on; an id of no table is named elsewhere."""
    for row in checked["agreement_effects"]:
        wanted = _TARGETS.get(row.cells["target_kind"] or "")
        for target in row.cells["target"] if wanted else ():
            found = ids.get(target)
            if found not in (None, wanted):
                kind = row.cells["target_kind"]
                yield row.raw.problem(
                    f"The effect is on the {kind} {target!r}, which is a row of {found}.",
                    f"Name a row of {wanted}, or mend target_kind.",
                )


def _overlaps(checked: Checked) -> Iterator[RowProblem]:
    """Name statuses of one link that hold at once.

    Those of a layer below do not count: a status of a higher layer takes their place.
    """
    by_link: dict[str, list[CheckedRow]] = {}
    for row in checked["link_status"]:
        by_link.setdefault(row.cells["link_id"] or "", []).append(row)
    for link_id, rows in by_link.items():
        for one, other in pairwise(sorted(rows, key=_first_day)):
            ends, starts = one.cells["valid_to"], _first_day(other)
            if ends is None or starts < ends:
                yield other.raw.problem(
                    f"The status {other.row_id!r} of {link_id} overlaps {one.row_id!r} "
                    f"({one.raw.file}:{one.raw.line}).",
                    "End the earlier one on the day on which the later one begins.",
                )


def _first_day(row: CheckedRow) -> date:
    found: date | None = row.cells["valid_from"]
    return found or date.min


def _isolated(checked: Checked, linked: Collection[str]) -> Iterator[RowProblem]:
    touched = {row.cells[end] for row in checked["links"] for end in ("a", "b")}
    for row in checked["nodes"]:
        if row.row_id not in touched and row.row_id not in linked:
            yield row.raw.problem(
                f"No link touches the node {row.row_id!r}: it is isolated.",
                "Add a link to it, or give it as a row of places.",
            )
