"""Observations: every figure of the input, its reports and its rivals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .curation import table
from .facts import InputRow, read_rows
from .observation_drafts import Draft, draft_of
from .observation_ids import give_ids
from .observation_merge import Merged, merge
from .observation_raw import record_raw
from .observation_rivals import add_rivals

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources

ADDED = "observations_added.csv"
FILES = (
    "normalised/observations_diplomacy.csv",
    "normalised/observations_freight_energy.csv",
    "trade/observations.csv",
    "demand/observations.csv",
)


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the observations; the same figure told by two sources is one row with two reports."""
    rows = [row for name in FILES for row in read_rows(facts, name)]
    _check_changes(facts)
    rows += _left_out()
    merged = merge([draft_of(row, book, sources) for row in rows])
    ids = give_ids(merged)
    for one in merged:
        _add(one, ids[one.first.place], book, account)
    add_rivals(merged, ids, book)
    record_raw(facts, merged, ids, account)


def _left_out() -> list[InputRow]:
    """Figures of sources at hand that the input leaves out."""
    return [
        InputRow(ADDED, line, cells)
        for line, cells in enumerate(table("observations_added"), start=2)
    ]


def _check_changes(facts: Path) -> None:
    """Stop where a decision is about a line that is not there."""
    last = {name: len(read_rows(facts, name)) + 1 for name in FILES}
    for rule in table("observation_changes"):
        beyond = [n for n in rule["lines"].split() if int(n) > last[rule["file"]]]
        if beyond:
            raise ValueError(f"{rule['file']} has no line {', '.join(beyond)}. Mend the table.")


def _add(one: Merged, observation: str, book: Book, account: Account) -> None:
    book.add("observations", observation, **one.cells)
    for draft in one.drafts:
        book.report(observation, draft.source, note=draft.note, quoted=draft.quoted)
        if draft.row.file != ADDED:
            outcome = _outcome(one, draft)
            account.record(draft.row, outcome, [observation], "; ".join(draft.reasons))


def _outcome(one: Merged, draft: Draft) -> str:
    if draft is not one.first:
        return "merged"
    return "changed" if draft.reasons else "kept"
