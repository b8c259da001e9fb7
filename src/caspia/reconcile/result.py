"""What a reconciliation says: one interval, the reports behind it, and what ties them."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from caspia.amounts import Amount

if TYPE_CHECKING:
    from caspia.reconcile.figures import Quantity, SetAside


@dataclass(frozen=True, slots=True)
class Told:
    """One report of a quantity and what it does to the answer.

    Attributes
    ----------
    row_id : str
        The observation.
    sources : tuple of str
        Who says so.
    teller : str
        Whose figure it is: the reporter, or ``source ID`` where none is named.
    amount : Amount
        In the unit of the quantity.
    mirror : bool
        Told by the other side of the flow and brought to this side's valuation.
    weight : float
        Share in the best value, 0 to 1.
    pull : float or None
        The best value less that without this report, in the unit of the quantity; None where
        nothing would be left.
    gross : float
        Probability that it is in gross error, 0 to 1, given the others.
    """

    row_id: str
    sources: tuple[str, ...]
    teller: str
    amount: Amount
    mirror: bool
    weight: float
    pull: float | None
    gross: float


@dataclass(frozen=True, slots=True)
class Tie:
    """An identity or a change told that joins a figure to others of its teller.

    Attributes
    ----------
    name : str
        What must hold, or the id of the row that tells the change.
    teller : str
        Whose figures it joins.
    kind : str
        ``equal``, ``at_most`` or ``change``.
    binds : bool
        Whether it moves an answer; a change told is a report and always counts.
    row_ids : tuple of str
        The rows on it, those of the change included.
    """

    name: str
    teller: str
    kind: str
    binds: bool
    row_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One quantity: what reports that may disagree come to.

    Attributes
    ----------
    id : str
        ``reconcile:`` and the quantity, for `explain`.
    quantity : Quantity
        What, in which scope, when, in which unit.
    value : float
        Best value, in the unit of the quantity.
    low, high : float or None
        The interval; None where nothing bounds it.
    soft_low, soft_high : bool
        That end says what is likely, and never bounds.
    reports : tuple of Told
        By weight, the heaviest first.
    ties : tuple of Tie
        What joins these reports to other rows.
    """

    id: str
    quantity: Quantity
    value: float
    low: float | None
    high: float | None
    soft_low: bool
    soft_high: bool
    reports: tuple[Told, ...]
    ties: tuple[Tie, ...]

    @property
    def stands_alone(self) -> bool:
        """Whether it is one report, returned as it is."""
        first = self.reports[0].amount
        told = (first.value, first.low, first.high)
        return len(self.reports) == 1 and told == (self.value, self.low, self.high)

    @property
    def amount(self) -> Amount:
        """The interval as an amount; that of the report where it is alone and nothing moves it."""
        if self.stands_alone:
            return self.reports[0].amount
        return Amount(
            self.value,
            "between",
            self.low,
            self.high,
            self.quantity.unit,
            soft_low=self.soft_low,
            soft_high=self.soft_high,
        )

    @property
    def row_ids(self) -> tuple[str, ...]:
        """The rows that it rests on: its reports, then those that ties bring in."""
        own = [report.row_id for report in self.reports]
        return tuple(dict.fromkeys([*own, *(row for tie in self.ties for row in tie.row_ids)]))

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of its reports, each once."""
        return tuple(dict.fromkeys(name for report in self.reports for name in report.sources))


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The answer to a question: quantities in order of period, and the rows that did not enter."""

    quantities: tuple[Reconciled, ...]
    set_aside: tuple[SetAside, ...]


def finite(number: float) -> float | None:
    """Return a number, or None for an infinite one."""
    return float(number) if isfinite(number) else None
