"""Finds figures of finished sections by their keys, so that none is computed twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caspia.briefs.document import Figure, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Section
    from caspia.briefs.page import Page


class FigureShelf:
    """The figures of the sections of a page by key.

    Parameters
    ----------
    page : Page
        Whose id begins the id of each figure.
    sections : sequence of Section
        As they were written.
    """

    def __init__(self, page: Page, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._prefix = f"{page.id}:"
        self._by_key = {
            self.key_of(figure): figure for section in sections for figure in section.printed()
        }

    def key_of(self, figure: Figure) -> str:
        """Return the key that a figure has on its page."""
        return figure.id.removeprefix(self._prefix)

    def get(self, key: str) -> Figure | None:
        """Return the figure of a key; None where no section printed it."""
        return self._by_key.get(key)

    def matching(self, pattern: str) -> tuple[tuple[re.Match[str], Figure], ...]:
        """Return the figures whose whole key matches a pattern, in the order of the page."""
        found = ((re.fullmatch(pattern, key), figure) for key, figure in self._by_key.items())
        return tuple((match, figure) for match, figure in found if match)

    def of_lead(self, section_id: str) -> tuple[Figure, ...]:
        """Return the figures of the first paragraph of a section, in their order."""
        for section in self._sections:
            if section.id == section_id:
                leads = [block.text for block in section.blocks if isinstance(block, Paragraph)]
                return tuple(piece for piece in (*leads, ())[0] if isinstance(piece, Figure))
        return ()
