"""What renderers ask of blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caspia.briefs.renderers.citing import plain
from caspia.errors import RenderError

if TYPE_CHECKING:
    from caspia.briefs.document import Block, Table, Text

LONGEST_NUMBER_LETTERS = 40
MOST_HEADLINES_ACROSS = 4


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


def filled(table: Table) -> Table:
    """Return a table without the columns in which every cell is empty, for a page to read.

    Raises
    ------
    RenderError
        A row has more or fewer cells than the table has columns.
    """
    rows = table_rows(table)
    kept = [
        n
        for n in range(len(table.columns))
        if n == 0 or not rows or any(plain(row[n]).strip() for row in rows)
    ]
    return replace(
        table,
        columns=tuple(table.columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in rows),
    )


def ends_right(table: Table) -> tuple[bool, ...]:
    """Tell which columns end on the right: those of numbers, where none holds running text."""
    right = [column.align == "right" for column in table.columns]
    cells = (cell for row in table.rows for cell, ends in zip(row, right, strict=True) if ends)
    if any(len(plain(cell)) > LONGEST_NUMBER_LETTERS for cell in cells):
        return (False,) * len(right)
    return tuple(right)


def headlines_across(count: int) -> int:
    """Return how many headlines stand in a row, so that the rows are as even as can be."""
    rows = -(-count // MOST_HEADLINES_ACROSS)
    return -(-count // rows) if rows else 1


def sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?", ":")) else f"{text}."
