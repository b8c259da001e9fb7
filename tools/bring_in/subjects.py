"""Subjects: what figures are about that is no party, node, link or corridor; and who reports."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .curation import keyed, table
from .facts import read_rows
from .party_names import find_party
from .sources import GENERAL

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account, InputRow
    from .sources import Sources

SUBJECTS = "normalised/subjects.csv"
ELSEWHERE = {
    "network/nodes.csv": "node_id",
    "network/links.csv": "link_id",
    "network/calibration.csv": "link_id",
}


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the subjects from the input, the table of subjects and the table of reporters."""
    del sources
    elsewhere = _ids_elsewhere(facts)
    for subject in table("subjects"):
        cells = {name: text for name, text in subject.items() if name != "subject_id"}
        book.add("subjects", subject["subject_id"], **cells)
        book.report(subject["subject_id"], GENERAL)
    for row in read_rows(facts, SUBJECTS):
        _take(row, book, account, elsewhere)
    for reporter in table("reporters"):
        _add_reporter(book, reporter)


def subject_of(word: str, mode: str = "") -> str:
    """Id of the row that a word in the column subject or partner names."""
    for rule in table("names"):
        if rule["word"] == word and rule["mode"] in {"", mode}:
            return rule["id"]
    return word


def reporter_of(book: Book, word: str) -> str:
    """Id of the row that a word in the column reporter names; empty where there is no word."""
    if not word:
        return ""
    decided = keyed("reporters").get(word)
    return decided["id"] if decided else find_party(book, word) or word


@lru_cache
def _ids_elsewhere(facts: Path) -> frozenset[str]:
    corridors = {row["corridor_id"] for row in table("corridors")}
    rows = ((row, key) for name, key in ELSEWHERE.items() for row in read_rows(facts, name))
    return frozenset(corridors | {row[key] for row, key in rows})


def _take(row: InputRow, book: Book, account: Account, elsewhere: frozenset[str]) -> None:
    given = row["id"]
    kept = subject_of(given)
    if kept in elsewhere or kept in book.tables["parties"]:
        account.record(row, "superseded", [kept], "a row of its own in another table")
        return
    if kept in book.tables["subjects"]:
        outcome = "merged" if kept == given else "changed"
        account.record(row, outcome, [kept], "described in the table of subjects")
        return
    book.add(
        "subjects",
        kept,
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        members=";".join(_members(row)),
        note=row["note"],
    )
    book.report(kept, GENERAL)
    account.record(row, "kept", [kept])


def _members(row: InputRow) -> list[str]:
    """Parts of a group that its id names: ``KAZ+TKM``."""
    return row["id"].split("+") if "+" in row["id"] else []


def _add_reporter(book: Book, reporter: dict[str, str]) -> None:
    """Add a body that is neither a party nor a subject yet."""
    if not reporter["name"] or book.has(reporter["id"]):
        return
    cells = {name: reporter[name] for name in ("name", "kind", "country", "aliases")}
    book.add("subjects", reporter["id"], note=reporter["reason"], **cells)
    book.report(reporter["id"], GENERAL)
