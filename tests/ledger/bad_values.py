"""Bad cells made from the schema: for every column one text that it must refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.ledger import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

_BAD = {
    "key": "two words",
    "row": "no-such-row",
    "ref": "no-such-row",
    "number": "nan",
    "date": "2024-02-30",
    "partial_date": "2024-13",
    "enum": "nonsense",
    "unit": "furlongs",
    "qualifier": "sort_of",
}


def bad_cells() -> Iterator[tuple[str, str, str]]:
    """Yield (table, column, bad text); a required column is also tried empty."""
    for name, schema in tables().items():
        for column in schema.columns:
            if column.kind in _BAD:
                yield name, column.name, _BAD[column.kind]
            if column.required and not column.default and column.kind != "key":
                yield name, column.name, ""
