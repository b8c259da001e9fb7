"""A promise: a plan, target or planned event with its due day, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from caspia.amounts import Amount
    from caspia.ledger import Row

OutcomeName = Literal["kept", "late", "short", "dropped", "not_yet_due", "no_record"]

#: What each outcome means, in the order in which they are told.
OUTCOMES: dict[OutcomeName, str] = {
    "kept": "done by the day it was due",
    "late": "done after that day",
    "short": "done in part: the record stays below what was promised",
    "dropped": "cancelled, suspended or ended before it was due",
    "not_yet_due": "the day has not come",
    "no_record": "due, and nothing tells what came of it",
}
#: Outcomes that say whether a promise was kept: the others are no part of a score.
JUDGED: tuple[OutcomeName, ...] = ("kept", "late", "short", "dropped")


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise.

    Attributes
    ----------
    row : Row
        The plan, target or planned event.
    promisers : tuple of str
        Who promised: the body whose figure it is, else the parties that it is about.
    says : str
        What was promised, in one sentence.
    amount : Amount or None
        The figure promised; None for an event.
    due : date or None
        The last day of the time promised; None where none is told.
    sources : tuple of str
        Who tells of the promise.
    """

    row: Row
    promisers: tuple[str, ...]
    says: str
    amount: Amount | None
    due: date | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise with what came of it.

    Attributes
    ----------
    promise : Promise
        What was promised.
    outcome : str
        One of `OUTCOMES`.
    record : str
        What is recorded, in words; empty where nothing is.
    rows : tuple of str
        Rows of that record.
    sources : tuple of str
        Who tells of it.
    """

    promise: Promise
    outcome: OutcomeName
    record: str = ""
    rows: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """How many of a promiser's promises were kept.

    Attributes
    ----------
    promiser : str
        Id of the party or body.
    counts : dict
        Outcome to number.
    """

    promiser: str
    counts: dict[OutcomeName, int]

    @property
    def n(self) -> int:
        """Promises that came due and have a record."""
        return sum(self.counts.get(name, 0) for name in JUDGED)

    @property
    def share_kept(self) -> float | None:
        """Share of those that were kept in time, from 0 to 1; None where there is none."""
        return self.counts.get("kept", 0) / self.n if self.n else None
