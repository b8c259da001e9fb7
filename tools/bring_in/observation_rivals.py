"""Observations that disagree, as the input marks them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .curation import table

if TYPE_CHECKING:
    from .book import Book
    from .observation_merge import Merged

# Columns that two definitions of one quantity have in common.
_ONE_QUANTITY = ("series", "subject", "partner", "good", "valid_from", "valid_to", "modality")
Ids = dict[tuple[str, int], str]
_TOLD = re.compile(r"\bconflict: (.+)$|\bCONFLICT[: ]+(.+)$")


def add_rivals(merged: list[Merged], ids: Ids, book: Book) -> None:
    """Add the pairs that the input marks and those of the table of rivals.

    Two definitions of a thing do not disagree (C9): where both rows have a scope and the scopes
    differ there is no pair. Figures of one quantity are shown side by side in any case; of others
    the report says that they count otherwise.
    """
    by_given = {d.given: ids[one.first.place] for one in merged for d in one.drafts if d.given}
    by_place = {d.place: ids[one.first.place] for one in merged for d in one.drafts}
    for one in merged:
        for draft in one.drafts:
            for given in draft.rivals:
                _pair(book, by_place[draft.place], by_given[given], _told(draft.note))
    for rule in table("rivals"):
        first = by_place[rule["file"], int(rule["line"])]
        second = by_place[rule["rival_file"], int(rule["rival_line"])]
        _pair(book, first, second, rule["why"])


def _told(note: str) -> str:
    """Return what the note says of the conflict."""
    found = _TOLD.search(note)
    return (found[1] or found[2]).split("; value is")[0] if found else ""


def _pair(book: Book, first: str, second: str, why: str) -> None:
    if first == second:
        return
    rows = book.tables["observations"]
    one, other = rows[first], rows[second]
    if one["scope"] and other["scope"] and one["scope"] != other["scope"]:
        if any(one[column] != other[column] for column in _ONE_QUANTITY):
            _say_apart(book, first, second)
            _say_apart(book, second, first)
        return
    book.rival(first, second, why or _figures(one, other))


def _figures(one: dict[str, str], other: dict[str, str]) -> str:
    first, second = sorted((_figure(one), _figure(other)))
    return f"{first} or {second}"


def _figure(row: dict[str, str]) -> str:
    number = row["value"] or f"{row['low']} to {row['high']}"
    hedge = "" if row["qualifier"] in {"exact", "between"} else row["qualifier"].replace("_", " ")
    return " ".join(filter(None, (hedge, number, row["unit"])))


def _say_apart(book: Book, row: str, other: str) -> None:
    source = next(place[1] for place in book.reports if place[0] == row)
    book.report(row, source, note=f"{other} counts by another definition")
