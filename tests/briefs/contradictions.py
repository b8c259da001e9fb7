"""For any printed figure a made-up row that contradicts it, published on a day of choice."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import TYPE_CHECKING

from caspia.ledger import Ledger, tables
from caspia.ledger.cells import write_cell
from caspia.ledger.user_layer import user_layer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from caspia.briefs import Figure
    from caspia.ledger import Row

SOURCE = "contradiction"
_OTHER = {
    "memberships": {"role": ("member", "guest")},
    "offices": {"office": None},
    "projects": {"status": ("opened", "ended"), "capacity": None},
    "agreement_status": {"status": ("in_force", "ended")},
    "agreements": {"kind": ("treaty", "other")},
    "agreement_effects": {"reading": ("stated", "inferred")},
    "positions": {"stance": ("supports", "opposes")},
    "link_status": {"status": ("open", "closed")},
    "events": {"kind": ("summit", "other")},
}


def contradiction_of(row: Row) -> dict[str, str]:
    """Return a row of the same identity that says something else."""
    schema = tables()[row.table]
    cells = {name: write_cell(row.cells[name]) for name in schema.names}
    cells[schema.key] = f"contradicting.{row.id}"
    if row.table in ("observations", "link_values"):
        low, high = row["low"], row["high"]
        middle = row["value"] if row["value"] is not None else (low + high) / 2
        # Far away, on the side that the hedge of the first does not leave open.
        upward = row["qualifier"] not in ("more_than", "at_least") or middle < 0
        value = middle * 41.37 + 1234.5 if upward else -abs(middle) - 1000
        cells |= {"value": f"{value:.10g}", "low": "", "high": "", "qualifier": "exact"}
    elif row.table == "events":
        cells["end"] = str(row["end"] + timedelta(days=20))
    elif row.table == "links":
        cells["length_km"] = str((row["length_km"] or 0) + 500)
    else:
        for column, pair in _OTHER.get(row.table, {}).items():
            if pair:
                cells[column] = pair[1] if cells[column] == pair[0] else pair[0]
    return cells


def _told_most_plainly(ledger: Ledger, figure: Figure) -> Row:
    """Return the row of a figure that another can contradict: a status before the line itself.

    A second node of one place would be a node without a link.
    """
    rows = [ledger.row(row_id) for row_id in figure.rows]
    order = {"nodes": 2, "links": 1, "agreements": 1}
    return min(rows, key=lambda row: order.get(row.table, 0))


def with_contradictions(
    ledger: Ledger, figures: Iterable[Figure], published: date, folder: Path
) -> Ledger:
    """Return a ledger with a contradiction of each figure's first row, all published on a day."""
    chosen = (_told_most_plainly(ledger, figure) for figure in figures)
    rows = {row.id: row for row in chosen}
    made: dict[str, list[dict[str, str]]] = {"reports": [], "participants": []}
    for row in rows.values():
        told = contradiction_of(row)
        key = told[tables()[row.table].key]
        made.setdefault(row.table, []).append(told)
        made["reports"].append({"row_id": key, "source_id": SOURCE})
        for taking_part in ledger.rows("participants", event_id=row.id):
            cells = {name: write_cell(cell) for name, cell in taking_part.cells.items()}
            cells |= {"participant_id": f"contradicting.{taking_part.id}", "event_id": key}
            made["participants"].append(cells)
    made["sources"] = [
        {"source_id": SOURCE, "publisher": "Made up", "title": "The contrary",
         "published": str(published), "retrieved": "2026-01-01", "kind": "press"}
    ]  # fmt: skip
    folder.mkdir()
    for name, cells in made.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, tables()[name].names, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(cells)
    layer = user_layer(folder, ledger.layers)
    return Ledger([*ledger.layers, layer], ledger.as_of)
