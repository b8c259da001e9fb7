"""The places of capitals, and what else the table of candidate mediators says of a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .book import joined
from .curation import keyed
from .facts import read_rows
from .parties import CANDIDATES
from .party_names import slug, state_of
from .sources import GENERAL

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account, InputRow
    from .sources import Sources

COUNCIL = "UNSC_P5"


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Add a place for each capital and a membership for each permanent seat in the Council."""
    del sources
    for row in read_rows(facts, CANDIDATES):
        state = state_of(book, row["iso3"])
        rows = [state, _capital(row, state, book)]
        if row["un_sc_permanent"] == "yes":
            rows.append(_seat(state, book))
        book.report(state, GENERAL, note=f"region {row['region']}; {row['notes']}")
        account.record(row, "changed", rows, "state, capital and seat are rows of their own")


def _capital(row: InputRow, state: str, book: Book) -> str:
    """Add the capital, or name it as one where the place is there already."""
    decided = keyed("capitals")[row["iso3"]]
    place = f"place-{slug(decided['city'])}"
    standing = f"capital of {book.tables['parties'][state]['name']}"
    known = book.tables["places"].get(place)
    if known:
        if known["country"] != state:
            raise ValueError(f"{place} lies in {known['country']}, not {state}. Rename one.")
        known["aliases"] = joined(known["aliases"], standing).replace("; ", ";")
        book.report(place, GENERAL, note=f"here {row['capital_lat']} {row['capital_lon']}")
        return place
    book.add(
        "places",
        place,
        name=decided["city"],
        country=state,
        lat=row["capital_lat"],
        lon=row["capital_lon"],
        aliases=";".join(filter(None, (standing, decided["aliases"]))),
    )
    book.report(place, GENERAL, note=decided["reason"])
    return place


def _seat(state: str, book: Book) -> str:
    membership = f"{COUNCIL}-{state}"
    book.add(
        "memberships",
        membership,
        bloc=COUNCIL,
        member=state,
        role="member",
        precision="unknown",
    )
    book.report(membership, GENERAL)
    return membership
