"""Reconcile a series of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.ledger import Question, read_period, search
from caspia.reconcile.arrays import Reports, reports_from
from caspia.reconcile.assumptions import assumptions
from caspia.reconcile.changes import changes_of
from caspia.reconcile.figures import gather
from caspia.reconcile.mirror_rows import mirror_series, mirrored
from caspia.reconcile.result import Reconciled, Reconciliation, Tie, Told, finite
from caspia.reconcile.ties import book_of, change_series, family, identities_of
from caspia.reconcile.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.ledger import Ledger, Period
    from caspia.reconcile.arrays import Change, Identity
    from caspia.reconcile.assumptions import Assumptions
    from caspia.reconcile.figures import Figure, Quantity
    from caspia.reconcile.weighing import Weighed

    Figures = Mapping[Quantity, Sequence[Figure]]


@dataclass(frozen=True, slots=True)
class _Problem:
    """What is weighed: figures in the order of the arrays, and what ties them."""

    quantities: tuple[Quantity, ...]
    figures: tuple[Figure, ...]
    quantity: tuple[int, ...]
    tellers: tuple[str, ...]
    identities: tuple[Identity, ...]
    changes: tuple[Change, ...]


def reconcile_series(
    ledger: Ledger,
    series: str,
    parties: Sequence[str] = (),
    period: str | Period | None = None,
    good: str | None = None,
    rules: Assumptions | None = None,
) -> Reconciliation:
    """Return what the reports of a series come to, one interval for each quantity.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    series : str
        Id of a series.
    parties : sequence of str
        Each must be the subject or the partner; two make a pair, in either order.
    period : str or Period, optional
        Periods that touch it: 2023, 2023-05, 2019..2023.
    good : str, optional
        Id of a good.
    rules : Assumptions, optional
        What is taken for granted; else ``assumptions.csv``.

    Raises
    ------
    UnknownNameError
        No such series, party or good; the nearest are suggested.
    BadDateError
        The period is none.
    SolverError
        The solver gave up.
    """
    span = read_period(period) if isinstance(period, str) else period
    question = Question(series=series, parties=tuple(parties), period=span, good=good)
    asked = {fact.row.id for fact in search(ledger, question)}
    rules = rules or assumptions()
    names = family(ledger, series)
    told, aside = gather(ledger, [*names, *mirror_series(series)])
    wanted = [
        quantity
        for quantity, figures in told.items()
        if quantity.series == series and any(figure.row.id in asked for figure in figures)
    ]
    whole = {quantity: (*told[quantity], *mirrored(quantity, told, rules)) for quantity in wanted}
    problem = _problem(ledger, names, told, whole)
    found = tuple(
        sorted(_answers(ledger, problem, wanted, rules), key=lambda one: _order(one.quantity))
    )
    return Reconciliation(found, tuple(one for one in aside if one.row_id in asked))


def _problem(ledger: Ledger, names: Sequence[str], told: Figures, whole: Figures) -> _Problem:
    """Return the figures asked for, and those of the same tellers that ties join to them."""
    quantities = tuple({**whole, **told})
    numbers = {quantity: number for number, quantity in enumerate(quantities)}
    tellers = tuple(
        sorted({f.teller for figures in (*whole.values(), *told.values()) for f in figures})
    )
    changes_told, _ = gather(
        ledger, [found for name in names if (found := change_series(ledger, name))]
    )
    identities: list[Identity] = []
    changes: list[Change] = []
    for teller in sorted({figure.teller for figures in whole.values() for figure in figures}):
        book = book_of(ledger, teller, tellers.index(teller), told, numbers)
        ties = [*identities_of(ledger, book)]
        moves = [*changes_of(ledger, book, changes_told)]
        reached = _reached(ties, moves, {numbers[quantity] for quantity in whole})
        identities += [one for one in ties if reached.issuperset(one.quantities)]
        changes += [one for one in moves if one.now in reached]
    return _with_figures(quantities, told, whole, tellers, identities, changes)


def _reached(ties: Sequence[Identity], moves: Sequence[Change], start: set[int]) -> set[int]:
    """Return the quantities of a book that ties join to some."""
    groups = [set(one.quantities) for one in ties] + [{one.now, one.before} for one in moves]
    reached, grown = set(start), True
    while grown:
        joined = [group for group in groups if group & reached and not group <= reached]
        reached.update(*joined)
        grown = bool(joined)
    return reached


def _with_figures(
    quantities: Sequence[Quantity],
    told: Figures,
    whole: Figures,
    tellers: Sequence[str],
    identities: Sequence[Identity],
    changes: Sequence[Change],
) -> _Problem:
    needed = {(number, one.teller) for one in identities for number in one.quantities}
    needed |= {(number, one.teller) for one in changes for number in (one.now, one.before)}
    places = {teller: number for number, teller in enumerate(tellers)}
    figures = [
        (number, figure)
        for number, quantity in enumerate(quantities)
        for figure in whole.get(quantity, told.get(quantity, ()))
        if quantity in whole or (number, places[figure.teller]) in needed
    ]
    return _Problem(
        tuple(quantities),
        tuple(figure for _, figure in figures),
        tuple(number for number, _ in figures),
        tuple(tellers),
        tuple(identities),
        tuple(changes),
    )


def _answers(
    ledger: Ledger, problem: _Problem, wanted: Sequence[Quantity], rules: Assumptions
) -> list[Reconciled]:
    if not wanted:
        return []
    asked = {problem.quantities.index(quantity) for quantity in wanted}
    flags = np.array([number in asked for number in problem.quantity])
    weighed = weigh(_arrays(problem), problem.identities, problem.changes, rules, pulls_of=flags)
    return [_answer(ledger, problem, weighed, number) for number in sorted(asked)]


def _arrays(problem: _Problem) -> Reports:
    amounts = [figure.amount for figure in problem.figures]
    places = {teller: number for number, teller in enumerate(problem.tellers)}
    return reports_from(
        problem.quantity,
        [amount.value for amount in amounts],
        [-np.inf if amount.low is None else amount.low for amount in amounts],
        [np.inf if amount.high is None else amount.high for amount in amounts],
        teller=[places[figure.teller] for figure in problem.figures],
        soft_low=[amount.soft_low for amount in amounts],
        soft_high=[amount.soft_high for amount in amounts],
        zero=[_zero(problem.quantities[number]) for number in problem.quantity],
    )


def _zero(quantity: Quantity) -> float:
    """Return where a quantity has no size: a fall by 100 percent leaves nothing."""
    return -100.0 if quantity.series.endswith("_change") and quantity.unit == "percent" else 0.0


def _answer(ledger: Ledger, problem: _Problem, weighed: Weighed, number: int) -> Reconciled:
    place = int(np.searchsorted(weighed.quantity, number))
    quantity = problem.quantities[number]
    low, high = weighed.low[place], weighed.high[place]
    return Reconciled(
        identifier(quantity),
        quantity,
        float(weighed.best[place]),
        finite(low),
        finite(high),
        bool(weighed.soft_low[place] and np.isfinite(low)),
        bool(weighed.soft_high[place] and np.isfinite(high)),
        _reports(ledger, problem, weighed, number),
        _ties(problem, weighed, number),
    )


def identifier(quantity: Quantity) -> str:
    """Return the id of what a quantity comes to."""
    pair = "-".join(part for part in (quantity.subject, quantity.partner) if part)
    period = f"{quantity.start}_{quantity.end or ''}"
    rest = [part for part in (quantity.good, quantity.scope, quantity.mode) if part]
    return ":".join(["reconcile", ".".join([quantity.series, pair, period, *rest])])


def _reports(ledger: Ledger, problem: _Problem, weighed: Weighed, number: int) -> tuple[Told, ...]:
    pulls = weighed.pulls
    reports = [
        Told(
            figure.row.id,
            ledger.source_ids([figure.row.id]),
            figure.teller,
            figure.amount,
            figure.mirror,
            float(weighed.weight[place]),
            float(pulls.pull[place]) if pulls and pulls.known[place] else None,
            float(pulls.gross[place]) if pulls else 0.0,
        )
        for place, figure in enumerate(problem.figures)
        if problem.quantity[place] == number
    ]
    return tuple(sorted(reports, key=lambda report: (-round(report.weight, 6), report.row_id)))


def _ties(problem: _Problem, weighed: Weighed, number: int) -> tuple[Tie, ...]:
    found = [
        Tie(
            one.name,
            problem.tellers[one.teller],
            one.kind,
            one in weighed.binding,
            _rows(problem, one.teller, one.quantities),
        )
        for one in problem.identities
        if number in one.quantities
    ]
    found += [
        Tie(
            one.name,
            problem.tellers[one.teller],
            "change",
            True,
            (one.name, *_rows(problem, one.teller, (one.now, one.before))),
        )
        for one in problem.changes
        if number in (one.now, one.before)
    ]
    return tuple(found)


def _rows(problem: _Problem, teller: int, quantities: Sequence[int]) -> tuple[str, ...]:
    return tuple(
        figure.row.id
        for figure, number in zip(problem.figures, problem.quantity, strict=True)
        if number in quantities and problem.tellers[teller] == figure.teller
    )


def _order(quantity: Quantity) -> tuple[str, str, str]:
    return str(quantity.start), str(quantity.end or ""), identifier(quantity)
