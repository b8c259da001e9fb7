"""A table whose cells are as people read them: for the terminal and for a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of text.

    Attributes
    ----------
    key, title : str
        What it is, as a name and in words.
    columns : tuple of str
        Headers, units among them.
    rights : tuple of str
        Columns whose cells end on the right.
    rows : tuple of tuple of str
        Cells.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rights: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
