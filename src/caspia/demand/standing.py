"""How well each cell of each year is known, by rows alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from caspia.demand.months import YEARS
from caspia.demand.tables import assumption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.demand.bounds import Bound

Standing = Literal["observed", "bounded", "derived", "assumed"]
STANDINGS: tuple[Standing, ...] = ("observed", "bounded", "derived", "assumed")
_PASSES = 4


@dataclass(frozen=True, slots=True)
class Known:
    """What rows alone say of each cell and year, nothing assumed about how it is shared out.

    Attributes
    ----------
    low, high : float64, shape (cells, years)
        Ends in tonnes a year; zero and infinity where no row bounds them.
    standing : tuple of tuple of str, cells by years
        ``observed``: a row states the cell itself, for the year, to within the share called
        ``narrow``. ``bounded``: rows bound it from below, above nothing, and from above.
        ``derived``: rows bound a sum that it is part of, one side only, the value of a mix of
        goods, or another year. ``assumed``: no row at all.
    rows : tuple of tuple of tuple of str, cells by years
        The rows that it rests on.
    in_bounded_sum : bool, shape (cells, years)
        Rows bound the cell, or a sum of a whole year that it is part of, from both sides.
    """

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    standing: tuple[tuple[Standing, ...], ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    in_bounded_sum: NDArray[np.bool_]


def known_from(
    bounds: Sequence[Bound],
    carried: Sequence[Sequence[str]],
    could: NDArray[np.float64] | None = None,
) -> Known:
    """Return what rows say of each cell and year.

    Parameters
    ----------
    bounds : sequence of Bound
        All bounds, eased where they contradicted one another.
    carried : sequence, one for each cell
        Rows of other years that its expectation was carried from.
    could : float64, shape (cells, months), optional
        Share of each month in which a cell could go at all; a row that covers them all covers
        the year. Left out, all months.
    """
    shape = (len(carried), len(YEARS))
    could = np.ones((len(carried), 12 * len(YEARS))) if could is None else could
    low, high = np.zeros(shape), np.full(shape, np.inf)
    rows: list[list[list[str]]] = [[[] for _ in YEARS] for _ in carried]
    stated, in_sum = np.zeros(shape, bool), np.zeros(shape, bool)
    for year in range(len(YEARS)):
        here = [bound for bound in bounds if _months(bound, year).any()]
        for bound in here:
            for cell in bound.cells:
                rows[cell][year] += bound.row_ids
        physical = [one for one in here if _counts_tonnes(one) and _is_inside(one, year)]
        for bound in physical:
            in_sum[list(bound.cells), year] |= _is_whole(bound, year, could) and _is_two_sided(
                bound
            )
            if _is_whole(bound, year, could) and len(bound.cells) == 1:
                stated[bound.cells[0], year] |= _is_narrow(bound) and not bound.money
        for _ in range(_PASSES):
            for bound in physical:
                _tighten(
                    _in_tonnes(bound),
                    (low[:, year], high[:, year]),
                    whole=_is_whole(bound, year, could),
                )
    standing = tuple(
        tuple(
            _standing(stated[cell, year], low[cell, year], high[cell, year], rows[cell][year], back)
            for year in range(len(YEARS))
        )
        for cell, back in enumerate(carried)
    )
    resting = tuple(
        tuple(tuple(dict.fromkeys(found or back)) for found in by_year)
        for by_year, back in zip(rows, carried, strict=True)
    )
    in_sum |= (low > 0) & np.isfinite(high)
    return Known(low, high, standing, resting, in_sum)


def _counts_tonnes(bound: Bound) -> bool:
    """Tell whether it is in tonnes, or the value of one good that has one price."""
    return not bound.money or bound.one_price


def _in_tonnes(bound: Bound) -> Bound:
    if not bound.money:
        return bound
    price = float(bound.weights().max() / bound.shares.max())
    return replace(bound, low=bound.low / price, high=bound.high / price, money=False)


def _months(bound: Bound, year: int) -> NDArray[np.float64]:
    return bound.shares[12 * year : 12 * (year + 1)]


def _is_inside(bound: Bound, year: int) -> bool:
    return bool(np.isclose(bound.shares.sum(), _months(bound, year).sum()))


def _is_whole(bound: Bound, year: int, could: NDArray[np.float64]) -> bool:
    needed = could[list(bound.cells), 12 * year : 12 * (year + 1)].max(axis=0)
    return bool(needed.any() and (_months(bound, year) >= needed - 1e-9).all())


def _is_two_sided(bound: Bound) -> bool:
    return bound.low > 0 and bool(np.isfinite(bound.high))


def _is_narrow(bound: Bound) -> bool:
    middle = (bound.low + bound.high) / 2
    wide = bound.high - bound.low
    return bool(np.isfinite(wide) and wide / 2 <= assumption("narrow").value * middle)


def _tighten(
    bound: Bound, ends: tuple[NDArray[np.float64], NDArray[np.float64]], *, whole: bool
) -> None:
    """Bring the ends of the cells of a bound nearer, given those of the others, in place."""
    low, high = ends
    for place in bound.cells:
        others = [one for one in bound.cells if one != place]
        low[place] = max(low[place], bound.low - float(high[others].sum()))
        # Part of a year says nothing of how much the rest may add.
        if whole:
            top = max(bound.high - float(low[others].sum()), low[place])
            high[place] = min(high[place], top)


def _standing(
    stated: bool, low: float, high: float, rows: Sequence[str], carried: Sequence[str]
) -> Standing:
    if stated:
        return "observed"
    if low > 0 and np.isfinite(high):
        return "bounded"
    return "derived" if rows or carried else "assumed"
