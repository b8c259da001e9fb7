"""Who may cross which state, at what cost and risk, and how many stay away: read by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .curation import table
from .sources import RETRIEVED

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources

_SOURCES, _KEY, _TELLERS = "transit_permission_sources", "permission_id", "source_ids"


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the permissions and the pages that tell of them.

    Raises
    ------
    ValueError
        A permission names a source that no table has.
    """
    del facts, account
    for page in table(_SOURCES):
        cells = {name: text for name, text in page.items() if name != "source_id"}
        book.add("sources", page["source_id"], retrieved=RETRIEVED, **cells)
    for given in table("transit_permissions"):
        cells = {name: text for name, text in given.items() if name not in (_KEY, _TELLERS)}
        book.add("transit_permissions", given[_KEY], **cells)
        for source in given[_TELLERS].split(";"):
            if not sources.knows(source):
                raise ValueError(f"{given[_KEY]} names source {source!r}. Add it to {_SOURCES}.")
            book.report(given[_KEY], sources.canonical(source))
