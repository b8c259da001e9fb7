"""The numbers of a region that may be drawn or changed while its arcs, cells and goods stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.flows.parameters import Parameters
    from caspia.flows.region import Region
    from caspia.flows.shippers import Shippers
    from caspia.network.permission import Permission

    Numbers = NDArray[np.float64]

_PERCENT = 0.01


@dataclass(frozen=True, slots=True)
class RegionNumbers:
    """Numbers of m months, a arcs, k kinds of cargo, p parts of demand, l rooms, q permissions.

    Attributes
    ----------
    hours, usd : float64, shape (m, a, k)
        Time and cost of arcs.
    wanted : float64, shape (p, m)
        Tonnes of each part of demand.
    most : float64, shape (l, m)
        Tonnes that each room lets through; infinite where it does not hold.
    added_usd : float64, shape (q,)
        What each permission adds, in US dollars per tonne.
    added_risk : float64, shape (q,)
        The share of cargo that is held or lost by it.
    parameters : Parameters
        Values of time, dispersion, constants.
    """

    hours: Numbers
    usd: Numbers
    wanted: Numbers
    most: Numbers
    added_usd: Numbers
    added_risk: Numbers
    parameters: Parameters


def permissions_of(shippers: Sequence[Shippers]) -> tuple[Permission, ...]:
    """Return the permissions that any shippers meet, by id."""
    found = {one.permission.permission_id: one.permission for part in shippers for one in part.met}
    return tuple(found[name] for name in sorted(found))


def region_numbers(region: Region) -> RegionNumbers:
    """Return the numbers of a region as they are."""
    parts = region.parts
    permissions = permissions_of(parts.shippers)
    costs = [one.added_cost_usd_per_t for one in permissions]
    risks = [one.added_risk for one in permissions]
    return RegionNumbers(
        region.values.hours,
        region.values.usd,
        parts.share * region.demand.tonnes[parts.cell],
        np.array([room.tonnes for room in region.rooms]).reshape(-1, len(region.months)),
        np.array([one.median if one else 0.0 for one in costs]),
        np.array([_PERCENT * one.median if one else 0.0 for one in risks]),
        region.parameters,
    )
