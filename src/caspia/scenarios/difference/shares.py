"""Which cause has which part of a difference: the mean of what each adds, over all orders.

The value of L. S. Shapley, "A value for n-person games" (1953): the parts add up to the whole
whatever the causes do to one another.
"""

from __future__ import annotations

from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: The most causes over whose every order the mean is taken.
EXACT = 4
_ORDERS = 2  # of drawn orders, each with its mirror image

Name = TypeVar("Name")
Values = dict[Name, float]


def coalitions(causes: Sequence[str], seed: int = 0) -> tuple[frozenset[str], ...]:
    """Return the sets of causes that have to be worked out, the empty and the whole one included.

    Parameters
    ----------
    causes : sequence of str
        Their ids.
    seed : int
        For the orders drawn where there are more than `EXACT`.
    """
    if len(causes) <= EXACT:
        sizes = range(len(causes) + 1)
        return tuple(frozenset(some) for size in sizes for some in combinations(causes, size))
    met = {
        frozenset(order[:size]) for order in orders(causes, seed) for size in range(len(causes) + 1)
    }
    return tuple(sorted(met, key=lambda some: (len(some), sorted(some))))


def orders(causes: Sequence[str], seed: int = 0) -> tuple[tuple[str, ...], ...]:
    """Return drawn orders of causes, each beside its mirror image."""
    rng = np.random.default_rng(seed)
    drawn = [tuple(rng.permutation(list(causes)).tolist()) for _ in range(_ORDERS)]
    return tuple(order for one in drawn for order in (one, one[::-1]))


def shares(
    causes: Sequence[str], worth: Mapping[frozenset[str], Mapping[Name, float]], seed: int = 0
) -> dict[str, Values[Name]]:
    """Return the part of each cause in each difference; parts add up to the whole difference.

    Parameters
    ----------
    causes : sequence of str
        Their ids.
    worth : mapping of frozenset to mapping
        What is measured under each set of `coalitions`; a name left out is 0.
    seed : int
        As for `coalitions`.
    """
    if len(causes) <= EXACT:
        return {cause: _mean_of_all(cause, causes, worth.__getitem__) for cause in causes}
    return _mean_of_drawn(orders(causes, seed), worth.__getitem__)


def _mean_of_all(
    cause: str, causes: Sequence[str], worth: Callable[[frozenset[str]], Mapping[Name, float]]
) -> Values[Name]:
    others = [one for one in causes if one != cause]
    total = factorial(len(causes))
    found: Values[Name] = {}
    for size in range(len(others) + 1):
        weight = factorial(size) * factorial(len(others) - size) / total
        for some in combinations(others, size):
            before = frozenset(some)
            _add(found, worth(before | {cause}), worth(before), weight)
    return found


def _mean_of_drawn(
    drawn: Sequence[tuple[str, ...]], worth: Callable[[frozenset[str]], Mapping[Name, float]]
) -> dict[str, Values[Name]]:
    found: dict[str, Values[Name]] = {cause: {} for cause in drawn[0]}
    for order in drawn:
        for place, cause in enumerate(order):
            before = frozenset(order[:place])
            _add(found[cause], worth(before | {cause}), worth(before), 1 / len(drawn))
    return found


def _add(
    found: Values[Name], after: Mapping[Name, float], before: Mapping[Name, float], weight: float
) -> None:
    for name in {**after, **before}:
        step = weight * (after.get(name, 0.0) - before.get(name, 0.0))
        found[name] = found.get(name, 0.0) + step
