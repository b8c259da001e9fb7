"""What moves over each link, against what it lets through, and how far it rests on assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from caspia.flows.assumed_share import assumed_on_arcs

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    from caspia.flows.result import FlowResult
    from caspia.flows.rooms import Room

    Numbers = NDArray[np.float64]

_LEAST = 0.5


def link_table(result: FlowResult) -> pl.DataFrame:
    """Return a line for each link and direction that something moves over, by tonnes.

    Columns: ``link_id``, ``name``, ``mode``, ``from_node``, ``to_node``, ``tonnes``,
    ``capacity_tonnes`` (of the period, the tightest limit on it; null where none is known),
    ``utilisation`` (tonnes that count against that limit over the limit), ``fullest_month``,
    ``fullest_utilisation``, ``limit_id``, ``limit_kind``, ``limit_basis``, ``assumed_share``.
    """
    import polars as pl

    arcs, on_arcs = result.region.arcs, result.on_arcs
    total = on_arcs.sum(axis=1)
    names = {row.id: row["name"] for row in result.region.ledger.rows("links", part="physical")}
    assumed = assumed_on_arcs(result)
    tightest = _tightest(result)
    lines: list[dict[str, Any]] = []
    for place in np.argsort(-total, kind="stable").tolist():
        if not arcs.link[place] or total[place] < _LEAST:
            continue
        line: dict[str, Any] = {
            "link_id": arcs.link[place],
            "name": names[arcs.link[place]],
            "mode": arcs.mode[place],
            "from_node": arcs.tail_node[place],
            "to_node": arcs.head_node[place],
            "tonnes": float(total[place]),
        }
        lines.append(
            line | _limit(result, tightest.get(place)) | {"assumed_share": float(assumed[place])}
        )
    return pl.DataFrame(lines, schema=_SCHEMA)


_SCHEMA = {
    "link_id": str,
    "name": str,
    "mode": str,
    "from_node": str,
    "to_node": str,
    "tonnes": float,
    "capacity_tonnes": float,
    "utilisation": float,
    "fullest_month": str,
    "fullest_utilisation": float,
    "limit_id": str,
    "limit_kind": str,
    "limit_basis": str,
    "assumed_share": float,
}


def used_room(result: FlowResult, room: Room) -> Numbers:
    """Return the tonnes that count against a limit in each month, float64 of shape (m,)."""
    routes, months = result.routes, len(result.region.months)
    counted = result.cells_of(room.goods)[routes.cell[routes.route]]
    counted &= result.region.arcs.flags(room.arcs)[routes.arc]
    used = np.zeros(months)
    np.add.at(used, routes.period[routes.route[counted]], routes.entering()[counted])
    return used


def utilisation(used: Numbers, room: Room) -> Numbers:
    """Return the share of a limit that is used in each month; 0 where it does not hold."""
    holds = np.isfinite(room.tonnes)
    safe = np.where(holds & (room.tonnes > 0), room.tonnes, 1.0)
    return np.where(holds, np.where(room.tonnes > 0, used / safe, 1.0), 0.0)


def _tightest(result: FlowResult) -> dict[int, tuple[Room, Numbers]]:
    """Return for each arc the limit that is used the most in its fullest month."""
    found: dict[int, tuple[Room, Numbers]] = {}
    for room in result.region.rooms:
        used = used_room(result, room)
        fullest = utilisation(used, room).max(initial=0.0)
        for arc in room.arcs:
            if arc not in found or fullest > utilisation(found[arc][1], found[arc][0]).max():
                found[arc] = (room, used)
    return found


def _limit(result: FlowResult, tightest: tuple[Room, Numbers] | None) -> dict[str, Any]:
    if tightest is None or not np.isfinite(tightest[0].tonnes).any():
        return {}
    room, used = tightest
    holds = np.isfinite(room.tonnes)
    capacity = float(room.tonnes[holds].sum())
    by_month = utilisation(used, room)
    month = int(by_month.argmax())
    return {
        "capacity_tonnes": capacity,
        "utilisation": float(used[holds].sum() / capacity) if capacity else 1.0,
        "fullest_month": f"{result.region.months[month]:%Y-%m}",
        "fullest_utilisation": float(by_month[month]),
        "limit_id": room.room_id,
        "limit_kind": room.kind,
        "limit_basis": room.basis,
    }
