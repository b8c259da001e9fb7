"""Agreements: one row for one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .curation import keyed, table
from .dates import cut
from .facts import read_rows
from .party_names import party_of
from .told import told_apart

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account, InputRow
    from .sources import Sources

NORMALISED = "normalised/agreements.csv"
FURTHER = "visits/agreements.csv"
RAW = ("diplomacy/agreements.csv", "energy/agreements.csv", "freight/agreements.csv")


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the agreements."""
    origins: dict[str, str] = {}
    for row in read_rows(facts, NORMALISED):
        agreement = _add(row, book)
        _report_all(row, agreement, book, sources)
        origins.update((origin, agreement) for origin in row.several("origin"))
        account.record(row, "kept", [agreement])
    for row in read_rows(facts, FURTHER):
        _take(row, book, sources, account)
    for given in table("agreement_reports"):
        source = sources.canonical(given["source_id"])
        book.report(given["agreement_id"], source, note=given["note"])
    for name in RAW:
        for row in read_rows(facts, name):
            agreement = origins[f"{name}:{row.line}"]
            account.record(row, "superseded", [agreement], f"worked over in {NORMALISED}")


def agreement_of(text: str) -> str:
    """Id in the ledger of an agreement that an input row names."""
    same = keyed("agreement_same").get(text)
    return same["same_as"] if same else text


def _add(row: InputRow, book: Book) -> str:
    agreement = row["agreement_id"]
    decided = keyed("agreement_kinds")[agreement]
    parties = [party_of(book, p) for p in row.several("parties") + row.several("companies")]
    return book.add(
        "agreements",
        agreement,
        title=row["title"],
        kind=decided["kind"],
        parties=";".join(parties),
        signed=cut(row["signed"], row.get("signed_precision") or "day"),
        subject=decided["subject"],
        enables=row["enables"],
    )


def _report_all(row: InputRow, agreement: str, book: Book, sources: Sources) -> None:
    general, words = told_apart(row)
    for place, given in enumerate(row.several("source_ids")):
        note = "; ".join(filter(None, ["" if place else general, words.get(given, "")]))
        book.report(agreement, sources.resolve(row, given), note=note)


def _take(row: InputRow, book: Book, sources: Sources, account: Account) -> None:
    """Take a row of the further file: a new agreement or a known one told again."""
    agreement = agreement_of(row["agreement_id"])
    source = sources.resolve(row, row["source_id"])
    if agreement == row["agreement_id"]:
        _add(row, book)
        book.report(agreement, source, note=row["note"])
        account.record(row, "kept", [agreement])
        return
    words = "; ".join(filter(None, [row["title"], row["enables"], row["note"]]))
    book.report(agreement, source, note=words)
    reason = keyed("agreement_same")[row["agreement_id"]]["reason"]
    account.record(row, "merged", [agreement], reason)
