"""A score for each candidate, with its band and the odds of its rank. Arrays only.

Axes: d draws, n candidates, f features. A candidate's score is the weighted mean of the features
that are known of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.relations.rules import candidate_features, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.relations.question import Known, Trait

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

TOPS = (1, 3, 5)
_SEED = 19940512
_PAST = ("past_pair", "past_others")


@dataclass(frozen=True, slots=True)
class Ranked:
    """The scores of candidates for one role, in the order they were given.

    Attributes
    ----------
    score, low, high : float64, shape (n,)
        0 to 1, and the band that holds nine draws in ten, and it.
    coverage : float64, shape (n,)
        Share of the weights that rests on rows, or on a part never had.
    odds : dict of int to float64, shape (n,)
        Share of draws in which each is among the first one, three, five.
    brings : float64, shape (n, f)
        What each feature brings to the score; they add up to it.
    """

    score: Numbers
    low: Numbers
    high: Numbers
    coverage: Numbers
    odds: dict[int, Numbers]
    brings: Numbers


def trait_of(known: Known, feature: str, role: str) -> Trait | None:
    """Return what is known of one feature for a role; None where it is missing."""
    return known.traits.get(f"{feature}.{role}" if feature in _PAST else feature)


def can_rank(known: Known, role: str) -> bool:
    """Tell whether a candidate can be ranked for a role: enough is known, and rows tell of it."""
    traits = [trait_of(known, one.id, role) for one in candidate_features() if one.weight(role)]
    told = any(trait is not None and trait.rows for trait in traits)
    return known.is_enough and told


def scores_for(
    candidates: Sequence[Known], role: str, without: Sequence[str] = ()
) -> tuple[Numbers, Flags]:
    """Return values of features and which are known, shapes (n, f).

    Parameters
    ----------
    candidates : sequence of Known
        n of them.
    role : str
        ``host`` or ``mediator``.
    without : sequence of str
        Features taken as missing.
    """
    shape = len(candidates), len(candidate_features())
    values, known = np.zeros(shape), np.zeros(shape, dtype=bool)
    for f, feature in enumerate(candidate_features()):
        if feature.id in without or not feature.weight(role):
            continue
        for n, candidate in enumerate(candidates):
            trait = trait_of(candidate, feature.id, role)
            if trait is not None:
                values[n, f], known[n, f] = trait.value, True
    return values, known


def weights_for(role: str) -> Numbers:
    """Return the weights of the features for a role, shape (f,)."""
    return np.array([feature.weight(role) for feature in candidate_features()])


def mean_score(values: Numbers, known: Flags, weights: Numbers) -> Numbers:
    """Return the weighted mean of what is known over the last axis; 0 where nothing is."""
    mass = (known * weights).sum(-1)
    total = (values * known * weights).sum(-1)
    return np.asarray(np.where(mass > 0, total / np.where(mass > 0, mass, 1.0), 0.0))


def rank(candidates: Sequence[Known], role: str, draws: int) -> Ranked:
    """Return the scores of candidates for a role with bands and rank odds."""
    values, known = scores_for(candidates, role)
    weights = weights_for(role)
    score = mean_score(values, known, weights)
    drawn = _drawn(candidates, role, draws)
    share = settings().band
    low, high = np.quantile(drawn, [(1 - share) / 2, (1 + share) / 2], axis=0)
    place = np.argsort(np.argsort(-drawn, axis=1, kind="stable"), axis=1, kind="stable")
    mass = (known * weights).sum(-1, keepdims=True)
    return Ranked(
        score,
        np.minimum(low, score),
        np.maximum(high, score),
        _coverage(candidates, role),
        {top: np.asarray((place < top).mean(0)) for top in TOPS},
        np.asarray(values * known * weights / np.where(mass > 0, mass, 1.0)),
    )


def _drawn(candidates: Sequence[Known], role: str, draws: int) -> Numbers:
    """Return the score in each draw of weights, ties and unknown features, shape (d, n).

    A feature that is missing lies anywhere.
    """
    values, known = scores_for(candidates, role)
    used = weights_for(role) > 0
    generator = np.random.default_rng(_SEED)
    given = weights_for(role)[used]
    shape = settings().concentration * given / given.mean()
    weights = generator.dirichlet(shape, draws)
    anywhere = generator.random((draws, int(used.sum())))
    full = np.where(known[None, :, used], values[None, :, used], anywhere[:, None, :])
    names = [one.id for one, is_used in zip(candidate_features(), used, strict=True) if is_used]
    for n, candidate in enumerate(candidates):
        for f, name in enumerate(names):
            trait = trait_of(candidate, name, role)
            if trait is not None and trait.drawn is not None:
                full[:, n, f] = trait.drawn
    return np.asarray((full * weights[:, None, :]).sum(-1))


def _coverage(candidates: Sequence[Known], role: str) -> Numbers:
    weights = weights_for(role)
    found = np.zeros(len(candidates))
    for n, candidate in enumerate(candidates):
        for f, feature in enumerate(candidate_features()):
            trait = trait_of(candidate, feature.id, role)
            if trait is not None and (trait.rows or feature.id in _PAST):
                found[n] += weights[f]
    return np.asarray(found / weights.sum())
