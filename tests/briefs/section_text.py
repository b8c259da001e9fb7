"""Pages for tests of sections, and sections as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Figure, Missing, Paragraph, Section, Table
from caspia.briefs.page import Page
from caspia.ledger import find_party, read_day

if TYPE_CHECKING:
    from caspia.briefs.document import Text
    from caspia.ledger import Ledger


def page_of(ledger: Ledger, a: str, b: str, on: str) -> Page:
    """Return the page of two parties on a day, with what was known by then."""
    day = read_day(on)
    known = ledger.at(day)
    one, other = find_party(known, a, day), find_party(known, b, day)
    return Page(known, f"brief:{one.id}-{other.id}:{day}", one, other, day)


def plain(text: Text) -> str:
    """Return a text without its figures' sources."""
    return "".join(piece.text if isinstance(piece, Figure) else piece for piece in text)


def paragraphs(section: Section) -> list[str]:
    """Return the running text of a section."""
    return [plain(block.text) for block in section.blocks if isinstance(block, Paragraph)]


def missing(section: Section) -> list[str]:
    """Return what a section says is missing."""
    return [block.what for block in section.blocks if isinstance(block, Missing)]


def rows_of(section: Section, table: str) -> list[list[str]]:
    """Return the cells of a table by its id; empty where the section has no such table."""
    for block in section.blocks:
        if isinstance(block, Table) and block.id == table:
            return [[plain(cell) for cell in row] for row in block.rows]
    return []


def by_column(section: Section, table: str) -> list[dict[str, str]]:
    """Return the rows of a table by the names of its columns; blank columns are not there."""
    for block in section.blocks:
        if isinstance(block, Table) and block.id == table:
            names = [column.name for column in block.columns]
            return [
                dict(zip(names, (plain(cell) for cell in row), strict=True)) for row in block.rows
            ]
    return []


def figures_of(section: Section) -> dict[str, Figure]:
    """Return the figures of a section by key; one key with two meanings is an error.

    Raises
    ------
    AssertionError
        Two different figures have one id, or one has no source.
    """
    found: dict[str, Figure] = {}
    for piece in section.printed():
        assert found.setdefault(piece.id, piece) == piece, piece.id
        assert piece.sources, piece.id
    return {name.split(":", 3)[3]: figure for name, figure in found.items()}


def whole(section: Section) -> str:
    """Return everything that a section prints, its pictures apart."""
    said = [plain(text) for text in section.texts()]
    gaps = [f"{b.what} {b.cure}" for b in section.blocks if isinstance(b, Missing)]
    return "\n".join([*said, *gaps])
