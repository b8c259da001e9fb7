"""Positions that an event or a page states; no row means that nothing can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .curation import table
from .sources import RETRIEVED

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources


_SOURCES = "position_sources"


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the positions; each rests on the sources of an event, or on pages of its own.

    Raises
    ------
    ValueError
        A position names a source that no table has.
    """
    del facts, account
    for page in table(_SOURCES):
        cells = {name: text for name, text in page.items() if name != "source_id"}
        book.add("sources", page["source_id"], retrieved=RETRIEVED, **cells)
    for given in table("positions"):
        cells = {name: given[name] for name in ("party", "on_subject", "stance", "date", "kind")}
        book.add("positions", given["position_id"], **cells)
        for source, note in _told(given, book, sources):
            book.report(given["position_id"], source, note=note)


def _told(given: dict[str, str], book: Book, sources: Sources) -> list[tuple[str, str]]:
    """Return who says so, each with what is said."""
    if given["event_id"]:
        note = f"{given['reason']} ({given['event_id']})"
        event = given["event_id"]
        return [(s, note) for key, s, column in book.reports if key == event and not column]
    told = given["source_ids"].split(";")
    unknown = [source for source in told if not sources.knows(source)]
    if unknown:
        names = ", ".join(unknown)
        raise ValueError(f"{given['position_id']} names {names}. Add them to {_SOURCES}.")
    return [(sources.canonical(source), given["reason"]) for source in told]
