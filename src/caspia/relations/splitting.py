"""What each column brings to a score, or to a change of it: the Owen value, exact.

The Owen value is the Shapley value of columns that act in groups: the mean, over all orders of the
groups and all orders of the columns within theirs, of what a column brings as it goes from its
earlier state to its later one. The parts add up to the change whatever the form is.
"""

from __future__ import annotations

from functools import cache
from math import factorial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from caspia.relations.rules import GROUPS, columns
from caspia.relations.scoring import (
    FORMS,
    check_form,
    mean_raised,
    member_of,
    scores_of,
    usual_weights,
)

if TYPE_CHECKING:
    from caspia.relations.scoring import Flags, Numbers, Panel


class _State(NamedTuple):
    """Values of columns or groups, which are known, and which may be more."""

    value: Numbers
    known: Flags
    open: Flags


def split_level(panel: Panel, month: int, form: str) -> Numbers:
    """Return what each column brings to the score of a month over an empty one, shape (c,).

    The parts and the score of the empty month add up to the score.

    Raises
    ------
    BadInputError
        There is no such form.
    """
    return _split(_emptied(panel, month), _state(panel, month), form)


def empty_score(panel: Panel, month: int, form: str) -> float:
    """Return the score of a month if every known column stood at its lower goalpost."""
    state = _emptied(panel, month)
    whole = [_moved(state, state, g, np.ones((1, _size(g)), dtype=bool)) for g in _ALL]
    groups = _State(*(np.stack([one[n][0] for one in whole]) for n in range(3)))
    return float(scores_of(groups, usual_weights().groups, form == FORMS[1]))


def split_change(panel: Panel, before: int, after: int, form: str) -> Numbers:
    """Return what each column brings to the change of the score between two months, shape (c,).

    Raises
    ------
    BadInputError
        There is no such form.
    """
    return _split(_state(panel, before), _state(panel, after), form)


_ALL = range(len(GROUPS))


def _state(panel: Panel, month: int) -> _State:
    return _State(panel.value[month], panel.known[month], panel.open[month])


def _emptied(panel: Panel, month: int) -> _State:
    state = _state(panel, month)
    return state._replace(value=np.zeros_like(state.value))


def _size(group: int) -> int:
    return int((member_of() == group).sum())


def _split(before: _State, after: _State, form: str) -> Numbers:
    check_form(form)
    mixed = [_moved(before, after, group, _subsets(_size(group))) for group in _ALL]
    parts = np.zeros(len(columns()))
    for group in _ALL:
        parts[member_of() == group] = _within(group, mixed, form)
    return parts


def _moved(before: _State, after: _State, group: int, subsets: Flags) -> _State:
    """Return a group for each subset of its columns that has moved on, shape (subsets,)."""
    here = member_of() == group
    value = np.where(subsets, after.value[here], before.value[here])
    known = np.where(subsets, after.known[here], before.known[here])
    may = np.where(subsets, after.open[here], before.open[here])
    mean, _ = mean_raised(value, usual_weights().columns[here], known, may)
    return _State(mean, known.any(-1), (may | ~known).all(-1))


def _within(group: int, mixed: list[_State], form: str) -> Numbers:
    """Return the Owen values of the columns of one group, shape (columns of the group,)."""
    others = [g for g in _ALL if g != group]
    size = _size(group)
    subsets = _subsets(size)
    parts = np.zeros(size)
    for moved in _subsets(len(others)):
        scores = _scores(group, mixed, dict(zip(others, moved, strict=True)), form)
        share = _share(int(moved.sum()), len(GROUPS))
        for column in range(size):
            without = np.flatnonzero(~subsets[:, column])
            weight = np.array([_share(int(n), size) for n in subsets[without].sum(-1)])
            gain = scores[without + (1 << column)] - scores[without]
            parts[column] += share * float((weight * gain).sum())
    return parts


def _scores(group: int, mixed: list[_State], moved: dict[int, bool], form: str) -> Numbers:
    """Return the score for each subset of a group, every other group before or after the change."""
    count = len(mixed[group].value)

    # The first subset of a group is empty: before; the last is whole: after.
    places = {g: np.arange(count) if g == group else np.full(count, -int(moved[g])) for g in _ALL}
    groups = _State(
        np.stack([mixed[g].value[places[g]] for g in _ALL], -1),
        np.stack([mixed[g].known[places[g]] for g in _ALL], -1),
        np.stack([mixed[g].open[places[g]] for g in _ALL], -1),
    )
    return scores_of(groups, usual_weights().groups, form == FORMS[1])


@cache
def _share(before: int, count: int) -> float:
    """Return the share of orders of `count` in which exactly some given `before` come first."""
    return factorial(before) * factorial(count - before - 1) / factorial(count)


@cache
def _subsets(size: int) -> Flags:
    """Return all subsets of so many, shape (2^size, size); bit n of a row's number is column n."""
    numbers = np.arange(1 << size)[:, None]
    return np.asarray((numbers >> np.arange(size)[None, :]) & 1 == 1)
