"""Which fact moves a quantity most: shares of its variance, from the draws of the ensemble itself.

A quantity is fitted by a polynomial of the third degree in the rank of one fact alone (Legendre, so
that its terms are independent over evenly spread ranks). The share of the variance that the fit
takes up, less what chance alone would, is the first-order Sobol index of the fact. Its error comes
from leaving out a twentieth of the draws at a time (jackknife).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_DEGREE = 3
_GROUPS = 20
_TENTH = 0.1
# Below so many draws, fits tell nothing.
LEAST_DRAWS = 40


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What facts do to quantities; f facts, q quantities.

    Attributes
    ----------
    share : float64, shape (f, q)
        First-order Sobol index: the share of the variance that would go if the fact were known.
        Chance leaves it a little below or above zero where the fact does nothing.
    error : float64, shape (f, q)
        Standard error of the share.
    low, high : float64, shape (f, q)
        What the quantity is expected to be where the fact is at the end that one draw in ten stays
        under, or goes over.
    """

    share: Numbers
    error: Numbers
    low: Numbers
    high: Numbers


def sensitivity(ranks: Numbers, values: Numbers) -> Sensitivity | None:
    """Return what each fact does to each quantity; None where there are too few draws.

    Parameters
    ----------
    ranks : float64, shape (draws, f)
        From 0 to 1, evenly spread.
    values : float64, shape (draws, q)
        Quantities.
    """
    if len(values) < LEAST_DRAWS:
        return None
    terms = _terms(ranks)
    share, fit = _fitted(terms, values)
    ends = _terms(np.array([[_TENTH], [1 - _TENTH]]))[:, 0]
    low, high = (values.mean(axis=0) + np.einsum("k,kfq->fq", end, fit) for end in ends.T)
    return Sensitivity(share, _errors(terms, values), low, high)


def _terms(ranks: Numbers) -> Numbers:
    """Return Legendre polynomials of mean 0 and variance 1, shape (degree, facts, draws)."""
    x = 2.0 * ranks.T - 1.0
    first = np.sqrt(3.0) * x
    second = np.sqrt(5.0) * (1.5 * x**2 - 0.5)
    third = np.sqrt(7.0) * (2.5 * x**3 - 1.5 * x)
    return np.stack([first, second, third])


def _fitted(terms: Numbers, values: Numbers) -> tuple[Numbers, Numbers]:
    """Return shares, shape (f, q), and coefficients, shape (degree, f, q)."""
    draws = len(values)
    centred = values - values.mean(axis=0)
    fit = np.asarray((terms - terms.mean(axis=2, keepdims=True)) @ centred / draws)
    whole = (centred**2).mean(axis=0)
    taken = np.divide((fit**2).sum(axis=0), whole, out=np.zeros(fit.shape[1:]), where=whole > 0)
    # Of what a fit takes up, each term takes one part in the number of draws by chance.
    by_chance = _DEGREE / draws
    share = np.where(whole > 0, (taken - by_chance) / (1 - by_chance), 0.0)
    return share, fit


def _errors(terms: Numbers, values: Numbers) -> Numbers:
    group = np.arange(len(values)) % _GROUPS
    left = np.stack(
        [_fitted(terms[:, :, group != one], values[group != one])[0] for one in range(_GROUPS)]
    )
    spread = ((left - left.mean(axis=0)) ** 2).sum(axis=0)
    return np.asarray(np.sqrt((_GROUPS - 1) / _GROUPS * spread))
