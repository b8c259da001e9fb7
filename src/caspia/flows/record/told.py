"""What the record tells of the scored quantities: one interval each, rivals named.

Each quantity is weighed by itself. What is told of a later year, a change against it included,
must not move an earlier one, which serves as a forecast.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.amounts import Amount
from caspia.demand import scored
from caspia.flows.record.measures import measure_of
from caspia.reconcile import reports_from, weigh
from caspia.reconcile.figures import gather
from caspia.reconcile.result import finite

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from caspia.flows.record.measures import Measure
    from caspia.ledger import Ledger
    from caspia.reconcile import Figure, Quantity
    from caspia.reconcile.weighing import Weighed

Key = tuple[int, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A scored quantity as the record tells it.

    Attributes
    ----------
    quantity : Quantity
        What, in which scope, when, in which unit.
    measure : Measure or None
        What in the flows it measures.
    amount : Amount
        The interval; that of the report where there is one, else what the reports come to.
    row_ids, tellers : tuple of str
        The observations and whose they are, the heaviest first; the others are its rivals.
    resolution : float
        Half the last digit told, in the unit: the record tells no smaller error.
    """

    quantity: Quantity
    measure: Measure | None
    amount: Amount
    row_ids: tuple[str, ...]
    tellers: tuple[str, ...]
    resolution: float

    @property
    def key(self) -> Key:
        """What is the same over the years."""
        one = self.quantity
        number = -1 if self.measure is None else self.measure.number
        return (number, one.series, one.subject, one.partner or "", one.good or "", one.scope or "")

    @property
    def period(self) -> tuple[date, date] | None:
        """First day and the day after the last, where both are the first of a month."""
        start, end = self.quantity.start, self.quantity.end
        return (start, end) if end is not None and start.day == end.day == 1 else None


@dataclass(frozen=True, slots=True)
class NotUsable:
    """A row of a scored kind that tells no figure, and why; `start` and `end` as in the row."""

    row_id: str
    series: str
    subject: str
    start: date | None
    end: date | None
    why: str


@dataclass(frozen=True, slots=True)
class RecordBook:
    """All that a ledger tells of what is scored.

    Attributes
    ----------
    told : tuple of Told
        By period, then by what it is.
    not_usable : tuple of NotUsable
        Rows that tell no figure.
    """

    told: tuple[Told, ...]
    not_usable: tuple[NotUsable, ...]


def read_record(ledger: Ledger) -> RecordBook:
    """Return what a ledger tells of what is scored; nothing but its visible rows is used."""
    names = tuple(dict.fromkeys(one.series for one in scored()))
    found, aside = gather(ledger, names)
    kept = {
        quantity: figures
        for quantity, figures in found.items()
        if any(one.takes(figures[0].row) for one in scored())
    }
    told = sorted(_told(kept), key=lambda one: (one.quantity.start, one.row_ids))
    return RecordBook(tuple(told), _not_usable(ledger, ((one.row_id, one.why) for one in aside)))


def _not_usable(ledger: Ledger, aside: Iterable[tuple[str, str]]) -> tuple[NotUsable, ...]:
    rows = ((ledger.row(row_id), why) for row_id, why in aside)
    return tuple(
        NotUsable(row.id, row["series"], row["subject"], row["valid_from"], row["valid_to"], why)
        for row, why in rows
        if row["modality"] == "actual" and any(one.takes(row) for one in scored())
    )


def _told(found: dict[Quantity, tuple[Figure, ...]]) -> list[Told]:
    rivals = {quantity: figures for quantity, figures in found.items() if len(figures) > 1}
    weighed = _weighed(list(rivals.values())) if rivals else None
    places = {quantity: place for place, quantity in enumerate(rivals)}
    first = np.cumsum([0, *(len(figures) for figures in rivals.values())])
    answers = []
    for quantity, figures in found.items():
        amount, order = figures[0].amount, [0]
        if weighed is not None and quantity in places:
            place = places[quantity]
            amount = _amount(weighed, place, quantity.unit)
            weights = weighed.weight[first[place] : first[place + 1]]
            order = sorted(range(len(figures)), key=lambda one: (-weights[one], one))
        answers.append(_one(quantity, amount, [figures[one] for one in order]))
    return answers


def _weighed(groups: Sequence[tuple[Figure, ...]]) -> Weighed:
    figures = [(place, figure) for place, group in enumerate(groups) for figure in group]
    tellers = sorted({figure.teller for _, figure in figures})
    amounts = [figure.amount for _, figure in figures]
    reports = reports_from(
        [place for place, _ in figures],
        [amount.value for amount in amounts],
        [-np.inf if amount.low is None else amount.low for amount in amounts],
        [np.inf if amount.high is None else amount.high for amount in amounts],
        teller=[tellers.index(figure.teller) for _, figure in figures],
        soft_low=[amount.soft_low for amount in amounts],
        soft_high=[amount.soft_high for amount in amounts],
    )
    return weigh(reports, pulls_of=False)


def _amount(weighed: Weighed, place: int, unit: str) -> Amount:
    low, high = weighed.low[place], weighed.high[place]
    return Amount(
        float(weighed.best[place]),
        "between",
        finite(low),
        finite(high),
        unit,
        soft_low=bool(weighed.soft_low[place] and np.isfinite(low)),
        soft_high=bool(weighed.soft_high[place] and np.isfinite(high)),
    )


def _one(quantity: Quantity, amount: Amount, figures: Sequence[Figure]) -> Told:
    digits = [figure.amount.last_digit or 0.0 for figure in figures]
    return Told(
        quantity,
        measure_of(quantity),
        amount,
        tuple(figure.row.id for figure in figures),
        tuple(figure.teller for figure in figures),
        min(digits) / 2,
    )
