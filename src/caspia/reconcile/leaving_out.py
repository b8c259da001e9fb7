"""Each report left out in turn: how the answer moves, and how odd the report then looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.reconcile.arrays import Estimates, Flags, Floats, Integers
from caspia.reconcile.books import between_books, within_books
from caspia.reconcile.groups import Grouped, settle
from caspia.reconcile.joined import settle_joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from caspia.reconcile.assumptions import Assumptions
    from caspia.reconcile.books import Books
    from caspia.reconcile.joining import Part

# Rows worked on at once: so few that they stay in the processor's cache.
_AT_ONCE = 100_000
_FAR = 700.0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What each report does; n reports in the order they came in.

    Attributes
    ----------
    known : bool, shape (n,)
        Whether anything would be left to answer from without the report.
    without : float64, shape (n,)
        The best value without it, in the unit of its quantity; the best value itself where not
        `known`.
    pull : float64, shape (n,)
        The best value less that without it; zero where not `known`.
    gross : float64, shape (n,)
        Probability that the report is in gross error, given what the others say.
    """

    known: Flags
    without: Floats
    pull: Floats
    gross: Floats


@dataclass(frozen=True, slots=True)
class _Rest:
    """What a report's own book comes to without it; n reports.

    Attributes
    ----------
    there : bool, shape (n,)
        Whether anything is left of the book.
    told : Estimates
        Its figures, one for each report.
    """

    there: Flags
    told: Estimates


def leave_out(
    books: Books,
    told: Estimates,
    found: Estimates,
    parts: Sequence[Part],
    rules: Assumptions,
    wanted: Flags | None = None,
) -> LeftOut:
    """Return how each quantity's answer moves without each of its reports.

    Parameters
    ----------
    books : Books
        n reports, k books, q quantities.
    told : Estimates
        What each book comes to.
    found : Estimates
        What each quantity comes to.
    parts : sequence of Part
        Books that identities join.
    rules : Assumptions
        What is taken for granted.
    wanted : bool, shape (n,), optional
        Only these reports, in the order of `Books`; the others count as not `known`.
    """
    count = len(books.reports)
    asked = np.ones(count, dtype=np.bool_) if wanted is None else wanted
    rest = _rest_of_books(books, told, parts, rules, asked)
    own = books.quantity[books.book]
    without, low, high = found.best[own], np.full(count, -np.inf), np.full(count, np.inf)
    witnesses = np.zeros(count, dtype=np.int64)
    between = between_books(books, told, rules.between_tellers)
    for owners in _batches(books, rest, asked):
        group, seen = _others(books, between, rest, owners)
        answer = settle(group, rules)
        without[seen], witnesses[seen] = answer.best, group.sizes()
        low[seen] = np.where(answer.soft_low, -np.inf, answer.low)
        high[seen] = np.where(answer.soft_high, np.inf, answer.high)
    gross = _gross(books, rest, (low, high), witnesses, rules)
    as_given = np.argsort(books.order)
    return LeftOut(
        (witnesses > 0)[as_given],
        without[as_given],
        (found.best[own] - without)[as_given],
        gross[as_given],
    )


def _rest_of_books(
    books: Books, told: Estimates, parts: Sequence[Part], rules: Assumptions, asked: Flags
) -> _Rest:
    count = len(books.reports)
    names = ("compromise", "best", "low", "high", "soft_low", "soft_high")
    arrays = {name: getattr(told, name)[books.book] for name in names}
    sizes = np.diff(np.append(books.book_starts, count))[books.book]
    there = (sizes > 1) & asked
    within = within_books(books, rules.within_teller)
    for owners in _split(np.flatnonzero(there), sizes):
        answer = settle(_without_owner(within, books.book_starts, sizes, owners), rules)
        for name, array in arrays.items():
            array[owners] = getattr(answer, name)
    for part in parts:
        _rest_of_part(part, arrays, there, rules, asked)
    return _Rest(there, Estimates(**arrays, weight=np.empty(0)))


def _rest_of_part(
    part: Part,
    arrays: dict[str, Floats | Flags],
    there: Flags,
    rules: Assumptions,
    asked: Flags,
) -> None:
    """Solve a joined part again without each of its reports, and put the answers in place.

    Identities stand in for a missing report where they pin the figure to the usual spread; mere
    inequalities are not asked to.
    """
    near = part.together.best
    pinned = part.joined.pinned()
    for place, row in enumerate(part.rows):
        figure = int(part.joined.figure[place])
        if not asked[row] or not (there[row] or pinned[figure]):
            continue
        answer = settle_joined(part.joined.without(place), rules, np.array([figure]), near)
        width = answer.high[figure] - answer.low[figure]
        there[row] = there[row] or bool(width <= rules.between_tellers)
        for name, array in arrays.items():
            given = getattr(answer, name)[figure]
            array[row] = given * part.sizes[figure] if array.dtype == np.float64 else given


