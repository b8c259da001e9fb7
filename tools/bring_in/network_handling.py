"""Handling at nodes: borders, gauge breaks, ports and the wait for a ferry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from caspia.amounts import check_unit

from .facts import read_rows
from .sources import GENERAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .book import Book
    from .facts import Account, InputRow
    from .sources import Sources

HANDLING = "network/nodes_handling.csv"
_COST_SOURCE = re.compile(r"cost CAREC mean (\S+)")


class Figure(NamedTuple):
    """One figure of a row."""

    attribute: str
    value: str
    unit: str
    basis: str
    source: str


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the handling: one row per figure."""
    for row in read_rows(facts, HANDLING):
        rows = [_add(row, figure, book) for figure in _figures(row, sources)]
        reason = "one row per figure" if len(rows) > 1 else ""
        account.record(row, "kept", rows, reason)


def _figures(row: InputRow, sources: Sources) -> Iterator[Figure]:
    source = sources.resolve(row, row["source_id"])
    dwell_note = row["note"].split("; cost")[0]
    assumed = "assumed" in dwell_note or source == GENERAL
    basis = "assumed" if assumed else "observed"
    if row["dwell_h"]:
        yield Figure("dwell", row["dwell_h"], "h", basis, source)
    if row["capacity"]:
        unit = check_unit(row["capacity_unit"])
        yield Figure("capacity", row["capacity"], unit, "observed", source)
    if row["cost"]:
        named = _COST_SOURCE.search(row["note"])
        cost_source = sources.resolve(row, named[1]) if named else source
        # A mean of all CAREC crossings stands in for the cost of this one.
        basis = "assumed" if named else "observed"
        unit = check_unit(row["cost_unit"])
        yield Figure("cost", row["cost"], unit, basis, cost_source)


def _add(row: InputRow, figure: Figure, book: Book) -> str:
    link = next(iter(re.findall(r"^link=([^;]+)", row["note"])), "")
    place = "/".join(filter(None, (row["node_id"], row["kind"], link)))
    handling = f"{place}/{row['from_mode']}-{row['to_mode']}/{figure.attribute}"
    book.add(
        "handling",
        handling,
        node=row["node_id"],
        link=link,
        kind=row["kind"],
        from_mode=row["from_mode"],
        to_mode=row["to_mode"],
        attribute=figure.attribute,
        value=figure.value,
        unit=figure.unit,
        basis=figure.basis,
    )
    # What was assumed is nobody's statement; the note says from what it was taken.
    teller = GENERAL if figure.basis == "assumed" else figure.source
    book.report(handling, teller, note=row["note"])
    return handling
