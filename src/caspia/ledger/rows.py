"""Rows and reports as the ledger hands them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Row:
    """One visible row.

    Attributes
    ----------
    table : str
        Its table.
    id : str
        Its key.
    cells : mapping
        Values by column; dates as `date`, lists as lists, None where empty.
    known_from : date
        First day on which it was known.
    grade : str
        ``published``, ``event``, ``structural`` or ``undated``.
    layer : str
        Name of the layer it stands in.
    """

    table: str
    id: str
    cells: Mapping[str, Any]
    known_from: date
    grade: str
    layer: str

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Report:
    """That a source says something about a row.

    Attributes
    ----------
    row_id, source_id : str
        Who says it about what.
    field : str
        The column meant; empty for the whole row.
    quoted : str
        The figure as printed; empty where there is none.
    note : str
        What the source adds or doubts.
    known_from : date
        First day on which it was known.
    grade : str
        As in `Row`.
    """

    row_id: str
    source_id: str
    field: str
    quoted: str
    note: str
    known_from: date
    grade: str


@dataclass(frozen=True, slots=True)
class Source:
    """A page or publication; attributes as the columns of ``sources``."""

    source_id: str
    publisher: str
    title: str
    published: str
    retrieved: date
    url: str
    kind: str
    language: str

    @property
    def dated(self) -> str:
        """When it was published, in words: what a scenario supposes was not."""
        return dated(self.published, self.kind)


def dated(published: str, kind: str) -> str:
    """Return when a source of a kind was published, in words."""
    return published or ("supposed" if kind == "scenario" else "undated")
