"""The sources of a page, numbered in the order of first use, and figures that have one meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import SourceNote
from caspia.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caspia.briefs.document import Figure
    from caspia.ledger import Ledger


def require_unique(figures: Iterable[Figure]) -> None:
    """Refuse two different figures of one id.

    Raises
    ------
    RenderError
        There are two.
    """
    seen: dict[str, Figure] = {}
    for figure in figures:
        if seen.setdefault(figure.id, figure) != figure:
            raise RenderError(
                f"Two different figures have the id {figure.id}. Give each a key of its own."
            )


def numbered_sources(ledger: Ledger, figures: Iterable[Figure]) -> tuple[SourceNote, ...]:
    """Return the sources of figures, each once, numbered from 1."""
    used = dict.fromkeys(source for figure in figures for source in figure.sources)
    notes = []
    for number, source_id in enumerate(used, start=1):
        source = ledger.source(source_id)
        notes.append(
            SourceNote(
                number,
                source.source_id,
                source.publisher,
                source.title,
                source.published,
                source.url,
                source.kind,
            )
        )
    return tuple(notes)
