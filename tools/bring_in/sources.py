"""Sources: one row per page, whatever folder read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .curation import keyed, table
from .facts import Account, InputRow, read_rows

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book

FILES = (
    "normalised/sources_diplomacy.csv",
    "normalised/sources_freight_energy.csv",
    "trade/sources.csv",
    "demand/sources.csv",
    "mediation/sources.csv",
    "visits/sources.csv",
)
RAW_FILES = ("diplomacy/sources.csv", "energy/sources.csv", "freight/sources.csv")
ALIASES = "normalised/source_aliases_freight_energy.csv"
GENERAL = "general-knowledge"
RETRIEVED = "2026-11-23"
_LANGUAGES = {"kz": "kk", "tm": "tk", "ge": "ka", "am": "hy", "kg": "ky"} | {
    code: code for code in ("en", "ru", "az", "tr", "uz", "fr", "de", "es", "kk", "ka", "ar")
}


class Sources:
    """The sources of the ledger and the way from an input id to them.

    Parameters
    ----------
    facts : Path
        Folder of facts.
    book : Book
        Gets the rows.
    account : Account
        Gets the fate of each input row.
    """

    def __init__(self, facts: Path, book: Book, account: Account) -> None:
        self._book = book
        self._account = account
        self._aliases: dict[str, str] = {
            row["source_id"]: row["same_as"] for row in table("same_sources")
        }
        for row in read_rows(facts, ALIASES):
            self._aliases[row["other_id"]] = row["source_id"]
            account.record(row, "merged", [row["source_id"]], "two ids of one page")
        self._renamed = {
            (row["file"], row["source_id"]): row["new_id"] for row in table("source_renames")
        }
        for name in FILES + RAW_FILES:
            for row in read_rows(facts, name):
                self._take(row)
        _add_derived(book)

    def resolve(self, row: InputRow, source: str) -> str:
        """Id in the ledger of a source that an input row names.

        Raises
        ------
        LookupError
            No file of sources has it.
        """
        found = self._renamed.get((f"{row.folder}/sources.csv", source), source)
        found = self._aliases.get(found, found)
        if found not in self._book.tables["sources"]:
            raise LookupError(f"{row.file}:{row.line} names source {source!r}. Add it to sources.")
        return found

    def knows(self, source: str) -> bool:
        """Whether a word is the id of a source."""
        return self._aliases.get(source, source) in self._book.tables["sources"]

    def canonical(self, source: str) -> str:
        """Id kept for a page that has two."""
        return self._aliases.get(source, source)

    def _take(self, row: InputRow) -> None:
        given = row["source_id"]
        new = self._renamed.get((row.file, given), given)
        kept = self._aliases.get(new, new)
        rows = self._book.tables["sources"]
        reason = ""
        if kept != given:
            reason = f"the id {given} is another page" if new != given else "two ids of one page"
        if kept in rows:
            _complete(rows[kept], row)
            outcome = "superseded" if row.file in RAW_FILES else "merged"
            self._account.record(row, outcome, [kept], reason or "the same page in another file")
            return
        self._book.add(
            "sources",
            kept,
            publisher="general knowledge" if kept == GENERAL else row["publisher"],
            title=row["title"],
            published=row["date"],
            retrieved=RETRIEVED,
            url=row["url"],
            kind=_kind(kept, row["publisher"]),
            language=_language(row["url"]),
        )
        self._account.record(row, "changed" if reason else "kept", [kept], reason)


def _add_derived(book: Book) -> None:
    """Add the sources that the ledger itself needs."""
    if GENERAL not in book.tables["sources"]:
        book.add(
            "sources",
            GENERAL,
            publisher="general knowledge",
            title="well-known facts; not a publication",
            retrieved=RETRIEVED,
            kind="general",
        )


def _complete(kept: dict[str, str], row: InputRow) -> None:
    """Fill a date or address that the first file lacks; keep the longer title."""
    if not kept["published"]:
        kept["published"] = row["date"]
    if not kept["url"]:
        kept["url"] = row["url"]
    if len(row["title"]) > len(kept["title"]) and kept["source_id"] != GENERAL:
        kept["title"] = row["title"]


def _kind(source: str, publisher: str) -> str:
    by_id = keyed("source_kinds").get(source)
    if by_id:
        return by_id["kind"]
    for rule in table("publisher_kinds"):
        if re.search(rule["pattern"], publisher):
            return rule["kind"]
    return "press"


def _language(url: str) -> str:
    """Language that the address itself names, as in en.trend.az or /ru/."""
    parts = urlsplit(url)
    host = parts.netloc.split(".")
    words = [host[0], *(host[1:2] if host[0] == "www" else []), *parts.path.split("/")[1:3]]
    return next((_LANGUAGES[word] for word in words if word in _LANGUAGES and word), "")
