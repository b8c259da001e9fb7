"""Which identities and changes tie the figures of one teller, found in the ledger."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caspia.reconcile.arrays import Identity
from caspia.reconcile.periods import time_ties

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from caspia.ledger import Ledger
    from caspia.reconcile.figures import Figure, Quantity


Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The quantities that one teller gives figures of.

    Attributes
    ----------
    teller : str
        Whose book.
    number : int
        Of the teller.
    numbers : mapping
        Quantity to number.
    by_key : mapping
        `key_of` a quantity to it, where only one has that key.
    nonnegative : frozenset of Quantity
        Those with no figure below zero.
    summed : frozenset of Quantity
        Those of them that add up over time, and so over parts.
    """

    teller: str
    number: int
    numbers: Mapping[Quantity, int]
    by_key: Mapping[Key, Quantity]
    nonnegative: frozenset[Quantity]
    summed: frozenset[Quantity]


def key_of(quantity: Quantity) -> Key:
    """Return what must match for two quantities to hang together; the period comes last."""
    return (
        quantity.series,
        quantity.subject,
        quantity.partner,
        quantity.good,
        quantity.scope,
        quantity.start,
        quantity.end,
    )


def book_of(
    ledger: Ledger,
    teller: str,
    number: int,
    told: Mapping[Quantity, Sequence[Figure]],
    numbers: Mapping[Quantity, int],
) -> Book:
    """Return the book of one teller.

    Parameters
    ----------
    ledger : Ledger
        For the aggregation of series.
    teller : str
        Whose book.
    number : int
        Of the teller.
    told : mapping
        Quantities with all their figures.
    numbers : mapping
        Quantity to number.
    """
    own = {
        quantity: [figure for figure in figures if figure.teller == teller and not figure.mirror]
        for quantity, figures in told.items()
    }
    own = {quantity: figures for quantity, figures in own.items() if figures}
    keys = Counter(key_of(quantity) for quantity in own)
    single = {key_of(quantity): quantity for quantity in own if keys[key_of(quantity)] == 1}
    nonnegative = frozenset(q for q, figures in own.items() if _is_nonnegative(figures))
    return Book(
        teller,
        number,
        {quantity: numbers[quantity] for quantity in own},
        single,
        nonnegative,
        frozenset(q for q in nonnegative if ledger.row(q.series)["aggregation"] == "sum"),
    )


def _is_nonnegative(figures: Sequence[Figure]) -> bool:
    lows = [figure.amount.low for figure in figures]
    return all(low is None or low >= 0 for low in lows)


