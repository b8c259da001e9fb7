"""The lines of the record that are read first."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from caspia.flows.record.measures import fits
from caspia.ledger import name_of

if TYPE_CHECKING:
    from caspia.flows.record import Record, RecordLine
    from caspia.ledger import Ledger
    from caspia.reconcile import Quantity

_COLUMNS = ("series", "subject", "partner", "good")
_WITH = "+"


@dataclass(frozen=True, slots=True)
class Headline:
    """A line of the comparison that is read first, and what it is called.

    Attributes
    ----------
    title : str
        What it is, in words; the scope is told beside it.
    line : RecordLine
        The observation, the model's figure and the naive forecasts.
    """

    title: str
    line: RecordLine


def headlines(ledger: Ledger, record: Record) -> tuple[Headline, ...]:
    """Return the lines that count in the skill and are read first, by ``headlines.csv``.

    Parameters
    ----------
    ledger : Ledger
        With the names of parties.
    record : Record
        A model beside the record.
    """
    found = [
        (number, Headline(_named(ledger, title, line.told.quantity), line))
        for line in record.lines
        if line.counts
        for number, (title, patterns) in enumerate(_lines())
        if _is_of(line.told.quantity, patterns)
    ]
    return tuple(one for _, one in sorted(found, key=lambda pair: _order(*pair)))


def _is_of(quantity: Quantity, patterns: tuple[str, ...]) -> bool:
    return all(
        fits(pattern, getattr(quantity, column))
        for pattern, column in zip(patterns, _COLUMNS, strict=True)
    )


def _order(number: int, one: Headline) -> tuple[object, ...]:
    quantity = one.line.told.quantity
    return number, one.title, quantity.scope or "", one.line.period.start, one.line.told.row_ids


def _named(ledger: Ledger, title: str, quantity: Quantity) -> str:
    """Return a title with the names of whom the quantity is about."""
    partners = (quantity.partner or "all").split(_WITH)
    names = " and ".join(name_of(ledger, one) for one in partners)
    return title.format(subject=name_of(ledger, quantity.subject), partner=names)


@cache
def _lines() -> tuple[tuple[str, tuple[str, ...]], ...]:
    path = Path(__file__).with_name("headlines.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(
            (row["title"], tuple(row[name] for name in _COLUMNS)) for row in csv.DictReader(stream)
        )
