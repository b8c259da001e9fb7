"""Events while their tellings are put together: one event, however many tell it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .curation import keyed
from .dates import next_day
from .facts import split
from .spans import Instant

if TYPE_CHECKING:
    from .facts import InputRow
    from .party_names import Part

_PRESENT = frozenset({"visitor", "host", "guest", "participant", "signatory"})
# A telling of one of these kinds does not gainsay a closer one.
_WIDE = frozenset({"other", "negotiation"})
_PRECISION = {"unknown": 0, "year": 1, "month": 2, "day": 3}


class Telling(NamedTuple):
    """Who says what of an event: the source, the column it is about, and its words."""

    source: str
    column: str
    note: str


class Days(NamedTuple):
    """When: the first day, the day after the last, and how well the day is known."""

    start: str
    end: str
    precision: str

    @classmethod
    def of(cls, row: InputRow) -> Days:
        """Read the inclusive dates of an events file, whole or cut to a month or year."""
        start, last = Instant.of(row["start_date"]), Instant.of(row["end_date"])
        coarse = "" if start.precision == "day" else start.after
        return cls(start.day, last.after or coarse, row["date_precision"])

    def meets(self, other: Days) -> bool:
        """Whether the two have a day in common."""
        return self.start < (other.end or next_day(other.start)) and other.start < (
            self.end or next_day(self.start)
        )

    def narrows(self, other: Days) -> bool:
        """Whether these are more exact days of the same time."""
        return _PRECISION[self.precision] > _PRECISION[other.precision] and self.meets(other)


@dataclass(slots=True)
class Happening:
    """One event of the ledger.

    Attributes
    ----------
    event : str
        Its id.
    kind : str
        Type as the input has it.
    days : Days
        When.
    country, city, title, outcome, status, part_of : str
        Cells of the row.
    parts : list of Part
        Who took part.
    tellings : list of Telling
        In the order of the files; the first one is that of the row.
    """

    event: str
    kind: str
    days: Days
    country: str
    city: str
    title: str
    outcome: str = ""
    status: str = "held"
    part_of: str = ""
    parts: list[Part] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)

    def hear(self, row: InputRow, source: str, note: str = "") -> None:
        """Add a telling with its own words, and what it says otherwise on when, where and what."""
        words = [row["title"] if row["title"] != self.title else "", note]
        self.tellings.append(Telling(source, "", "; ".join(filter(None, words))))
        days = Days.of(row)
        if days.start and not days.meets(self.days):
            self.differ(source, "start", days.start)
        if row["type"] not in {self.kind, *_WIDE} and self.kind not in _WIDE:
            self.differ(source, "kind", row["type"])
        for column in ("country", "city"):
            said, known = _words(row[column]), _words(getattr(self, column))
            if known and not said <= known and not known <= said:
                self.differ(source, column, row[column])

    def take_over(self, row: InputRow, source: str) -> None:
        """Fill from a further row of the same event what this one lacks or knows less well."""
        days = Days.of(row)
        if days.narrows(self.days):
            self.days = days
            self.differ(source, "start", days.start)
        elif days.start == self.days.start and not self.days.end:
            self.days = days
        if not self.city:
            self.city = row["city"]
        if not self.country:
            self.country = row["country"]
        if self.kind == "other":
            self.kind = row["type"]

    def join(self, parts: list[Part]) -> None:
        """Add those who are not there yet; a bare party adds nothing to a person of it."""
        for part in parts:
            bare = part._replace(person="")
            if bare in self.parts and not self._covers(part):
                self.parts[self.parts.index(bare)] = part
            elif not self._covers(part):
                self.parts.append(part)

    def _covers(self, part: Part) -> bool:
        same = [known for known in self.parts if known.party == part.party]
        if part.role == "participant":
            return any(
                known.role in _PRESENT and part.person in {known.person, ""} for known in same
            )
        return any(known.role == part.role and part.person in {known.person, ""} for known in same)

    def differ(self, source: str, column: str, said: str) -> None:
        """Add that a source says something else, or more exactly, of one column."""
        self.tellings.append(Telling(source, column, f"says {said}"))


def _words(cell: str) -> set[str]:
    """Parts of a cell, cities as the table spells them."""
    spellings = keyed("city_spellings")
    return {spellings[part]["city"] if part in spellings else part for part in split(cell)}