@cache
def total_parts() -> dict[str, tuple[str, ...]]:
    """Return the series that are sums of others: total to parts."""
    path = Path(__file__).with_name("identities.csv")
    parts: dict[str, tuple[str, ...]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            parts[row["total"]] = (*parts.get(row["total"], ()), row["part"])
    return parts


def family(ledger: Ledger, series: str) -> tuple[str, ...]:
    """Return the series whose levels hang together with one, itself first."""
    members = [series]
    for total, parts in total_parts().items():
        if series == total or series in parts:
            members += [total, *parts]
    known = {row.id for row in ledger.rows("series")}
    return tuple(name for name in dict.fromkeys(members) if name in known)


def change_series(ledger: Ledger, series: str) -> str | None:
    """Return the series that tells changes of one in percent; None where there is none."""
    row = ledger.find(f"{series}_change")
    return row.id if row and row.table == "series" and row["unit"] == "percent" else None


def identities_of(ledger: Ledger, book: Book) -> Iterator[Identity]:
    """Yield the sums that the figures of one teller must obey."""
    yield from _totals(book)
    yield from _members(ledger, book)
    yield from _goods(ledger, book)
    for quantities in _by_thing(book):
        rule = ledger.row(quantities[0].series)["aggregation"]
        for tie in time_ties(quantities, rule):
            if rule != "sum" or book.summed.issuperset(tie.quantities):
                numbers = tuple(book.numbers[quantity] for quantity in tie.quantities)
                yield Identity(tie.name, book.number, numbers, tie.coefficients, tie.kind)


def _by_thing(book: Book) -> list[list[Quantity]]:
    """Return the periods told of one thing together."""
    groups: dict[Key, list[Quantity]] = {}
    for quantity in book.by_key.values():
        groups.setdefault(key_of(quantity)[:-2], []).append(quantity)
    return [group for group in groups.values() if len(group) > 1]


def _totals(book: Book) -> Iterator[Identity]:
    for total in book.numbers:
        names = total_parts().get(total.series, ())
        parts = [found for name in names if (found := _like(book, total, "series", name))]
        if not parts or not book.summed.issuperset([total, *parts]):
            continue
        whole = len(parts) == len(names)
        sign = "=" if whole else "≤"
        name = f"{' + '.join(part.series for part in parts)} {sign} {total.series}"
        yield _sum(book, name, parts, total, whole=whole)


def _members(ledger: Ledger, book: Book) -> Iterator[Identity]:
    """Yield groups and their members, on either side of the figure."""
    for column in ("subject", "partner"):
        for total in book.numbers:
            group = getattr(total, column)
            told = [
                (member, found)
                for member in _members_of(ledger, group, total)
                if (found := _like(book, total, column, member))
            ]
            parts = [found for _, found in told]
            if not parts or not book.summed.issuperset([total, *parts]):
                continue
            row = ledger.find(group)
            listed = row["members"] if row and row.table == "subjects" else None
            whole = listed is not None and len(parts) == len(listed)
            sign = "=" if whole else "≤"
            name = f"{' + '.join(member for member, _ in told)} {sign} {group}"
            yield _sum(book, name, parts, total, whole=whole)


def _members_of(ledger: Ledger, group: str | None, total: Quantity) -> Sequence[str]:
    """Return what a group is made of: listed members, members of a bloc, or for the world states.

    Blocs within a group are left out, since their members may be counted beside them.
    """
    row = ledger.find(group) if group else None
    if row is None:
        return ()
    if row.table == "subjects":
        return tuple(row["members"] or ())
    if row.table != "parties" or row["kind"] not in ("bloc", "group"):
        return ()
    if row.id == "WLD":
        return tuple(party.id for party in ledger.rows("parties", kind="state"))
    rows = ledger.rows("memberships", bloc=row.id, role="member")
    return tuple(
        dict.fromkeys(
            member["member"]
            for member in rows
            if (member["valid_from"] is None or member["valid_from"] <= total.start)
            and (member["valid_to"] is None or total.end is None or member["valid_to"] >= total.end)
        )
    )


def _goods(ledger: Ledger, book: Book) -> Iterator[Identity]:
    for part in book.numbers:
        for wider in _wider_goods(ledger, part.good):
            total = _like(book, part, "good", wider)
            if total and book.summed.issuperset([total, part]):
                name = f"{part.good} ≤ {wider or 'all goods'}"
                yield _sum(book, name, [part], total, whole=False)
                break


def _wider_goods(ledger: Ledger, good: str | None) -> Iterator[str | None]:
    while good:
        good = ledger.row(good)["part_of"]
        yield good


def _like(book: Book, quantity: Quantity, column: str, value: str | None) -> Quantity | None:
    """Return the figure of a book that differs from one in a column; mode and measure aside."""
    changes: dict[str, Any] = {column: value}
    return book.by_key.get(key_of(replace(quantity, **changes)))


def _sum(
    book: Book, name: str, parts: Sequence[Quantity], total: Quantity, *, whole: bool
) -> Identity:
    members = [*parts, total]
    return Identity(
        name,
        book.number,
        tuple(book.numbers[member] for member in members),
        (*(1.0 for _ in parts), -1.0),
        "equal" if whole else "at_most",
    )
