"""Reports put in order: by quantity, within it by teller; the figures of one teller are a book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.reconcile.groups import Grouped

if TYPE_CHECKING:
    from caspia.reconcile.arrays import Estimates, Flags, Floats, Integers, Reports


@dataclass(frozen=True, slots=True)
class Books:
    """Reports in order; n reports, k books, q quantities.

    Attributes
    ----------
    reports : Reports
        Sorted by quantity, teller, value and bounds, so that their order does not matter.
    order : int64, shape (n,)
        Where each stood before.
    book : int64, shape (n,)
        The book of each report.
    book_starts : int64, shape (k,)
        First report of each book.
    quantity : int64, shape (k,)
        The quantity of each book, 0 to q - 1.
    quantity_starts : int64, shape (q,)
        First book of each quantity.
    ids : int64, shape (q,)
        The number that the caller gave each quantity.
    size : float64, shape (q,)
        How large the quantity is, in its unit; above zero. Spreads are shares of it.
    """

    reports: Reports
    order: Integers
    book: Integers
    book_starts: Integers
    quantity: Integers
    quantity_starts: Integers
    ids: Integers
    size: Floats


def put_in_books(reports: Reports) -> Books:
    """Sort reports into books."""
    keys = (reports.high, reports.low, reports.value, reports.teller, reports.quantity)
    order = np.lexsort(keys)
    ordered = reports.take(order)
    new_quantity = _changes(ordered.quantity)
    new_book = new_quantity | _changes(ordered.teller)
    book_starts = np.flatnonzero(new_book)
    report_starts = np.flatnonzero(new_quantity)
    quantity_of_report = np.cumsum(new_quantity) - 1
    quantity = quantity_of_report[book_starts]
    return Books(
        ordered,
        order,
        np.cumsum(new_book) - 1,
        book_starts,
        quantity,
        np.flatnonzero(_changes(quantity)),
        ordered.quantity[report_starts],
        _sizes(ordered, report_starts, quantity_of_report),
    )


def within_books(books: Books, spread: float) -> Grouped:
    """Return the reports grouped by book; `spread` is a share of the size."""
    reports = books.reports
    sizes = books.size[books.quantity[books.book]]
    return Grouped(
        books.book_starts,
        reports.value,
        reports.low,
        reports.high,
        reports.soft_low,
        reports.soft_high,
        reports.value,
        spread * sizes,
    )


def between_books(books: Books, told: Estimates, spread: float) -> Grouped:
    """Return what each book comes to, grouped by quantity; `spread` is a share of the size."""
    return Grouped(
        books.quantity_starts,
        told.compromise,
        told.low,
        told.high,
        told.soft_low,
        told.soft_high,
        told.best,
        spread * books.size[books.quantity],
    )


def _changes(values: Integers) -> Flags:
    return np.concatenate([[True], values[1:] != values[:-1]])[: len(values)]


def _sizes(reports: Reports, starts: Integers, quantity: Integers) -> Floats:
    """Return the median of what reports say, or the mean where that is zero, or 1."""
    told = np.abs(reports.value - reports.zero)
    counts = np.diff(np.append(starts, len(told)))
    ranked = told[np.lexsort((told, quantity))]
    middle = (ranked[starts + (counts - 1) // 2] + ranked[starts + counts // 2]) / 2
    mean = np.add.reduceat(told, starts) / counts if len(starts) else middle
    size = np.where(middle > 0, middle, mean)
    return np.where(size > 0, size, 1.0)
