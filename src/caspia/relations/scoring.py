"""From readings between goalposts to a score: weights, two forms, draws. Arrays only.

Axes: d draws, t months, c columns, g groups. A column or group that is missing has no part in the
mean. One that is `open` (its record is not followed, so there may be more) takes part only where it
raises the mean: an incomplete record can show closeness, never distance. In the draws a group that
is missing lies anywhere, and one that is open anywhere above what its rows show, so that a band is
wide where little is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError
from caspia.relations.rules import GROUPS, columns, given_weights, settings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

FORMS = ("additive", "geometric")
_SEED = 20180101


@dataclass(frozen=True, slots=True)
class Panel:
    """Where columns stand between their goalposts, month by month; each array has shape (t, c).

    Attributes
    ----------
    low, value, high : float64
        0 to 1; nothing where a column is missing.
    known : bool
        Whether the column has a reading.
    open : bool
        Whether there may be more than its rows show.
    """

    low: Numbers
    value: Numbers
    high: Numbers
    known: Flags
    open: Flags


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of groups, shape (..., g), and of columns, shape (..., c); each positive."""

    groups: Numbers
    columns: Numbers


@dataclass(frozen=True, slots=True)
class Draws:
    """Ways in which it may be otherwise, d of each.

    Attributes
    ----------
    weights : Weights
        Shapes (d, g) and (d, c).
    rank : float64, shape (d, c)
        Where in its interval the reading of each column lies, 0 to 1.
    group_rank : float64, shape (d, g)
        Where between the least and the most that it may be each group lies, 0 to 1.
    geometric : bool, shape (d,)
        Whether the form is geometric.
    """

    weights: Weights
    rank: Numbers
    group_rank: Numbers
    geometric: Flags


def member_of() -> NDArray[np.intp]:
    """Return the number of the group of each column, shape (c,)."""
    return np.array([GROUPS.index(column.feature.group) for column in columns()])


def usual_weights() -> Weights:
    """Return the weights of ``weights.csv``."""
    groups, some = given_weights()
    return Weights(np.array(groups), np.array(some))


@cache
def usual_draws(count: int) -> Draws:
    """Return draws of weights, places within intervals, and form; the same each time.

    All pairs and months meet the same draws, so that a difference between two of them is not one of
    chance.
    """
    given = usual_weights()
    generator = np.random.default_rng(_SEED)
    return Draws(
        Weights(
            _dirichlet(generator, given.groups, count),
            np.concatenate(
                [
                    _dirichlet(generator, given.columns[member_of() == g], count)
                    for g in range(len(GROUPS))
                ],
                axis=1,
            ),
        ),
        generator.random((count, len(columns()))),
        generator.random((count, len(GROUPS))),
        generator.random(count) < 0.5,
    )


def _dirichlet(generator: np.random.Generator, weights: Numbers, count: int) -> Numbers:
    shape = settings().concentration * weights / weights.mean()
    return generator.dirichlet(shape, count) * len(weights)


def mean_raised(
    values: Numbers, weights: Numbers, known: Flags, may_be_more: Flags
) -> tuple[Numbers, Flags]:
    """Return the weighted mean over the last axis, and which took part.

    Parameters
    ----------
    values, weights : float64, shape (..., n)
        What is averaged.
    known : bool, shape (..., n)
        What is not missing.
    may_be_more : bool, shape (..., n)
        What takes part only where it raises the mean.

    Returns
    -------
    (float64, shape (...), bool, shape (..., n))
        The mean, 0 where nothing took part, and what took part.
    """
    shape = np.broadcast_shapes(values.shape, weights.shape, known.shape)
    values, weights = values + np.zeros(shape), weights + np.zeros(shape)
    nothing = np.zeros(shape, dtype=bool)
    known, may_be_more = known | nothing, may_be_more | nothing
    taking = known & ~may_be_more
    total = (values * weights * taking).sum(-1)
    mass = (weights * taking).sum(-1)
    if may_be_more.any():
        total, mass, taking = _raise(values, weights, known & may_be_more, (total, mass, taking))
    return np.where(mass > 0, total / np.where(mass > 0, mass, 1.0), 0.0), taking


def _raise(
    values: Numbers, weights: Numbers, offered: Flags, state: tuple[Numbers, Numbers, Flags]
) -> tuple[Numbers, Numbers, Flags]:
    """Take in what is offered, the highest first, as long as each lies above the mean so far."""
    total, mass, taking = state
    order = np.argsort(np.where(offered, -values, np.inf), axis=-1, kind="stable")
    taking = taking.copy()
    for place in range(values.shape[-1]):
        at = order[..., place : place + 1]
        value = np.take_along_axis(values, at, -1)[..., 0]
        weight = np.take_along_axis(weights, at, -1)[..., 0]
        is_offered = np.take_along_axis(offered, at, -1)[..., 0]
        taken = is_offered & (weight > 0) & (value * mass >= total)
        total = total + np.where(taken, value * weight, 0.0)
        mass = mass + np.where(taken, weight, 0.0)
        now = np.take_along_axis(taking, at, -1)
        np.put_along_axis(taking, at, now | taken[..., None], -1)
    return total, mass, taking


