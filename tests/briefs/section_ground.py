"""Ground for tests of sections: pages on the real and on a made ledger, and their text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from caspia.briefs.document import Figure, Section, Table
from caspia.briefs.page import Page
from caspia.ledger import Ledger, find_party, read_day, reference_layer
from tests.briefs.section_text import missing, paragraphs
from tests.briefs.section_text import plain as said
from tests.ledger.small_ledger import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


__all__ = [
    "assert_sound",
    "figure",
    "figures",
    "made_page",
    "missing",
    "page_on",
    "paragraphs",
    "real_page",
    "row_of",
    "said",
    "table",
]

Rows = dict[str, list[dict[str, str]]]


@cache
def real_page(a: str, b: str, on: str) -> Page:
    """Return a page on the reference ledger as it was known on its day."""
    return page_on(Ledger([reference_layer()], read_day(on)), a, b, on)


def made_page(folder: Path, rows: Rows, a: str, b: str, on: str) -> Page:
    """Return a page on a ledger of made rows."""
    return page_on(Ledger([compiled(folder, rows)], read_day(on)), a, b, on)


def page_on(ledger: Ledger, a: str, b: str, on: str) -> Page:
    day = read_day(on)
    one, other = find_party(ledger, a, day), find_party(ledger, b, day)
    return Page(ledger, f"brief:{one.id}-{other.id}:{on}", one, other, day)


def table(section: Section, table_id: str) -> list[list[str]]:
    """Return the cells of a table as they read."""
    found = [b for b in section.blocks if isinstance(b, Table) and b.id == table_id]
    assert found, f"no table {table_id} in {section.id}"
    return [[said(cell) for cell in row] for row in found[0].rows]


def row_of(section: Section, table_id: str, name: str) -> list[str]:
    """Return the cells of the row whose first cell reads `name`."""
    found = [row for row in table(section, table_id) if row[0] == name]
    assert len(found) == 1, f"{len(found)} rows named {name}"
    return found[0]


def figures(section: Section) -> Iterator[Figure]:
    """Yield every figure of a section as often as it is printed."""
    return section.printed()


def figure(section: Section, page: Page, key: str) -> Figure:
    """Return the figure of a key."""
    found = {one.id: one for one in figures(section)}
    assert f"{page.id}:{key}" in found, f"no {key} among {sorted(found)}"
    return found[f"{page.id}:{key}"]


def assert_sound(section: Section) -> None:
    """Check what holds for every section: unique keys, sources, no blanks that read as words."""
    seen: dict[str, Figure] = {}
    for one in figures(section):
        assert seen.setdefault(one.id, one) == one, one.id
        assert one.text
        assert one.sources
        assert one.how
    words = " ".join(map(said, section.texts()))
    assert "None" not in words
    assert "_" not in words
    assert section.blocks
