"""Events and who took part: one row for one event, each telling a report on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .curation import keyed, table
from .facts import InputRow, read_rows
from .happenings import Days, Happening, Telling
from .party_names import Part, party_of, taking_part
from .told import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .book import Book
    from .facts import Account
    from .sources import Sources

EVENTS = "normalised/events.csv"
ACCOUNTS = "normalised/event_accounts.csv"
FURTHER = ("visits/events.csv", "mediation/events.csv")
ADDED = "events_added.csv"
RAW = ("diplomacy/events.csv", "energy/events.csv")


def bring_in(facts: Path, book: Book, sources: Sources, account: Account) -> None:
    """Fill the events and their participants."""
    work = _Work(sources, account)
    for row in read_rows(facts, EVENTS):
        work.begin(row)
    for row in read_rows(facts, ACCOUNTS):
        work.hear(row)
    for name in FURTHER:
        for row in read_rows(facts, name):
            work.take(row)
    work.plan()
    work.decide()
    for happening in work.happenings.values():
        _write(happening, book)
    for name in RAW:
        for row in read_rows(facts, name):
            account.record(row, "superseded", [work.of_origin(row)], f"worked over in {EVENTS}")


def event_names(facts: Path) -> dict[str, str]:
    """Every id that an event has in the input, with its id in the ledger."""
    names = {row["event_id"]: row["event_id"] for row in read_rows(facts, EVENTS)}
    for row in read_rows(facts, EVENTS):
        names.update((old, row["event_id"]) for old in row.several("merged_from"))
    for row in read_rows(facts, ACCOUNTS):
        names.setdefault(row["row_id"], row["event_id"])
    for name in FURTHER:
        for row in read_rows(facts, name):
            names[row["event_id"]] = _same_as(row, names) or _own_id(row)
    return names


def _own_id(row: InputRow) -> str:
    renamed = keyed("event_ids").get(row["event_id"])
    return renamed["new_id"] if renamed else row["event_id"]


def _same_as(row: InputRow, names: dict[str, str]) -> str:
    """Event that a row is the same as, by a decision or by its own word."""
    decided = keyed("event_same").get(row["event_id"])
    same = decided["same_as"] if decided else row["same_as"]
    return names[same] if same else ""


class _Work:
    """The events so far."""

    def __init__(self, sources: Sources, account: Account) -> None:
        self.sources = sources
        self.account = account
        self.happenings: dict[str, Happening] = {}
        self.names: dict[str, str] = {}
        self._origins: dict[str, str] = {}

    def begin(self, row: InputRow) -> None:
        """Begin an event from the table in which every event stands once."""
        event = row["event_id"]
        happening = _happening(event, row)
        happening.status = "planned" if row["modality"] == "plan" else "held"
        happening.part_of = row["part_of"]
        self.happenings[event] = happening
        self.names[event] = event
        self.names.update((old, event) for old in row.several("merged_from"))
        cited = [self.sources.resolve(row, source) for source in row.several("source_ids")]
        happening.tellings += [Telling(source, "", "") for source in cited]
        happening.tellings.append(Telling(cited[0], "", told_apart(row)[0]))
        self._origins.update((origin, event) for origin in row.several("origin"))
        self.account.record(row, "kept", [event])

    def hear(self, row: InputRow) -> None:
        """Add one telling of an event that has begun."""
        event = row["event_id"]
        self.names.setdefault(row["row_id"], event)
        source = self.sources.resolve(row, row["source_id"])
        self.happenings[event].hear(row, source, row["note"])
        self._origins[row["origin"]] = event
        self.account.record(row, "merged", [event], "a telling of the event: a report on it")

    def take(self, row: InputRow) -> None:
        """Take a row of a further file: a new event, or one more telling of a known one."""
        source = self.sources.resolve(row, row["source_id"])
        event = _same_as(row, self.names)
        reason = "the same event" if event else ""
        if event:
            known = self.happenings[event]
            known.hear(row, source, row["note"])
            known.take_over(row, source)
            known.join(taking_part(row))
        else:
            event = _own_id(row)
            known = self.happenings[event] = _happening(event, row)
            known.tellings.append(Telling(source, "", row["note"]))
            reason = "its id was taken" if event != row["event_id"] else ""
        known.outcome = known.outcome or _outcome(row)
        self.names[row["event_id"]] = event
        decided = keyed("event_same").get(row["event_id"])
        outcome = "merged" if reason == "the same event" else "changed" if reason else "kept"
        reason = decided["reason"] if decided else reason
        self.account.record(row, outcome, [event], reason)

    def plan(self) -> None:
        """Add what a source at hand tells as planned and the input leaves out."""
        for line, cells in enumerate(table("events_added"), start=2):
            row = InputRow(ADDED, line, cells)
            happening = _happening(row["event_id"], row)
            happening.status = row["status"]
            source = self.sources.resolve(row, row["source_id"])
            happening.tellings.append(Telling(source, "", row["note"]))
            self.happenings[row["event_id"]] = happening

    def decide(self) -> None:
        """Apply the decisions taken by hand."""
        for given in table("event_kinds"):
            self.happenings[given["event_id"]].kind = given["kind"]
        for given in table("event_parts"):
            self.happenings[given["event_id"]].part_of = given["part_of"]
        for given in table("event_status"):
            self.happenings[given["event_id"]].status = given["status"]
        for given in table("event_participants"):
            part = Part(given["party"], given["person"], given["role"])
            self.happenings[given["event_id"]].join([part])
        for given in table("event_facts"):
            happening = self.happenings[given["event_id"]]
            _set(happening, given["column"], given["value"])
            source, column = given["source_id"], given["column"]
            if column != "end":
                happening.differ(source, column, given["value"])
            happening.tellings.append(Telling(source, column, given["reason"]))

    def of_origin(self, row: InputRow) -> str:
        """Event that came of a raw row."""
        return self._origins[f"{row.file}:{row.line}"]


def _happening(event: str, row: InputRow) -> Happening:
    return Happening(
        event,
        row["type"],
        Days.of(row),
        row["country"],
        row["city"],
        row["title"],
        outcome=_outcome(row),
        parts=taking_part(row),
    )


def _outcome(row: InputRow) -> str:
    found = re.search(r"\boutcome=([^;]+)", row["note"])
    return found[1].strip() if found else ""


def _set(happening: Happening, column: str, value: str) -> None:
    if column in Days._fields:
        happening.days = happening.days._replace(**{column: value})
    else:
        setattr(happening, column, value)


def _write(happening: Happening, book: Book) -> None:
    visited = any(part.role == "visitor" for part in happening.parts)
    kind = "visit" if happening.kind == "other" and visited else happening.kind
    book.add(
        "events",
        happening.event,
        kind=kind,
        status=happening.status,
        start=happening.days.start,
        end=happening.days.end,
        precision=happening.days.precision,
        country=happening.country,
        city=happening.city,
        title=happening.title,
        outcome=happening.outcome,
        part_of=happening.part_of,
    )
    for telling in happening.tellings:
        book.report(happening.event, telling.source, field=telling.column, note=telling.note)
    for name, cells in _participants(happening, book):
        book.add("participants", name, event_id=happening.event, **cells)


def _participants(happening: Happening, book: Book) -> Iterator[tuple[str, dict[str, str]]]:
    seen: dict[str, int] = {}
    for part in happening.parts:
        party = party_of(book, part.party)
        stem = f"{happening.event}/{party}/{part.role}"
        seen[stem] = seen.get(stem, 0) + 1
        name = stem if seen[stem] == 1 else f"{stem}/{seen[stem]}"
        person = party_of(book, part.person) if part.person else ""
        yield name, {"party": party, "person": person, "role": part.role}
