"""Standings of members in blocs while several lists are put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .book import Book
    from .facts import InputRow
    from .spans import Instant


class Telling(NamedTuple):
    """Who says what of a standing: the source, the column it is about, and its words."""

    source: str
    column: str
    note: str


@dataclass(slots=True)
class Standing:
    """One role of one member in one bloc over an interval.

    Attributes
    ----------
    bloc, member, role : str
        Ids of parties and a word of the schema.
    start : Instant
        First day.
    last : Instant
        Last day as told; not known while it lasts.
    end : str
        Day after the last day; empty while it lasts.
    tellings : list of Telling
        In the order of the lists.
    inputs : list of (InputRow, str, str)
        Input rows that went into it, each with its outcome and reason.
    rivals : list of Standing
        Standings that disagree with it on the first day.
    """

    bloc: str
    member: str
    role: str
    start: Instant
    last: Instant
    tellings: list[Telling] = field(default_factory=list)
    inputs: list[tuple[InputRow, str, str]] = field(default_factory=list)
    rivals: list[Standing] = field(default_factory=list)
    end: str = field(init=False)

    def __post_init__(self) -> None:
        self.end = self.last.after

    def merge(self, start: Instant, last: Instant, source: str, note: str) -> None:
        """Take over what a further list says more exactly."""
        self.tellings.append(Telling(source, "", note))
        if start.narrows(self.start):
            self.start = start
            self.tellings.append(Telling(source, "valid_from", f"says {start.day}"))
        if last.day:
            self.last, self.end = last, last.after
            self.tellings.append(Telling(source, "valid_to", f"ended by {last.after}"))

    def close(self, others: list[Standing]) -> None:
        """End on the day on which the next standing of the same member begins."""
        for other in others:
            later = other.role != self.role and self.start.day < other.start.day
            if later and self.end and self.role != "frozen" and other.start.agrees(self.last):
                self.end = other.start.day

    def add_to(self, book: Book) -> str:
        """Add the row and its reports; the id is made unique by the role."""
        year = self.start.day[:4] or "undated"
        plain = f"{self.bloc}-{self.member}-{year}"
        names = (plain, f"{plain}-{self.role}", f"{plain}-{self.role}-{self.start.day[5:]}")
        name = book.add(
            "memberships",
            next(name for name in names if not book.has(name)),
            bloc=self.bloc,
            member=self.member,
            role=self.role,
            valid_from=self.start.day,
            valid_to=self.end,
            precision=self.start.precision,
        )
        for telling in self.tellings:
            book.report(name, telling.source, field=telling.column, note=telling.note)
        return name
