"""What is told of a third party's role: its own words, and what others call it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.ledger import name_of
from caspia.relations.facts import facts_of
from caspia.relations.happenings import THIRDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from caspia.relations.question import Question

_STANCES = {
    "supports": "supports",
    "opposes": "opposes",
    "neutral": "takes no side on",
    "abstains": "abstains on",
}
# A report on talks begins with this where sources call a role by different names.
_DISPUTED = re.compile(r"(?:^|; )disputed: (.*?)(?=$|; kind=)")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of a role.

    Attributes
    ----------
    day : date
        When it was said, or when the talks began.
    text : str
        What is told.
    rows : tuple of str
        The position or event.
    """

    day: date
    text: str
    rows: tuple[str, ...]


def said_of_role(question: Question, party: str) -> tuple[Said, ...]:
    """Return what was known to be said of a party's role between the two, the newest first.

    Positions that name both of the two, offers of help, and what sources dispute of talks in which
    it had a part. What was said after the day of the question is told where it is known, by its
    date; it has no part in any score.
    """
    found = [*_positions(question, party), *_offers(question, party), *_disputes(question, party)]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.rows)))


def _positions(question: Question, party: str) -> Iterator[Said]:
    names = [name_of(question.ledger, one) for one in question.pair]
    for row in question.ledger.rows("positions", party=party):
        if all(name in row["on_subject"] for name in names):
            text = f"{_STANCES[row['stance']]} {row['on_subject']} ({row['kind']})"
            notes = [report.note for report in question.ledger.reports(row.id) if report.note]
            told = "; ".join(dict.fromkeys((text, *notes)))
            yield Said(row["date"], told, (row.id,))


def _offers(question: Question, party: str) -> Iterator[Said]:
    for one in facts_of(question.ledger).happenings:
        others = set(one.parties()) & set(question.pair)
        if one.kind == "statement" and party in one.parties(*THIRDS) and others:
            yield Said(one.day, one.title, (one.id,))


def _disputes(question: Question, party: str) -> Iterator[Said]:
    ledger = question.ledger
    for one in facts_of(ledger).happenings:
        if party not in one.thirds or set(one.talking) != set(question.pair):
            continue
        for report in ledger.reports(one.id):
            match = _DISPUTED.search(report.note)
            if match:
                yield Said(one.day, f"{one.title}; {match[1]}", (one.id,))
