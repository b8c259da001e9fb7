"""Rows of the ledger as figures to weigh: which count, whose they are, and of which quantity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.amounts import Amount, convert
from caspia.errors import AmountError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from caspia.ledger import Ledger, Row

# Columns that must not contradict each other; an empty one fits any.
_LOOSE = ("mode", "measure")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One thing that can have one true value.

    Attributes
    ----------
    series, subject, partner, good, mode, scope, measure : str or None
        As in ``observations``; figures of two scopes are two quantities.
    start, end : date or None
        The period, half-open; `end` is None for a state that lasts.
    unit : str
        In which it is given.
    """

    series: str
    subject: str
    partner: str | None
    good: str | None
    mode: str | None
    scope: str | None
    measure: str | None
    start: date
    end: date | None
    unit: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One row as a report.

    Attributes
    ----------
    row : Row
        The observation.
    amount : Amount
        In the unit of the quantity; known.
    teller : str
        The reporter, or the source where none is named.
    mirror : bool
        Told of the same flow by the other side, brought to this side's valuation.
    """

    row: Row
    amount: Amount
    teller: str
    mirror: bool = False


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that was asked for and does not enter, and why."""

    row_id: str
    why: str


def teller_of(ledger: Ledger, row: Row) -> str:
    """Return whose figure a row is: the reporter; where none is named, the first source."""
    if row["reporter"]:
        return str(row["reporter"])
    sources = ledger.source_ids([row.id])
    return f"source {sources[0]}" if sources else f"row {row.id}"


def why_not(ledger: Ledger, row: Row) -> str | None:
    """Return why a row cannot be weighed; None where it can."""
    if row["modality"] != "actual":
        return f"a {row['modality']} is no evidence of what happened"
    if row["value"] is None and row["low"] is None:
        return "the value is not known"
    if row["valid_from"] is None:
        return "the period is not known"
    if row["valid_to"] is None and ledger.row(row["series"])["aggregation"] == "sum":
        return "the end of the period is not known"
    return None


def gather(
    ledger: Ledger, series: Iterable[str]
) -> tuple[dict[Quantity, tuple[Figure, ...]], tuple[SetAside, ...]]:
    """Return the figures of some series by quantity, and the rows that do not enter.

    Parameters
    ----------
    ledger : Ledger
        Where to look.
    series : iterable of str
        Ids of series.
    """
    found: dict[Quantity, tuple[Figure, ...]] = {}
    aside: list[SetAside] = []
    for name in series:
        usable = []
        for row in ledger.rows("observations", series=name):
            reason = why_not(ledger, row)
            if reason:
                aside.append(SetAside(row.id, reason))
            else:
                usable.append(row)
        for group in _groups(usable):
            figures, others = _figures(ledger, group)
            aside += others
            if figures:
                found[_quantity(group, figures)] = figures
    return found, tuple(aside)


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Return rows of one quantity together."""
    groups = [rows]
    for key in (_identity, *(_loose(column) for column in _LOOSE)):
        groups = [part for group in groups for part in _split(group, key)]
    return [list(group) for group in groups]


def _split(
    rows: Sequence[Row], key: Callable[[Sequence[Row]], Callable[[Row], object]]
) -> list[list[Row]]:
    of_row = key(rows)
    parts: dict[object, list[Row]] = {}
    for row in rows:
        parts.setdefault(of_row(row), []).append(row)
    return list(parts.values())


def _identity(_: Sequence[Row]) -> Callable[[Row], object]:
    columns = ("subject", "partner", "good", "scope", "valid_from", "valid_to")
    return lambda row: tuple(row[column] for column in columns)


def _loose(column: str) -> Callable[[Sequence[Row]], Callable[[Row], object]]:
    def key(rows: Sequence[Row]) -> Callable[[Row], object]:
        values = {row[column] for row in rows if row[column] is not None}
        return (lambda row: row[column]) if len(values) > 1 else (lambda _: None)

    return key


def _figures(ledger: Ledger, rows: Sequence[Row]) -> tuple[tuple[Figure, ...], list[SetAside]]:
    """Return the rows in one unit: the usual one of the series, or else that of the first row."""
    usual = ledger.row(rows[0]["series"])["unit"]
    amounts = {row.id: ledger.amount(row) for row in rows}
    in_usual = any(_converted(amount, usual) for amount in amounts.values())
    unit = usual if in_usual else amounts[rows[0].id].unit
    figures, aside = [], []
    for row in rows:
        amount = _converted(amounts[row.id], unit)
        if amount is None:
            aside.append(SetAside(row.id, f"{amounts[row.id].unit} does not convert to {unit}"))
        else:
            figures.append(Figure(row, amount, teller_of(ledger, row)))
    return tuple(figures), aside


def _converted(amount: Amount, unit: str) -> Amount | None:
    try:
        return convert(amount, unit)
    except AmountError:
        return None


def _quantity(rows: Sequence[Row], figures: Sequence[Figure]) -> Quantity:
    first = rows[0]
    mode, measure = (
        next((row[column] for row in rows if row[column] is not None), None) for column in _LOOSE
    )
    return Quantity(
        first["series"],
        first["subject"],
        first["partner"],
        first["good"],
        mode,
        first["scope"],
        measure,
        first["valid_from"],
        first["valid_to"],
        figures[0].amount.unit,
    )
