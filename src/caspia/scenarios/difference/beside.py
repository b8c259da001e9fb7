"""What happened, beside what the model says that the scenario changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.amounts import Amount, difference
from caspia.errors import BadScenarioError, RowProblem
from caspia.flows.record.moved import moved_of
from caspia.flows.record.told import read_record
from caspia.flows.record.units import base_of, middle_loads, modelled
from caspia.ledger import name_of, read_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from caspia.flows import FlowResult
    from caspia.flows.record.told import RecordBook, Told
    from caspia.ledger import Ledger
    from caspia.scenarios.model import Compared


@dataclass(frozen=True, slots=True)
class BesideRecord:
    """One figure of the record before and after, and of the model without and with the scenario.

    Attributes
    ----------
    says : str
        What is counted.
    unit : str
        Of all figures.
    before, after : str
        Periods of the record.
    observed_before, observed_after : Amount
        What the record tells.
    model_before, model_after : float or None
        What the flows come to over the period of the question; None where they do not tell it.
    rows : tuple of str
        Rows of the record.
    why_not : str
        Why there is no figure of the model; empty where there is one.
    """

    says: str
    unit: str
    before: str
    after: str
    observed_before: Amount
    observed_after: Amount
    model_before: float | None
    model_after: float | None
    rows: tuple[str, ...]
    why_not: str = ""

    @property
    def observed_difference(self) -> Amount:
        """What the record says changed, with its interval."""
        return difference(self.observed_after, self.observed_before)

    @property
    def model_difference(self) -> float | None:
        """What the model says changes."""
        if self.model_before is None or self.model_after is None:
            return None
        return self.model_after - self.model_before


def beside(
    compared: Iterable[Compared], ledger: Ledger, results: tuple[FlowResult, FlowResult]
) -> tuple[BesideRecord, ...]:
    """Return figures of the record beside those of the model.

    Parameters
    ----------
    compared : iterable of Compared
        Which figures.
    ledger : Ledger
        The record.
    results : tuple of two FlowResult
        Without and with the scenario.

    Raises
    ------
    BadScenarioError
        The record has no such figure, or not in that unit twice.
    """
    listed = list(compared)
    if not listed:
        return ()
    book = read_record(ledger)
    return tuple(_one(one, book, ledger, results) for one in listed)


def _one(
    one: Compared, book: RecordBook, ledger: Ledger, results: tuple[FlowResult, FlowResult]
) -> BesideRecord:
    was, now = (_told(one, book, period) for period in (one.before, one.after))
    unit = now.quantity.unit
    if was.quantity.unit != unit:
        raise _bad(one, f"is told in {was.quantity.unit} before and in {unit} after")
    why_not = _why_not(now, results[0])
    model = [None, None] if why_not else [_modelled(now, result) for result in results]
    return BesideRecord(
        _says(now, ledger),
        unit,
        one.before,
        one.after,
        was.amount,
        now.amount,
        model[0],
        model[1],
        (*was.row_ids, *now.row_ids),
        why_not,
    )


def _told(one: Compared, book: RecordBook, period: str) -> Told:
    wanted = (one.series, one.subject, one.partner, one.good, one.scope)
    span = read_period(period)
    found = [
        told
        for told in book.told
        if _named(told) == wanted
        and (told.quantity.start, told.quantity.end) == (span.start, span.end)
    ]
    if not found:
        raise _bad(one, f"is not told of {period} in the record that is scored")
    return found[0]


def _named(told: Told) -> tuple[str, ...]:
    one = told.quantity
    return (one.series, one.subject, one.partner or "", one.good or "", one.scope or "")


def _why_not(told: Told, result: FlowResult) -> str:
    if told.measure is None or told.measure.counting == "none":
        return told.measure.why if told.measure else "nothing in the flows measures it"
    count = told.measure.count(told.quantity)
    if count is None or base_of(told.quantity.unit) is None:
        return "nothing in the flows measures it in this unit"
    missing = count.goods - {cell.good for cell in result.region.demand.cells}
    if missing:
        return f"the flows were worked out without {', '.join(sorted(missing))}"
    length = told.period
    months = len(result.region.months)
    if length is None or _months(length) != months:
        return "the question is of a period of another length"
    return ""


def _months(period: tuple[date, date]) -> int:
    start, end = period
    return 12 * (end.year - start.year) + end.month - start.month


def _modelled(told: Told, result: FlowResult) -> float | None:
    count = None if told.measure is None else told.measure.count(told.quantity)
    if count is None:
        return None
    moved = moved_of(result)
    span = (moved.start, moved.end)
    return modelled(moved, count, span, told.quantity.unit, middle_loads())


def _says(told: Told, ledger: Ledger) -> str:
    one = told.quantity
    parts: Sequence[str] = (
        name_of(ledger, one.series),
        name_of(ledger, one.subject),
        f"with {name_of(ledger, one.partner)}" if one.partner else "",
        name_of(ledger, one.good) if one.good else "",
        one.scope or "",
    )
    return ", ".join(filter(None, parts))


def _bad(one: Compared, what: str) -> BadScenarioError:
    name = " ".join(filter(None, (one.series, one.subject, one.partner, one.good, one.scope)))
    cure = "`caspia flows --json` lists the record; name a line of it, or leave compare out."
    return BadScenarioError([RowProblem("observed", 0, f"{name} {what}.", cure)])
