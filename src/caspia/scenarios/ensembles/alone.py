"""A draw solved by itself: what sharing freight among the routes of the plain run leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from caspia.flows import solve_region
from caspia.flows.record.moved import moved_of
from caspia.flows.record.weights import sums_of
from caspia.flows.region_numbers import with_numbers
from caspia.scenarios.ensembles.drawing import sought_by
from caspia.scenarios.ensembles.sequence import deviates
from caspia.scenarios.ensembles.spans import MOST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows import Region
    from caspia.flows.solving import Engine
    from caspia.scenarios.ensembles.ensemble import Ensemble

    Numbers = NDArray[np.float64]


def region_of_draw(ensemble: Ensemble, draw: int) -> Region:
    """Return the region with the numbers of a draw, counted from 0."""
    numbers = ensemble.facts.numbers(deviates(ensemble.ranks[draw], MOST))
    return with_numbers(ensemble.result.region, numbers)


def solved_alone(ensemble: Ensemble, draw: int) -> Numbers:
    """Return the lines of the record as a draw comes to them where it is solved from nothing.

    It finds routes of its own, where the draws of an ensemble share those of the plain run.

    Parameters
    ----------
    ensemble : Ensemble
        With the draw.
    draw : int
        Which, counted from 0.

    Returns
    -------
    float64, shape (lines,)
        In the units of the lines, to be held against ``ensemble.values[draw]``.

    Raises
    ------
    SolverError
        A solver ended without an optimum.
    """
    region = region_of_draw(ensemble, draw)
    moved = moved_of(solve_region(region, engine=cast("Engine", ensemble.result.engine)))
    sums = sums_of(sought_by(ensemble.record), moved)
    weights = sums.weights(moved, region.months, moved.empty_per_loaded)
    loads = ensemble.facts.loads.at(ensemble.ranks[draw])
    return sums.values(np.asarray(weights @ moved.routes.tonnes), loads)
