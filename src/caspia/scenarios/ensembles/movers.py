"""The facts that move an answer the most, so that it is seen what to find out next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.flows.headlines import Headline
    from caspia.scenarios.ensembles.ensemble import Ensemble
    from caspia.scenarios.ensembles.factor import Factor

# A share that is not twice its error above zero may be chance alone.
_SURE = 2.0


@dataclass(frozen=True, slots=True)
class Mover:
    """What a fact does to a headline.

    Attributes
    ----------
    factor : Factor
        The fact.
    headline : Headline
        What it moves.
    share, error : float
        Share of the variance that would go if the fact were known, and its standard error.
    low, high : float
        What the headline is expected to be where the fact is at its low and its high end, in the
        unit of the headline.
    """

    factor: Factor
    headline: Headline
    share: float
    error: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether it is more than chance."""
        return self.share > _SURE * self.error


@dataclass(frozen=True, slots=True)
class Ranked:
    """A fact over all headlines.

    Attributes
    ----------
    factor : Factor
        The fact.
    share, error : float
        Means over the headlines that any fact moves.
    most : Mover
        The headline that it moves the most.
    """

    factor: Factor
    share: float
    error: float
    most: Mover


def movers(ensemble: Ensemble, headline: Headline, most: int = 3) -> tuple[Mover, ...]:
    """Return the facts that surely move a headline, the strongest first."""
    found = ensemble.sensitivity
    if found is None:
        return ()
    place = ensemble.place(headline.line)
    order = np.argsort(-found.share[:, place], kind="stable")[:most]
    every = (_mover(ensemble, headline, int(fact)) for fact in order)
    return tuple(one for one in every if one.sure)


def ranked(ensemble: Ensemble, most: int = 10) -> tuple[Ranked, ...]:
    """Return the facts that move the headlines the most, the strongest first.

    Those that surely move none are left out.
    """
    found = ensemble.sensitivity
    heads = [one for one in ensemble.headlines if _moves(ensemble, one)]
    if found is None or not heads:
        return ()
    places = [ensemble.place(one.line) for one in heads]
    share, error = found.share[:, places], found.error[:, places]
    order = np.argsort(-share.mean(axis=1), kind="stable").tolist()
    every = (
        Ranked(
            ensemble.factors[fact],
            float(share[fact].mean()),
            float(error[fact].mean()),
            _mover(ensemble, heads[int(share[fact].argmax())], fact),
        )
        for fact in order
    )
    return tuple(islice((one for one in every if one.most.sure), most))


def _moves(ensemble: Ensemble, headline: Headline) -> bool:
    band = ensemble.band(headline.line)
    return band.high > band.low


def _mover(ensemble: Ensemble, headline: Headline, fact: int) -> Mover:
    found, place = ensemble.sensitivity, ensemble.place(headline.line)
    numbers: Sequence[float] = (0.0, 0.0, 0.0, 0.0)
    if found is not None:
        every = (found.share, found.error, found.low, found.high)
        numbers = [float(one[fact, place]) for one in every]
    share, error, low, high = numbers
    # A quantity of the record is never below zero, where a fitted line may be.
    ends = (max(low, 0.0), max(high, 0.0))
    return Mover(ensemble.factors[fact], headline, share, error, *ends)