def _without_owner(within: Grouped, starts: Integers, sizes: Integers, owners: Integers) -> Grouped:
    """Return for each owner the reports of its book but its own, as groups."""
    book = within.group()[owners]
    member = _spans(starts[book], sizes[owners])
    kept = member != np.repeat(owners, sizes[owners])
    return _regrouped(within, member[kept], sizes[owners] - 1)


def _others(
    books: Books, between: Grouped, rest: _Rest, owners: Integers
) -> tuple[Grouped, Integers]:
    """Return for each owner the books of its quantity, its own replaced by the rest of it.

    Owners of whose quantity nothing is left have no group; the others are returned.
    """
    per_quantity = between.sizes()
    own = books.book[owners]
    quantity = books.quantity[own]
    counts = per_quantity[quantity]
    member = _spans(books.quantity_starts[quantity], counts)
    owner = np.repeat(owners, counts)
    is_own = member == np.repeat(own, counts)
    kept = ~is_own | rest.there[owner]
    sizes = np.add.reduceat(kept, np.cumsum(counts) - counts).astype(np.int64)
    group = _regrouped(between, member[kept], sizes[sizes > 0])
    return _replaced(group, rest, is_own[kept], owner[kept]), owners[sizes > 0]


def _replaced(group: Grouped, rest: _Rest, own: Flags, owner: Integers) -> Grouped:
    told = rest.told
    arrays = {
        "value": told.compromise,
        "low": told.low,
        "high": told.high,
        "soft_low": told.soft_low,
        "soft_high": told.soft_high,
        "aim": told.best,
    }
    chosen = {
        name: np.where(own, array[owner], getattr(group, name)) for name, array in arrays.items()
    }
    return Grouped(group.starts, **chosen, spread=group.spread)


def _regrouped(reports: Grouped, rows: Integers, sizes: Integers) -> Grouped:
    starts = (np.cumsum(sizes) - sizes).astype(np.int64)
    names = ("value", "low", "high", "soft_low", "soft_high", "aim", "spread")
    return Grouped(starts, *(getattr(reports, name)[rows] for name in names))


def _spans(starts: Integers, sizes: Integers) -> Integers:
    """Return start, start + 1 … of each span, one after another."""
    first = np.cumsum(sizes) - sizes
    return np.repeat(starts - first, sizes) + np.arange(sizes.sum())


def _batches(books: Books, rest: _Rest, asked: Flags) -> Iterator[Integers]:
    """Yield the reports that something is left without, some at once."""
    counts = np.diff(np.append(books.quantity_starts, len(books.quantity)))
    per_report = counts[books.quantity[books.book]]
    return _split(np.flatnonzero(((per_report > 1) & asked) | rest.there), per_report)


def _split(owners: Integers, sizes: Integers) -> Iterator[Integers]:
    if not len(owners):
        return
    batch = np.cumsum(sizes[owners]) // _AT_ONCE
    yield from np.split(owners, np.flatnonzero(np.diff(batch)) + 1)


def _gross(
    books: Books,
    rest: _Rest,
    others: tuple[Floats, Floats],
    witnesses: Integers,
    rules: Assumptions,
) -> Floats:
    """Return the probability of a gross error: how far a report lies from what the others span.

    Usual errors have the usual spread; gross ones one `gross_spread` times as wide.
    """
    reports = books.reports
    low = np.where(reports.soft_low, -np.inf, reports.low)
    high = np.where(reports.soft_high, np.inf, reports.high)
    gap = np.maximum(np.maximum(low - others[1], others[0] - high), 0.0)
    alone = rest.there & (witnesses == 1)
    share = np.where(alone, rules.within_teller, rules.between_tellers)
    spread = share * books.size[books.quantity[books.book]]
    usual = spread * np.sqrt(1 + 1 / np.maximum(witnesses, 1))
    far = np.minimum((gap / usual) ** 2 / 2 * (1 - rules.gross_spread**-2), _FAR)
    prior = rules.gross_share / (1 - rules.gross_share)
    seen = np.where(witnesses > 0, np.exp(far) / rules.gross_spread, 1.0)
    odds = prior * seen
    return np.asarray(odds / (1 + odds))
