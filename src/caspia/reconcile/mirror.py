"""Mirror trade: exporter's and importer's figures of one flow, weighed by what each is worth.

Both are told of one truth. The importer's holds freight and insurance; each has the spread of its
reporter; some pairs are in gross error. Spreads, margin and the odds of a gross error are found
together by expectation and maximisation. All figures are natural logarithms of values in one unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError
from caspia.reconcile.assumptions import assumptions

if TYPE_CHECKING:
    from caspia.reconcile.arrays import Flags, Floats, Integers

# A gross error is a factor of about ten either way.
_GROSS = log(10)
# A reporter's spread leans on the pool of all as if that were so many pairs.
_PSEUDO_PAIRS = 5.0
_ENOUGH_PAIRS = 30.0
_ROUNDS = 5000
_STILL = 1e-7
_FLOOR = 1e-4
# Median absolute deviation to standard deviation, of a normal.
_NORMAL = 1.4826


@dataclass(frozen=True, slots=True)
class MirrorPairs:
    """Flows that both sides tell of; n pairs.

    Attributes
    ----------
    exporter, importer : int64, shape (n,)
        Numbers of the reporters, 0 to r - 1.
    exported, imported : float64, shape (n,)
        Natural logarithm of what each says, in one unit.

    Raises
    ------
    BadInputError
        On arrays of unlike length, or NaN or infinite logarithms (a value of zero or below).
    """

    exporter: Integers
    importer: Integers
    exported: Floats
    imported: Floats

    def __post_init__(self) -> None:
        lengths = {len(getattr(self, name)) for name in self.__slots__}
        if len(lengths) > 1:
            raise BadInputError(f"Pairs of lengths {sorted(lengths)}. Give four arrays alike.")
        bad = ~np.isfinite(self.exported + self.imported)
        if bad.any():
            raise BadInputError(
                f"Pairs {np.flatnonzero(bad)[:5].tolist()} have no logarithm. "
                "Leave out flows of zero and what is not known."
            )

    def take(self, which: Integers | Flags) -> MirrorPairs:
        """Return some of the pairs."""
        return MirrorPairs(*(getattr(self, name)[which] for name in self.__slots__))

    @property
    def gap(self) -> Floats:
        """Importer's figure over exporter's, as a logarithm, shape (n,)."""
        return self.imported - self.exported


@dataclass(frozen=True, slots=True)
class MirrorModel:
    """What pairs say of their reporters.

    Attributes
    ----------
    margin : float
        Logarithm of the importer's figure over the exporter's.
    fitted : bool
        Whether the margin comes from the pairs; else it is the usual one of ``assumptions.csv``.
    spread : float64, shape (r,)
        Standard deviation of each reporter's logarithms.
    gross_share : float
        Share of pairs taken to be in gross error before looking.
    gross : float64, shape (n,)
        Probability that each pair is, after looking.
    """

    margin: float
    fitted: bool
    spread: Floats
    gross_share: float
    gross: Floats


@dataclass(frozen=True, slots=True)
class Habits:
    """How pairs go from one year to the next.

    Attributes
    ----------
    lasts : float
        Share of a pair's gap that lasts, 0 to 1.
    moves : float
        Standard deviation of the yearly change of a reported logarithm.
    """

    lasts: float
    moves: float


@dataclass(frozen=True, slots=True)
class MirrorEstimate:
    """The flows themselves, free on board; n pairs.

    Attributes
    ----------
    best, low, high : float64, shape (n,)
        Logarithms; the interval holds nine in ten.
    weight : float64, shape (n,)
        Share of the exporter's figure in the best value; the rest is the importer's.
    gross : float64, shape (n,)
        Probability that one of the two is in gross error.
    """

    best: Floats
    low: Floats
    high: Floats
    weight: Floats
    gross: Floats


def fit_mirror(pairs: MirrorPairs, reporters: int, gross_share: float) -> MirrorModel:
    """Return margin, spreads and gross errors that make the pairs most likely.

    Parameters
    ----------
    pairs : MirrorPairs
        n pairs.
    reporters : int
        How many reporters there are.
    gross_share : float
        Share of pairs in gross error before looking, between 0 and 1.

    Raises
    ------
    BadInputError
        The share is none.
    """
    if not 0 < gross_share < 1:
        raise BadInputError(f"{gross_share} is no share. Give one between 0 and 1.")
    usual = log(assumptions().mirror_usual)
    if not len(pairs.gap):
        return MirrorModel(usual, False, np.full(reporters, _GROSS), gross_share, pairs.gap)
    pool = max(float(np.median(np.abs(pairs.gap - np.median(pairs.gap)))) ** 2, _FLOOR)
    margin, variance = usual, np.full(reporters, pool)
    for _ in range(_ROUNDS):
        gross = _gross(pairs, margin, variance, gross_share)
        updated = _variances(pairs, margin, variance, 1 - gross)
        moved = np.abs(updated / variance - 1).max()
        variance = updated
        margin = _margin(pairs, variance, 1 - gross, usual)
        if moved < _STILL:
            break
    fitted = float((1 - gross).sum()) >= _ENOUGH_PAIRS
    return MirrorModel(margin, fitted, np.sqrt(variance), gross_share, gross)


def estimate_flows(pairs: MirrorPairs, model: MirrorModel) -> MirrorEstimate:
    """Return each flow from both figures, weighed by the spreads of their reporters."""
    export, import_ = model.spread[pairs.exporter] ** 2, model.spread[pairs.importer] ** 2
    weight = import_ / (export + import_)
    best = weight * pairs.exported + (1 - weight) * (pairs.imported - model.margin)
    gross = _gross(pairs, model.margin, model.spread**2, model.gross_share)
    # Where one of the two is in gross error, the truth may be near either.
    usual = np.sqrt(export * import_ / (export + import_))
    apart = np.abs(pairs.gap - model.margin)
    half = half_width(usual, usual + apart, gross)
    return MirrorEstimate(best, best - half, best + half, weight, gross)


def predict_other_side(
    told: Floats, spread: Floats, margin: float, gross_share: float
) -> tuple[Floats, Floats, Floats]:
    """Return what one side is likely to say, given the other's figure.

    Parameters
    ----------
    told : float64, shape (n,)
        Logarithm of the other side's figure.
    spread : float64, shape (n,)
        Standard deviation of the gap between the two.
    margin : float
        Expected logarithm of the other side's figure over this side's.
    gross_share : float
        Share of gross errors.

    Returns
    -------
    tuple of float64 arrays, shape (n,)
        Best, low and high; the interval holds nine in ten.
    """
    return _about(told - margin, spread, gross_share)


def predict_with_past(
    told: Floats,
    past: tuple[Floats, Floats],
    spread: Floats,
    margin: float,
    habits: Habits,
    gross_share: float,
) -> tuple[Floats, Floats, Floats]:
    """Return what one side is likely to say, given the other's figure and the year before.

    The gap of the year before lasts in part; the side's own earlier figure is weighed against it.
    Their errors may hang together, so their spreads add.

    Parameters
    ----------
    told : float64, shape (n,)
        Logarithm of the other side's figure.
    past : pair of float64 arrays, shape (n,)
        Logarithms of the other side's and of this side's figure of the year before.
    spread, margin, gross_share
        As in `predict_other_side`.
    habits : Habits
        How gaps last and flows move.

    Returns
    -------
    tuple of float64 arrays, shape (n,)
        Best, low and high; the interval holds nine in ten.
    """
    gap = past[0] - past[1] - margin
    mirrored = told - margin - habits.lasts * gap
    left = spread * np.sqrt(1 - habits.lasts**2)
    weight = habits.moves**2 / (habits.moves**2 + left**2)
    best = weight * mirrored + (1 - weight) * past[1]
    return _about(best, weight * left + (1 - weight) * habits.moves, gross_share)


def _about(best: Floats, spread: Floats, gross_share: float) -> tuple[Floats, Floats, Floats]:
    count = len(best)
    half = half_width(spread, np.full(count, _GROSS), np.full(count, gross_share))
    return best, best - half, best + half


def half_width(usual: Floats, wide: Floats, gross: Floats, holds: float = 0.9) -> Floats:
    """Return the half-width that holds a share of a mixture of two normals about one centre.

    Parameters
    ----------
    usual, wide : float64, shape (n,)
        Their standard deviations.
    gross : float64, shape (n,)
        Share of the wide one.
    holds : float
        The share to hold.
    """
    from scipy.special import ndtr

    low, high = np.zeros(len(usual)), 10 * np.maximum(usual, wide)
    for _ in range(60):
        middle = (low + high) / 2
        inside = (1 - gross) * (2 * ndtr(middle / usual) - 1)
        inside = inside + gross * (2 * ndtr(middle / wide) - 1)
        high = np.where(inside >= holds, middle, high)
        low = np.where(inside >= holds, low, middle)
    return high


def _gross(pairs: MirrorPairs, margin: float, variance: Floats, share: float) -> Floats:
    """Return the probability that each pair is in gross error, shape (n,)."""
    usual = variance[pairs.exporter] + variance[pairs.importer]
    off = (pairs.gap - margin) ** 2
    wide = usual + _GROSS**2
    log_odds = log(share / (1 - share)) + 0.5 * (np.log(usual / wide) + off / usual - off / wide)
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -500, 500))))


def _variances(pairs: MirrorPairs, margin: float, variance: Floats, good: Floats) -> Floats:
    """Return each reporter's variance, given how good each pair is, shape (r,)."""
    total = variance[pairs.exporter] + variance[pairs.importer]
    off = (pairs.gap - margin) ** 2
    squares, counts = np.zeros(len(variance)), np.zeros(len(variance))
    for who in (pairs.exporter, pairs.importer):
        own = variance[who]
        expected = (own / total) ** 2 * off + own * (1 - own / total)
        squares += np.bincount(who, good * expected, len(variance))
        counts += np.bincount(who, good, len(variance))
    pool = squares.sum() / max(counts.sum(), _FLOOR)
    shrunk = (squares + _PSEUDO_PAIRS * pool) / (counts + _PSEUDO_PAIRS)
    return np.asarray(np.maximum(shrunk, _FLOOR))


def _margin(pairs: MirrorPairs, variance: Floats, good: Floats, usual: float) -> float:
    """Return the mean gap of good pairs where there are enough of them, else the usual one."""
    if float(good.sum()) < _ENOUGH_PAIRS:
        return usual
    precision = good / (variance[pairs.exporter] + variance[pairs.importer])
    return float((precision * pairs.gap).sum() / precision.sum())


def habits_of(before: MirrorPairs, after: MirrorPairs, margin: float, good: Floats) -> Habits:
    """Return how the gaps of the same pairs last, and how flows move, from one year to the next.

    Parameters
    ----------
    before, after : MirrorPairs
        The same n pairs in two years that follow each other.
    margin : float
        Expected gap.
    good : float64, shape (n,)
        Weight of each pair.
    """
    one, other = before.gap - margin, after.gap - margin
    squares = float((good * one**2).sum())
    lasts = float((good * one * other).sum()) / squares if squares else 0.0
    steps = np.concatenate([after.exported - before.exported, after.imported - before.imported])
    middle = float(np.median(np.abs(steps - np.median(steps)))) if len(steps) else _GROSS
    return Habits(min(max(lasts, 0.0), 1.0), max(_NORMAL * middle, _FLOOR))
