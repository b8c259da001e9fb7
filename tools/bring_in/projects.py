"""Projects: buildings, funds, lines and companies that states agreed on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .curation import keyed
from .dates import cut
from .facts import read_rows
from .party_names import party_of

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account, InputRow
    from .sources import Sources

PROJECTS = "normalised/projects.csv"
_MONEY = re.compile(r"^(?:bn|M|B)?(?:USD|EUR)$")


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the projects; a capacity in money is a cost."""
    for row in read_rows(facts, PROJECTS):
        renamed = keyed("project_ids").get(row["project_id"])
        project = renamed["new_id"] if renamed else row["project_id"]
        money = "cost" if _MONEY.match(row["capacity_unit"]) else "capacity"
        book.add(
            "projects",
            project,
            name=row["name"],
            kind=row["kind"],
            place=row["place"],
            country=row["country"],
            parties=";".join(party_of(book, party) for party in row.several("parties")),
            status=row["status"],
            opened=cut(row["opened"], row["opened_precision"] or "day"),
            **{money: row["capacity"], f"{money}_unit": row["capacity_unit"]},
        )
        _report(row, project, book, sources)
        reason = renamed["reason"] if renamed else ""
        if money == "cost":
            reason = "; ".join(filter(None, [reason, "the figure is money: a cost"]))
        account.record(row, "changed" if reason else "kept", [project], reason)


def _report(row: InputRow, project: str, book: Book, sources: Sources) -> None:
    """Report the row, and every other source that its note names."""
    book.report(project, sources.resolve(row, row["source_id"]), note=row["note"])
    for word in re.findall(r"[\w-]+", row["note"]):
        if "-" in word and sources.knows(word):
            book.report(project, sources.canonical(word), note=f"named in the note: {row['note']}")
