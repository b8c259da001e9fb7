"""Tables of text as blocks of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Table
from caspia.briefs.sections.wording import sentence

if TYPE_CHECKING:
    from caspia.flows.text_table import TextTable

_NO_NAME = "What"


def table_of(table: TextTable) -> Table:
    """Return a table of text as a block; a column without a name says what its rows are."""
    columns = tuple(
        Column(sentence(name or _NO_NAME), "right" if name in table.rights else "left")
        for name in table.columns
    )
    rows = tuple(tuple((cell,) for cell in row) for row in table.rows)
    return Table(table.key, table.title, columns, rows)
