"""Memberships of blocs: one row for one standing, whatever list it comes from."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .curation import keyed, table
from .facts import read_rows
from .party_names import party_of
from .sources import GENERAL
from .spans import Instant
from .standings import Standing, Telling

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .book import Book
    from .facts import Account, InputRow
    from .sources import Sources

NORMALISED = "normalised/memberships.csv"
ACCESSIONS = "visits/memberships.csv"
RAW = "diplomacy/memberships.csv"
_ROLES = {"withdrew": "withdrawn"}


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the memberships; a later list narrows the dates of an earlier one."""
    standings = [_standing(row, book, sources) for row in read_rows(facts, NORMALISED)]
    for row in read_rows(facts, ACCESSIONS):
        _take_accession(row, standings, book, sources)
    for given in table("group_members"):
        told = [Telling(GENERAL, "", given["reason"])]
        nothing = Instant("", "unknown")
        standings.append(Standing(given["bloc"], given["member"], "member", nothing, nothing, told))
    standings += [_well_known(given) for given in table("well_known_members")]
    by_member: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    for standing in standings:
        by_member[standing.bloc, standing.member].append(standing)
    for standing in standings:
        standing.close(by_member[standing.bloc, standing.member])
    names = _write(standings, book, account)
    for standing in standings:
        others = by_member[standing.bloc, standing.member]
        _report_end(book, names[id(standing)], [names[id(other)] for other in others])
    _report_public(book)
    _enter_raw(facts, account)


def _report_public(book: Book) -> None:
    """Add common knowledge to rows whose sources were published long after the first day."""
    told = {key: r["note"] for (key, _, _), r in reversed(book.reports.items())}
    for name, row in book.tables["memberships"].items():
        decided = keyed("public_memberships").get(row["bloc"])
        certain = not told[name].startswith("disputed")
        if decided and certain and (name, GENERAL, "") not in book.reports:
            book.report(name, GENERAL, note=f"{decided['reason']}; no source opened")


def _well_known(given: Mapping[str, str]) -> Standing:
    return Standing(
        given["bloc"],
        given["member"],
        given["role"],
        Instant.of(given["from"], given["precision"]),
        Instant.of(given["to"], "day" if given["to"] else "unknown"),
        [Telling(GENERAL, "", given["reason"])],
    )


def _standing(row: InputRow, book: Book, sources: Sources) -> Standing:
    note = f"disputed: {row['note']}" if row["disputed"] else row["note"]
    told = [Telling(sources.resolve(row, s), "", note) for s in row.several("source_ids")]
    return Standing(
        party_of(book, row["bloc"]),
        party_of(book, row["country"]),
        _ROLES.get(row["role"], row["role"]),
        Instant.of(row["from"], row["from_precision"]),
        Instant.of(row["to"], row["to_precision"]),
        told,
        [(row, "kept", "")],
    )


def _take_accession(row: InputRow, standings: list[Standing], book: Book, sources: Sources) -> None:
    bloc, member = party_of(book, row["bloc"]), party_of(book, row["country"])
    role = _ROLES.get(row["role"], row["role"])
    start, last = Instant.of(row["from"]), Instant.of(row["to"])
    source = sources.resolve(row, row["source_id"])
    same = [s for s in standings if (s.bloc, s.member, s.role) == (bloc, member, role)]
    if same and start.agrees(same[0].start):
        same[0].merge(start, last, source, row["note"])
        same[0].inputs.append((row, "merged", "the same standing in another list"))
        return
    told = [Telling(source, "", row["note"])]
    standings.append(Standing(bloc, member, role, start, last, told, [(row, "kept", "")], same))


def _write(standings: list[Standing], book: Book, account: Account) -> dict[int, str]:
    """Add each standing to the book; return the row ids by object."""
    names: dict[int, str] = {}
    for standing in standings:
        names[id(standing)] = name = standing.add_to(book)
        for row, outcome, reason in standing.inputs:
            account.record(row, outcome, [name], reason)
        for rival in standing.rivals:
            why = f"first day {rival.start.day} or {standing.start.day}"
            book.rival(names[id(rival)], name, why)
    return names


def _report_end(book: Book, name: str, others: list[str]) -> None:
    """Say who tells the end, where the first source was published before it."""
    end = book.tables["memberships"][name]["valid_to"]
    told = [source for key, source, _ in book.reports if key == name]
    if not end or (name, told[-1], "valid_to") in book.reports or _tells(book, told[0], end):
        return
    successors = [o for o in others if book.tables["memberships"][o]["valid_from"] == end]
    next_told = [source for key, source, _ in book.reports if key in successors]
    able = [source for source in told[1:] + next_told if _tells(book, source, end)]
    for source in able[:1]:
        book.report(name, source, field="valid_to", note=f"ended by {end}")


def _tells(book: Book, source: str, end: str) -> bool:
    """Whether a source was published after the end; an undated one may tell anything."""
    published = book.tables["sources"][source]["published"]
    return not published or published >= end[: len(published)]


def _enter_raw(facts: Path, account: Account) -> None:
    """Enter the raw rows, each superseded by the rows that say they come from it."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_rows(facts, NORMALISED):
        entry = account.entries[row.file, row.line]
        found.update((origin, entry.rows) for origin in row.several("origin"))
    for row in read_rows(facts, RAW):
        rows = found[f"{RAW}:{row.line}"]
        account.record(row, "superseded", rows, f"worked over in {NORMALISED}")
