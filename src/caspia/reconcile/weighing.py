"""Reports of many quantities to one interval each: first within each teller, then between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from caspia.reconcile.assumptions import assumptions
from caspia.reconcile.books import between_books, put_in_books, within_books
from caspia.reconcile.groups import settle
from caspia.reconcile.joining import Part, join
from caspia.reconcile.leaving_out import LeftOut, leave_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.reconcile.arrays import (
        Change,
        Estimates,
        Flags,
        Floats,
        Identity,
        Integers,
        Reports,
    )
    from caspia.reconcile.assumptions import Assumptions
    from caspia.reconcile.books import Books


@dataclass(frozen=True, slots=True)
class Weighed:
    """One interval for each quantity; q quantities, n reports in the order they came in.

    Attributes
    ----------
    quantity : int64, shape (q,)
        Their numbers, rising.
    best, low, high : float64, shape (q,)
        In the unit of the quantity; an end is infinite where nothing bounds it.
    soft_low, soft_high : bool, shape (q,)
        That end says what is likely, and never bounds.
    weight : float64, shape (n,)
        Share of each report in the best value; they sum to 1 in a quantity.
    pulls : LeftOut or None
        How the answer would move without each report; None where not asked for.
    binding : tuple of Identity
        The identities that move an answer.
    used : tuple of Change
        The changes told that tie figures.
    """

    quantity: Integers
    best: Floats
    low: Floats
    high: Floats
    soft_low: Flags
    soft_high: Flags
    weight: Floats
    pulls: LeftOut | None
    binding: tuple[Identity, ...]
    used: tuple[Change, ...]


def weigh(
    reports: Reports,
    identities: Sequence[Identity] = (),
    changes: Sequence[Change] = (),
    rules: Assumptions | None = None,
    *,
    pulls_of: Flags | bool = True,
) -> Weighed:
    """Reconcile reports.

    The figures of each teller are first made to agree with one another, with identities and
    changes that the same teller's figures must obey; then the tellers are weighed against each
    other, quantity by quantity.

    Parameters
    ----------
    reports : Reports
        n reports; neither plans nor unknown figures.
    identities, changes : sequence
        Each within the figures of one teller. One that names a figure nobody told ties nothing
        and is refused.
    rules : Assumptions, optional
        What is taken for granted; else ``assumptions.csv``.
    pulls_of : bool, or bool of shape (n,)
        Of which reports to find out how the answer moves without them: all, none, or some.

    Raises
    ------
    BadInputError
        An identity or change names a figure that its teller does not give.
    SolverError
        The solver gave up.
    """
    rules = rules or assumptions()
    books = put_in_books(reports)
    parts = join(books, identities, changes, rules)
    told = _with_parts(books, settle(within_books(books, rules.within_teller), rules), parts)
    found = settle(between_books(books, told, rules.between_tellers), rules)
    asked = np.broadcast_to(np.asarray(pulls_of), (len(reports),))
    weight = np.empty(len(reports))
    weight[books.order] = told.weight * found.weight[books.book]
    return Weighed(
        books.ids,
        found.best,
        found.low,
        found.high,
        found.soft_low,
        found.soft_high,
        weight,
        leave_out(books, told, found, parts, rules, asked[books.order]) if asked.any() else None,
        tuple(identity for part in parts for identity in part.binding()),
        tuple(changes),
    )


def _with_parts(books: Books, told: Estimates, parts: Sequence[Part]) -> Estimates:
    """Put what joined books come to in the place of what each came to by itself."""
    if not parts:
        return told
    names = ("compromise", "best", "low", "high", "soft_low", "soft_high")
    arrays = {name: getattr(told, name).copy() for name in names}
    for part in parts:
        figures = part.figures(books.reports.take(part.rows))
        for name, array in arrays.items():
            array[part.books] = figures[name]
    return replace(told, **arrays)
