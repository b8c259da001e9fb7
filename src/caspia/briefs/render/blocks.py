"""What renderers ask of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.render.citing import plain
from caspia.errors import RenderError

if TYPE_CHECKING:
    from caspia.briefs.document import Block, Table, Text

SHORT_LETTERS = 18
PHONE_LETTERS = 46


def kind_of(block: Block) -> str:
    """Return ``paragraph``, ``table``, ``picture`` or ``missing``."""
    return type(block).__name__.lower()


def table_rows(table: Table) -> tuple[tuple[Text, ...], ...]:
    """Return the rows of a table, each with one cell a column.

    Raises
    ------
    RenderError
        A row has more or fewer cells than the table has columns.
    """
    wrong = [n for n, row in enumerate(table.rows, start=1) if len(row) != len(table.columns)]
    if wrong:
        raise RenderError(
            f"Rows {wrong} of table {table.id} do not have {len(table.columns)} cells. "
            "Give each row one cell a column."
        )
    return table.rows


def widths(table: Table) -> tuple[int, ...]:
    """Return for each column the length of its longest cell, name included, in letters."""
    rows = table_rows(table)
    return tuple(
        max([len(column.name), *(len(plain(row[n])) for row in rows)])
        for n, column in enumerate(table.columns)
    )


def short_columns(table: Table) -> tuple[bool, ...]:
    """Tell which columns are so narrow that their cells need not break."""
    return tuple(width <= SHORT_LETTERS for width in widths(table))


def is_wide(table: Table) -> bool:
    """Tell whether a table would be crammed on a phone."""
    return sum(min(width, SHORT_LETTERS + 6) for width in widths(table)) > PHONE_LETTERS
