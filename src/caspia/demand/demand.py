"""Demand on a ledger: statements to bounds, bounds to the most even table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from caspia.demand.bounds import bounds_from
from caspia.demand.carried import open_shares, prior_from
from caspia.demand.cells import cells
from caspia.demand.easing import ease
from caspia.demand.months import MONTHS, YEARS, months_of
from caspia.demand.most_even import Interval, most_even
from caspia.demand.overlaid import overlaid
from caspia.demand.standing import known_from
from caspia.demand.statements import gather
from caspia.demand.table import DemandTable, EasedBound, empties, loaded_teu
from caspia.ledger import read_period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.demand.bounds import Bound
    from caspia.demand.standing import Known
    from caspia.demand.statements import LeftAside
    from caspia.ledger import Ledger, Period

# What it costs to ease a bound: one in dollars, whose price is assumed, gives way first.
_COST, _COST_OF_MONEY = 1.0, 0.1
_ROOM_OF_MONEY = 0.03


@dataclass(frozen=True, slots=True)
class _Ends:
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def demand_on(ledger: Ledger, period: str | Period) -> DemandTable:
    """Return what wants to move in a period, by any way.

    Parameters
    ----------
    ledger : Ledger
        What was known; a figure published later has no part in it.
    period : str or Period
        Whole months from 2019 to 2025: 2023, 2023-05, 2019..2025.

    Raises
    ------
    BadDateError
        The period is none, or not of whole months from 2019 to 2025.
    BadInputError
        A row is both an input and kept for scoring.
    SolverError
        No table was found.
    """
    span = read_period(period) if isinstance(period, str) else period
    months = months_of(span)
    return overlaid(_cut(_whole(ledger), span, months), ledger)


def bounds_within(ledger: Ledger, period: str | Period) -> tuple[Bound, ...]:
    """Return the sums that rows bound, as far as they reach into a period.

    They count months of the period alone; one over a longer time counts in proportion to what the
    table has within. Where bounds contradicted one another they are eased.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    period : str or Period
        Whole months from 2019 to 2025.

    Raises
    ------
    BadDateError
        The period is none, or not of whole months from 2019 to 2025.
    """
    months = months_of(read_period(period) if isinstance(period, str) else period)
    whole = _whole(ledger)
    found = (_within(bound, whole.tonnes.ravel(), months) for bound in whole.bounds)
    return tuple(bound for bound in found if bound is not None)


def _within(bound: Bound, tonnes: NDArray[np.float64], months: slice) -> Bound | None:
    """Return a bound on some months; None where it has nothing there."""
    shares = np.zeros_like(bound.shares)
    shares[months] = bound.shares[months]
    inside = replace(bound, shares=shares)
    part, whole = (float(one.weights() @ tonnes[one.places()]) for one in (inside, bound))
    if not part > 0:
        return None
    ends = [part / whole * end for end in (bound.low, bound.value, bound.high)]
    return replace(bound, shares=shares[months], low=ends[0], value=ends[1], high=ends[2])


@dataclass(frozen=True, slots=True)
class _Whole:
    """The table of all months, and what it rests on."""

    tonnes: NDArray[np.float64]
    bounds: tuple[Bound, ...]
    known: Known
    eased: tuple[EasedBound, ...]
    left_aside: tuple[LeftAside, ...]
    violation: float


# All months are worked out together, whatever period is asked for; a ledger never changes.
_MEMORY: WeakKeyDictionary[Ledger, _Whole] = WeakKeyDictionary()


def _whole(ledger: Ledger) -> _Whole:
    if ledger not in _MEMORY:
        _MEMORY[ledger] = _worked_out(ledger)
    return _MEMORY[ledger]


def _worked_out(ledger: Ledger) -> _Whole:
    gathered = gather(ledger)
    told = bounds_from(gathered.statements)
    prior = prior_from(told)
    kept, eased = _eased(told, prior.tonnes)
    found = most_even(prior.tonnes.ravel(), [_interval(one) for one in kept])
    return _Whole(
        found.values.reshape(prior.tonnes.shape),
        kept,
        known_from(kept, prior.rows, open_shares()),
        eased,
        tuple(gathered.aside),
        found.violation,
    )


def _cut(whole: _Whole, span: Period, months: slice) -> DemandTable:
    """Return the part of the table that a period asks for."""
    known, ends = whole.known, _ends(whole.tonnes, whole.known)
    first, last = MONTHS[months][0].year, MONTHS[months][-1].year
    years = slice(YEARS.index(first), YEARS.index(last) + 1)
    pairs = zip(cells(), whole.tonnes, strict=True)
    teu = np.array([loaded_teu(cell, row) for cell, row in pairs])
    return DemandTable(
        span,
        MONTHS[months],
        YEARS[years],
        cells(),
        whole.tonnes[:, months],
        ends.low[:, months],
        ends.high[:, months],
        teu[:, months],
        empties(cells(), teu)[:, months],
        tuple(by_year[years] for by_year in known.standing),
        tuple(by_year[years] for by_year in known.rows),
        known.in_bounded_sum[:, years],
        whole.eased,
        whole.left_aside,
        whole.violation,
    )


def _interval(bound: Bound) -> Interval:
    return Interval(bound.places(), bound.weights(), bound.low, bound.high)


def _eased(
    bounds: Sequence[Bound], prior: NDArray[np.float64]
) -> tuple[tuple[Bound, ...], tuple[EasedBound, ...]]:
    """Return bounds that some table keeps, and those that were eased for it."""
    costs = [_COST_OF_MONEY if bound.money else _COST for bound in bounds]
    allowed = list(prior.ravel() > 0)
    room = [_ROOM_OF_MONEY if bound.money else 0.0 for bound in bounds]
    intervals, eased = ease([_interval(one) for one in bounds], costs, allowed, room)
    kept = tuple(
        replace(bound, low=one.low, high=one.high)
        for bound, one in zip(bounds, intervals, strict=True)
    )
    return kept, tuple(EasedBound(bounds[one.number].row_ids, one.share) for one in eased)


def _ends(tonnes: NDArray[np.float64], known: Known) -> _Ends:
    """Return the interval of each cell and month: the year's, in proportion to the month."""
    factors = np.array([cell.factor for cell in cells()])[:, None]
    yearly = tonnes.reshape(len(cells()), len(YEARS), 12).sum(axis=2)
    loose_low, loose_high = yearly / factors, yearly * factors
    low = np.minimum(np.maximum(known.low, loose_low), yearly)
    high = np.maximum(np.minimum(known.high, loose_high), yearly)
    safe = np.where(yearly > 0, yearly, 1.0)
    return _Ends(
        tonnes * np.repeat(low / safe, 12, axis=1), tonnes * np.repeat(high / safe, 12, axis=1)
    )
