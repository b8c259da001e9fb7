"""The numbers of a region that may be drawn or changed while its arcs, cells and goods stay."""

from __future__ import annotations

from dataclasses import dataclass, replace
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


def with_numbers(region: Region, numbers: RegionNumbers) -> Region:
    """Return the region that has some numbers, to be solved by itself; see `region_numbers`.

    Containers, loaded and empty, go with the tonnes.
    """
    parts, table = region.parts, region.demand
    tonnes = np.zeros(table.tonnes.shape)
    np.add.at(tonnes, parts.cell, numbers.wanted)
    ratio = _per(tonnes, table.tonnes, np.ones_like(tonnes))
    return replace(
        region,
        demand=replace(
            table, tonnes=tonnes, teu=table.teu * ratio, empty_teu=table.empty_teu * ratio
        ),
        values=replace(region.values, hours=numbers.hours, usd=numbers.usd),
        rooms=tuple(
            replace(room, tonnes=most)
            for room, most in zip(region.rooms, numbers.most, strict=True)
        ),
        parts=replace(
            parts,
            shippers=_shippers(parts.shippers, numbers),
            share=_per(numbers.wanted, tonnes[parts.cell], parts.share),
        ),
        parameters=numbers.parameters,
    )


def _per(part: Numbers, whole: Numbers, otherwise: Numbers) -> Numbers:
    return np.divide(part, whole, out=otherwise.copy(), where=whole > 0)


def _shippers(shippers: Sequence[Shippers], numbers: RegionNumbers) -> tuple[Shippers, ...]:
    """Return shippers who meet the same permissions with other costs and risks."""
    known = permissions_of(shippers)
    added = zip(known, numbers.added_usd.tolist(), numbers.added_risk.tolist(), strict=True)
    changed = {one.permission_id: _changed(one, usd, risk) for one, usd, risk in added}
    return tuple(
        replace(
            part,
            met=tuple(
                replace(one, permission=changed[one.permission.permission_id]) for one in part.met
            ),
        )
        for part in shippers
    )


def _changed(permission: Permission, usd: float, risk: float) -> Permission:
    cost, lost = permission.added_cost_usd_per_t, permission.added_risk
    return replace(
        permission,
        added_cost_usd_per_t=None if cost is None else replace(cost, median=usd),
        added_risk=None if lost is None else replace(lost, median=risk / _PERCENT),
    )
