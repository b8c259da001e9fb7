"""The figures of one teller that identities join: what they come to together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from caspia.reconcile.groups import LOOSEST
from caspia.reconcile.program import Rows, Solved, Sums, least_cost, ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scipy.sparse import csr_array

    from caspia.reconcile.arrays import Change, Flags, Floats, Identity, Integers
    from caspia.reconcile.assumptions import Assumptions

# Room for the last digits of the solver, as a share of a quantity's size.
_DIGITS = 1e-8


@dataclass(frozen=True, slots=True)
class Joined:
    """Reports of joined figures, each in units of its figure's size; n reports, k figures.

    Attributes
    ----------
    figure : int64, shape (n,)
        Which figure a report is about, 0 to k - 1.
    value, low, high : float64, shape (n,)
        As in `Reports`, over the size.
    soft_low, soft_high : bool, shape (n,)
        As in `Reports`.
    count : int
        Figures; one may have no report.
    sums : Sums
        Identities over the figures.
    changes : Rows
        Changes told, as rows.
    """

    figure: Integers
    value: Floats
    low: Floats
    high: Floats
    soft_low: Flags
    soft_high: Flags
    count: int
    sums: Sums
    changes: Rows

    def pinned(self) -> Flags:
        """Tell which figures stand in an equality or a change, shape (k,)."""
        ties = abs(self.sums.equal).sum(axis=0) + abs(self.changes.at_value).sum(axis=0)
        return np.asarray(ties > 0)

    def without(self, report: int) -> Joined:
        """Return the same without one report."""
        kept = np.arange(len(self.value)) != report
        names = ("figure", "value", "low", "high", "soft_low", "soft_high")
        return replace(self, **{name: getattr(self, name)[kept] for name in names})


@dataclass(frozen=True, slots=True)
class Together:
    """What joined figures come to, over their sizes.

    Attributes
    ----------
    compromise, best, low, high : float64, shape (k,)
        As in `Estimates`.
    soft_low, soft_high : bool, shape (k,)
        As in `Estimates`.
    price : float64, shape (identities,)
        As in `Solved`: above zero where an identity binds.
    """

    compromise: Floats
    best: Floats
    low: Floats
    high: Floats
    soft_low: Flags
    soft_high: Flags
    price: Floats


def settle_joined(
    joined: Joined,
    rules: Assumptions,
    wanted: Integers | None = None,
    near: Floats | None = None,
) -> Together:
    """Return what joined figures come to.

    Parameters
    ----------
    joined : Joined
        n reports about k figures.
    rules : Assumptions
        What is taken for granted.
    wanted : int64, optional
        Only the intervals of these are sought; the others have none.
    near : float64, shape (k,), optional
        Where a figure stays that nothing tells of.
    """
    compromise = least_cost(_value_rows(joined, rules), joined.sums, rules, near=near).x
    low, high, soft_low, soft_high = _common_room(joined, compromise, rules, wanted)
    solved = _best(joined, rules, (low, high), near)
    best = np.clip(solved.x, low, high)
    return Together(compromise, best, low, high, soft_low, soft_high, solved.price)


def _best(
    joined: Joined, rules: Assumptions, box: tuple[Floats, Floats], near: Floats | None
) -> Solved:
    """Return the least cost within the intervals, which seldom have to hold it."""
    rows = _bound_rows(joined, rules)
    free = least_cost(rows, joined.sums, rules, near=near)
    low, high = box[0] - _DIGITS, box[1] + _DIGITS
    if ((low <= free.x) & (free.x <= high)).all():
        return free
    return least_cost(rows, joined.sums, rules, (low, high), near)


def _common_room(
    joined: Joined, compromise: Floats, rules: Assumptions, wanted: Integers | None
) -> tuple[Floats, Floats, Flags, Flags]:
    """Return the range of each figure where every report concedes as in ``groups.common_room``."""
    rows = _firm_rows(joined)
    missed = np.abs(_misses(joined, compromise))
    missed_changes = np.abs(joined.changes.at_value @ compromise)
    concession = rules.room * np.concatenate([missed, missed_changes]) + _DIGITS
    low, high = np.full(joined.count, -np.inf), np.full(joined.count, np.inf)
    chosen = np.arange(joined.count) if wanted is None else wanted
    low[chosen], high[chosen] = ranges(rows, joined.sums, concession, chosen)
    low, high = _without_digits(joined, low, high)
    least, most = _hull(joined, compromise, _inner(joined, "low"), _inner(joined, "high"))
    softest, hardest = _hull(joined, compromise, joined.low, joined.high)
    no_low, no_high = _has_no(joined, _firm_low(joined)), _has_no(joined, _firm_high(joined))
    soft_low, soft_high = no_low & (low < softest), no_high & (high > hardest)
    low = np.maximum(low, np.where(no_low, softest, least))
    high = np.minimum(high, np.where(no_high, hardest, most))
    return low, high, soft_low, soft_high


def _has_no(joined: Joined, ends: Floats) -> Flags:
    """Tell which figures have reports but none with a firm end, shape (k,)."""
    figures = np.arange(joined.count)
    firm = np.isin(figures, joined.figure[np.isfinite(ends)])
    return np.isin(figures, joined.figure) & ~firm


def _inner(joined: Joined, side: str) -> Floats:
    """Return an end of each report where it is firm, and its value where it is soft."""
    return np.where(getattr(joined, f"soft_{side}"), joined.value, getattr(joined, side))


def _without_digits(joined: Joined, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Put ends that the solver missed by its last digits back on the ends as told."""
    for ends, told in ((low, joined.low), (high, joined.high)):
        for figure, end in zip(joined.figure, told, strict=True):
            if abs(ends[figure] - end) <= 2 * _DIGITS:
                ends[figure] = end
    return low, high


