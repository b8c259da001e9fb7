"""Changes in percent that tie two levels of one teller."""

from __future__ import annotations

import re
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from caspia.reconcile.arrays import Change
from caspia.reconcile.periods import year_before
from caspia.reconcile.ties import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from caspia.amounts import Amount
    from caspia.ledger import Ledger
    from caspia.reconcile.figures import Figure, Quantity
    from caspia.reconcile.ties import Book

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BASE = re.compile(r"\bbase ([^;]*)")


def changes_of(
    ledger: Ledger, book: Book, told: Mapping[Quantity, Sequence[Figure]]
) -> Iterator[Change]:
    """Yield the changes over a year that a teller gives together with both levels.

    Parameters
    ----------
    ledger : Ledger
        For the notes, which may name another base than the year before.
    book : Book
        Levels of one teller.
    told : mapping
        Quantities of changes in percent, with their figures.
    """
    for quantity, figures in told.items():
        levels = _levels(book, quantity)
        if levels is None:
            continue
        for figure in figures:
            if figure.teller == book.teller and _over_a_year(ledger, figure, quantity):
                yield _change(book, levels, figure)


def _levels(book: Book, change: Quantity) -> tuple[Quantity, Quantity] | None:
    """Return the later and the earlier level of a change; None where the book lacks one."""
    before = year_before(change)
    if before is None:
        return None
    level = replace(change, series=change.series.removesuffix("_change"))
    now = book.by_key.get(key_of(level))
    then = book.by_key.get(key_of(replace(level, start=before[0], end=before[1])))
    if now is None or then is None or not book.nonnegative.issuperset([now, then]):
        return None
    return now, then


def _over_a_year(ledger: Ledger, figure: Figure, quantity: Quantity) -> bool:
    """Tell whether no note names another base than the year before."""
    bases = [
        base for report in ledger.reports(figure.row.id) for base in _BASE.findall(report.note)
    ]
    years = {year for base in bases for year in _YEAR.findall(base)}
    return years <= {str(quantity.start.year - 1)}


def _change(book: Book, levels: tuple[Quantity, Quantity], figure: Figure) -> Change:
    low, ratio, high = _ratios(figure.amount)
    now, then = levels
    name = f"{figure.row.id}"
    return Change(name, book.number, book.numbers[now], book.numbers[then], ratio, low, high)


def _ratios(amount: Amount) -> tuple[float, float, float]:
    """Return a change in percent as a ratio with its firm bounds."""
    low = -100.0 if amount.low is None or amount.soft_low else amount.low
    high = inf if amount.high is None or amount.soft_high else amount.high
    value = 0.0 if amount.value is None else amount.value
    return max(1 + low / 100, 0.0), 1 + value / 100, 1 + high / 100