def group_values(
    values: Numbers, known: Flags, may_be_more: Flags, weights: Numbers
) -> tuple[Numbers, Flags, Flags]:
    """Return by group its mean, whether it is known, and whether all of it may be more.

    Parameters
    ----------
    values, known, may_be_more, weights : shape (..., c)
        As in `mean_raised`.

    Returns
    -------
    three arrays, shape (..., g)
    """
    means, knowns, opens = [], [], []
    for group in range(len(GROUPS)):
        here = member_of() == group
        mean, _ = mean_raised(
            values[..., here], weights[..., here], known[..., here], may_be_more[..., here]
        )
        means.append(mean)
        knowns.append(known[..., here].any(-1))
        opens.append((may_be_more | ~known)[..., here].all(-1))
    return np.stack(means, -1), np.stack(knowns, -1), np.stack(opens, -1)


def scores_of(
    groups: tuple[Numbers, Flags, Flags], weights: Numbers, geometric: Flags | bool
) -> Numbers:
    """Return the score from the values of groups.

    Parameters
    ----------
    groups : three arrays, shape (..., g)
        Value, known, open, as `group_values` gives them.
    weights : float64, shape (..., g)
        Of the groups.
    geometric : bool, shape (...) or one for all
        The weighted geometric mean, each group at least `floor`; else the weighted mean.
    """
    values, known, may_be_more = groups
    added, _ = mean_raised(values, weights, known, may_be_more)
    if not np.any(geometric):
        return added
    logs = np.log(np.maximum(values, settings().floor))
    shift = -np.log(settings().floor)
    multiplied, taking = mean_raised(logs + shift, weights, known, may_be_more)
    products = np.where(taking.any(-1), np.exp(multiplied - shift), 0.0)
    return np.where(geometric, products, added)


def point_scores(panel: Panel, form: str, weights: Weights | None = None) -> Numbers:
    """Return the score of each month, shape (t,); 0 where nothing is known.

    Raises
    ------
    BadInputError
        There is no such form.
    """
    check_form(form)
    given = weights or usual_weights()
    groups = group_values(panel.value, panel.known, panel.open, given.columns)
    return scores_of(groups, given.groups, form == FORMS[1])


def drawn_scores(panel: Panel, draws: Draws) -> Numbers:
    """Return the score of each draw and month, shape (d, t)."""
    rank = draws.rank[:, None, :]
    # The lower half of the ranks lies below the value, the upper half above it.
    below = panel.low + (panel.value - panel.low) * np.minimum(2 * rank, 1.0)
    values = below + (panel.high - panel.value) * np.maximum(2 * rank - 1, 0.0)
    drawn = group_values(values, panel.known, panel.open, draws.weights.columns[:, None, :])
    groups = _fill(drawn, draws.group_rank[:, None, :])
    return scores_of(groups, draws.weights.groups[:, None, :], draws.geometric[:, None])


def _fill(groups: tuple[Numbers, Flags, Flags], rank: Numbers) -> tuple[Numbers, Flags, Flags]:
    """Give a group that is missing or open a value anywhere above what its rows show."""
    value, known, may_be_more = groups
    shown = np.where(known, value, 0.0)
    filled = np.where(known & ~may_be_more, value, shown + (1 - shown) * rank)
    all_known = np.ones_like(known)
    return filled, all_known, ~all_known


def band_of(drawn: Numbers, point: Numbers) -> tuple[Numbers, Numbers]:
    """Return the ends that hold the set share of draws; widened, if need be, to hold the point."""
    share = settings().band
    low, high = np.quantile(drawn, [(1 - share) / 2, (1 + share) / 2], axis=0)
    return np.minimum(low, point), np.maximum(high, point)


def coverage_of(panel: Panel) -> Numbers:
    """Return the share of the weights that rests on readings, shape (t,)."""
    given = usual_weights()
    part = np.zeros(panel.known.shape[0])
    for group in range(len(GROUPS)):
        here = member_of() == group
        inside = given.columns[here]
        known = panel.known[:, here]
        part += given.groups[group] * (known * inside).sum(-1) / inside.sum()
    return np.asarray(part / given.groups.sum())


def check_form(form: str) -> None:
    """Refuse a form that there is not.

    Raises
    ------
    BadInputError
        There is no such form.
    """
    if form not in FORMS:
        raise BadInputError(f"There is no form {form!r}. Use {' or '.join(FORMS)}.")