def _hull(joined: Joined, compromise: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Return the least and the most that reports or the compromise say; infinite where none is."""
    least, most = np.full(joined.count, np.inf), np.full(joined.count, -np.inf)
    np.minimum.at(least, joined.figure, low)
    np.maximum.at(most, joined.figure, high)
    told = np.isin(np.arange(joined.count), joined.figure)
    least = np.where(told, np.minimum(least, compromise), -np.inf)
    return least, np.where(told, np.maximum(most, compromise), np.inf)


def _misses(joined: Joined, at: Floats) -> Floats:
    gap = joined.value - at[joined.figure]
    gap = np.where(joined.soft_high & ~joined.soft_low, np.maximum(gap, 0.0), gap)
    return np.where(joined.soft_low & ~joined.soft_high, np.minimum(gap, 0.0), gap)


def _tied(joined: Joined) -> Flags:
    figure = joined.soft_low == joined.soft_high
    has_one = np.isin(np.arange(joined.count), joined.figure[figure])
    return np.asarray(figure | ~has_one[joined.figure])


def _value_rows(joined: Joined, rules: Assumptions) -> Rows:
    """Return the reports as bare values, and bounds as one-sided."""
    only_low = joined.soft_high & ~joined.soft_low
    only_high = joined.soft_low & ~joined.soft_high
    spread = np.full(len(joined.value), rules.within_teller)
    rows = _rows(
        joined,
        np.where(only_high, -np.inf, joined.value),
        np.where(only_low, np.inf, joined.value),
        spread,
        np.where(_tied(joined), 1 / spread**2, 0.0),
    )
    bare = replace(joined.changes, at_low=joined.changes.at_value, at_high=joined.changes.at_value)
    return _stacked([rows, bare])


def _bound_rows(joined: Joined, rules: Assumptions) -> Rows:
    """Return the reports with their dead zones; beyond a soft end a miss costs little."""
    count = len(joined.value)
    spread = np.full(count, rules.within_teller)
    half = np.maximum(joined.value - joined.low, joined.high - joined.value)
    reach = np.minimum(half, LOOSEST * spread) + 0.1 * spread
    tie = np.where(_tied(joined), 1 / reach**2, 0.0)
    firm = _rows(joined, _firm_low(joined), _firm_high(joined), spread, tie)
    soft = _rows(
        joined,
        np.where(joined.soft_low, joined.low, -np.inf),
        np.where(joined.soft_high, joined.high, np.inf),
        rules.soft_spread * spread,
        np.zeros(count),
    )
    return _stacked([firm, soft.take(joined.soft_low | joined.soft_high), joined.changes])


def _firm_rows(joined: Joined) -> Rows:
    ones = np.ones(len(joined.value))
    rows = _rows(joined, _firm_low(joined), _firm_high(joined), ones, 0 * ones)
    return _stacked([rows, joined.changes])


def _firm_low(joined: Joined) -> Floats:
    return np.where(joined.soft_low, -np.inf, joined.low)


def _firm_high(joined: Joined) -> Floats:
    return np.where(joined.soft_high, np.inf, joined.high)


def _rows(joined: Joined, low: Floats, high: Floats, spread: Floats, tie: Floats) -> Rows:
    from scipy.sparse import csr_array

    count = len(joined.value)
    shape = (count, joined.count)
    at = csr_array((np.ones(count), (np.arange(count), joined.figure)), shape=shape)
    return Rows(at, at, at, low, joined.value, high, spread, tie)


def _stacked(parts: Sequence[Rows]) -> Rows:
    from scipy import sparse

    matrices = [
        sparse.vstack([getattr(part, name) for part in parts], format="csr")
        for name in ("at_low", "at_value", "at_high")
    ]
    vectors = [
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("low", "value", "high", "spread", "tie")
    ]
    return Rows(*matrices, *vectors)


def sums_of(identities: Sequence[Identity], places: dict[int, int], sizes: Floats) -> Sums:
    """Return identities as matrices, equalities apart from inequalities.

    Parameters
    ----------
    identities : sequence of Identity
        All of one teller.
    places : dict
        Quantity to figure, 0 to k - 1.
    sizes : float64, shape (k,)
        Size of each figure.
    """
    return Sums(
        _matrix([one for one in identities if one.kind == "equal"], places, sizes),
        _matrix([one for one in identities if one.kind == "at_most"], places, sizes),
    )


def _matrix(identities: Sequence[Identity], places: dict[int, int], sizes: Floats) -> csr_array:
    from scipy.sparse import csr_array

    row, column, entry = [], [], []
    for number, identity in enumerate(identities):
        at = [places[quantity] for quantity in identity.quantities]
        weights = np.array(identity.coefficients) * sizes[at]
        row += [number] * len(at)
        column += at
        entry += (weights / np.abs(weights).max()).tolist()
    return csr_array((entry, (row, column)), shape=(len(identities), len(sizes)))


def change_rows(
    changes: Sequence[Change], places: dict[int, int], sizes: Floats, spread: float
) -> Rows:
    """Return changes told as rows: the later level less the earlier one times the change.

    Parameters
    ----------
    changes : sequence of Change
        All of one teller; m of them.
    places : dict
        Quantity to figure, 0 to k - 1.
    sizes : float64, shape (k,)
        Size of each figure.
    spread : float
        Usual miss as a share of the later level.
    """
    from scipy.sparse import csr_array

    count = len(changes)
    now = np.array([places[change.now] for change in changes], dtype=np.int64)
    before = np.array([places[change.before] for change in changes], dtype=np.int64)

    def matrix(ratios: list[float]) -> csr_array:
        bounded = np.where(np.isfinite(ratios), ratios, 0.0)
        entries = np.concatenate([np.ones(count), -bounded * sizes[before] / sizes[now]])
        rows = np.tile(np.arange(count), 2)
        shape = (count, len(sizes))
        return csr_array((entries, (rows, np.concatenate([now, before]))), shape=shape)

    high = [change.high for change in changes]
    zeros = np.zeros(count)
    return Rows(
        matrix([change.low for change in changes]),
        matrix([change.ratio for change in changes]),
        matrix(high),
        zeros,
        zeros,
        np.where(np.isfinite(high), 0.0, np.inf),
        np.full(count, spread),
        zeros,
    )
