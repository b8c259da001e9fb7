"""Which books identities and changes join, and what each joined part comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError
from caspia.reconcile.joined import Joined, Together, change_rows, settle_joined, sums_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caspia.reconcile.arrays import Change, Flags, Floats, Identity, Integers, Reports
    from caspia.reconcile.assumptions import Assumptions
    from caspia.reconcile.books import Books

_BINDS = 1e-6
# What the solver's last digits, and going to sizes and back, may add to a figure told.
_DIGITS = 5e-7


@dataclass(frozen=True, slots=True)
class Part:
    """A connected part: books of one teller that identities join; k books, n reports.

    Attributes
    ----------
    books : int64, shape (k,)
        Their numbers.
    rows : int64, shape (n,)
        Their reports, in the order of `Books`.
    sizes : float64, shape (k,)
        Size of each figure, in its unit.
    joined : Joined
        The problem, over the sizes.
    together : Together
        The answer, over the sizes.
    identities : tuple of Identity
        In the order of the prices: equalities first.
    changes : tuple of Change
        That tie figures of this part.
    """

    books: Integers
    rows: Integers
    sizes: Floats
    joined: Joined
    together: Together
    identities: tuple[Identity, ...]
    changes: tuple[Change, ...]

    def figures(self, reports: Reports) -> dict[str, Floats | Flags]:
        """Return what the books come to in their units; what was told is given back to the digit.

        Parameters
        ----------
        reports : Reports
            Those of this part, n of them.
        """
        names = ("compromise", "best", "low", "high")
        found = {name: getattr(self.together, name) * self.sizes for name in names}
        told = {
            "compromise": reports.value,
            "best": reports.value,
            "low": reports.low,
            "high": reports.high,
        }
        for name, ends in told.items():
            off = np.abs(found[name][self.joined.figure] - ends)
            near = off <= _DIGITS * self.sizes[self.joined.figure]
            found[name][self.joined.figure[near]] = ends[near]
        soft = {name: getattr(self.together, name) for name in ("soft_low", "soft_high")}
        return {**found, **soft}

    def binding(self) -> tuple[Identity, ...]:
        """Return the identities that hold an answer where reports alone would not."""
        prices = self.together.price
        return tuple(
            identity
            for identity, price in zip(self.identities, prices, strict=True)
            if price > _BINDS
        )


def join(
    books: Books,
    identities: Sequence[Identity],
    changes: Sequence[Change],
    rules: Assumptions,
) -> tuple[Part, ...]:
    """Return the connected parts with what each comes to.

    Raises
    ------
    BadInputError
        An identity or change names a figure that its teller does not give.
    """
    if not identities and not changes:
        return ()
    places = _places(books)
    members = [_members(places, one.name, one.teller, one.quantities) for one in identities]
    members += [_members(places, one.name, one.teller, (one.now, one.before)) for one in changes]
    label = _labels(members, len(books.book_starts))
    wholes = [label[found[0]] for found in members]
    return tuple(
        _part(
            books,
            np.flatnonzero(label == whole),
            [one for one, at in zip(identities, wholes, strict=False) if at == whole],
            [
                one
                for one, at in zip(changes, wholes[len(identities) :], strict=True)
                if at == whole
            ],
            rules,
        )
        for whole in sorted(set(wholes))
    )


def _places(books: Books) -> dict[tuple[int, int], int]:
    quantities = books.ids[books.quantity].tolist()
    tellers = books.reports.teller[books.book_starts].tolist()
    return {key: book for book, key in enumerate(zip(quantities, tellers, strict=True))}


def _members(
    places: dict[tuple[int, int], int], name: str, teller: int, quantities: Iterable[int]
) -> list[int]:
    absent = [quantity for quantity in quantities if (quantity, teller) not in places]
    if absent:
        raise BadInputError(
            f"{name!r} names quantities {absent}, of which teller {teller} tells nothing. "
            "Leave it out, or give the reports."
        )
    return [places[quantity, teller] for quantity in quantities]


def _labels(members: Sequence[Sequence[int]], count: int) -> Integers:
    """Return the connected part of each book, shape (count,)."""
    from scipy.sparse import coo_array, csgraph

    first = np.concatenate([np.full(len(group), group[0]) for group in members])
    other = np.concatenate([np.asarray(group) for group in members])
    graph = coo_array((np.ones(len(first)), (first, other)), shape=(count, count))
    return np.asarray(csgraph.connected_components(graph, directed=False)[1], dtype=np.int64)


def _part(
    books: Books,
    which: Integers,
    identities: Sequence[Identity],
    changes: Sequence[Change],
    rules: Assumptions,
) -> Part:
    sizes = books.size[books.quantity[which]]
    rows = np.flatnonzero(np.isin(books.book, which))
    places = {int(q): k for k, q in enumerate(books.ids[books.quantity[which]])}
    figure = np.searchsorted(which, books.book[rows])
    reports, size = books.reports.take(rows), sizes[figure]
    joined = Joined(
        figure,
        reports.value / size,
        reports.low / size,
        reports.high / size,
        reports.soft_low,
        reports.soft_high,
        len(which),
        sums_of(identities, places, sizes),
        change_rows(changes, places, sizes, rules.per_link),
    )
    ordered = sorted(identities, key=lambda one: one.kind != "equal")
    together = settle_joined(joined, rules)
    return Part(which, rows, sizes, joined, together, tuple(ordered), tuple(changes))
