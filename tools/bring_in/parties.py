"""Parties: states, blocs, groups, companies, organisations and persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .curation import keyed, table
from .facts import read_rows
from .party_names import find_party, party_of, slug, state_of, taking_part
from .sources import GENERAL

if TYPE_CHECKING:
    from pathlib import Path

    from .book import Book
    from .facts import Account, InputRow
    from .sources import Sources

PARTIES = "normalised/parties.csv"
CANDIDATES = "mediation/candidates.csv"
EVENT_FILES = (
    "normalised/events.csv",
    "normalised/event_accounts.csv",
    "visits/events.csv",
    "mediation/events.csv",
)


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the parties; persons are also taken from who took part in events."""
    del sources
    for row in read_rows(facts, PARTIES):
        _take(row, book, account)
    for extra in table("parties"):
        cells = {name: text for name, text in extra.items() if name not in {"party_id", "reason"}}
        _add(book, extra["party_id"], note=extra["reason"], **cells)
    for row in read_rows(facts, CANDIDATES):
        if not state_of(book, row["iso3"]):
            _add(book, row["iso3"], name=row["name"], kind="state", iso3=row["iso3"])
    for name, represented in _people(facts).items():
        if not find_party(book, name):
            _add_person(book, name, represented)
    for holder in table("office_holders"):
        cells = {name: holder[name] for name in ("name", "iso3", "aliases")}
        _add(book, holder["party_id"], kind="person", **cells)


def _take(row: InputRow, book: Book, account: Account) -> None:
    party = row["party_id"]
    decided = keyed("not_parties").get(party)
    if decided:
        account.record(row, "changed", [party], decided["reason"])
        return
    kind = "group" if party == "WLD" else row["kind"]
    _add(
        book,
        party,
        name=row["name"],
        kind=kind,
        iso3=row["iso3"] or _home(row["name"]),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        aliases=row["aliases"],
        note=row["note"],
    )
    reason = "an aggregate of states is a group" if kind != row["kind"] else ""
    account.record(row, "changed" if reason else "kept", [party], reason)


def _add(book: Book, party: str, **cells: str) -> None:
    book.add("parties", party, **cells)
    book.report(party, GENERAL)


def _home(name: str) -> str:
    """Home state of a person who acts for a body."""
    decided = keyed("persons").get(name)
    return decided["iso3"] if decided else ""


def _people(facts: Path) -> dict[str, str]:
    """Persons in the order of the files, each with the party first acted for."""
    people: dict[str, str] = {}
    for name in EVENT_FILES:
        for row in read_rows(facts, name):
            for part in taking_part(row):
                if part.person:
                    people.setdefault(part.person, part.party)
    return people


def _add_person(book: Book, name: str, represented: str) -> None:
    party = book.tables["parties"][party_of(book, represented)]
    is_state = party["kind"] == "state"
    home = _home(name) or (party["iso3"] if is_state else "")
    note = "" if is_state else f"for {party['party_id']}"
    _add(book, slug(name), name=name, kind="person", iso3=home, note=note)
