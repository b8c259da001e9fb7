"""Ferries and feeders: how often they sail, how long cargo waits for them, what a fleet carries."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from caspia.network.measures import NOTHING, Capacity, Value, total

if TYPE_CHECKING:
    from caspia.ledger import Row
    from caspia.network.measures import Basis
    from caspia.network.value_rows import ValueRows

_MONTH_H = 730.0
_SOONEST = 0.1  # of the time between two sailings
_TONNES = {"wagons": "wagon_tonnes", "trucks": "truck_tonnes", "TEU": "teu_tonnes"}
# Waters where each line has ships of its own; elsewhere lines share the ships of a port.
OWN_SHIPS = frozenset({"caspian", "volga_don"})
_CHARTERED = frozenset({"bulk", "liquid"})


@dataclass(frozen=True, slots=True)
class Service:
    """A line of ships over some time, one row of ``services.csv``.

    Attributes
    ----------
    link_id : str
        The line; ``*ferry`` and ``*sea`` stand for all others.
    valid_from, valid_to : date or None
        First day and the day after the last.
    vessels : float
        Ships on the line; 0 where unknown.
    load : float
        What one sailing takes at most, in `load_unit`; 0 where unknown.
    sailings : Value
        Sailings a month each way.
    """

    link_id: str
    valid_from: date | None
    valid_to: date | None
    vessels: float
    load: float
    load_unit: str
    sailings: Value

    def sails_on(self, day: date) -> bool:
        """Tell whether the row speaks of a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)


def service_of(link: Row, rows: ValueRows) -> Service:
    """Return the service on a line on the day; that of unknown lines where none is listed."""
    table = _services()
    listed = (s for s in table.get(link.id, ()) if s.sails_on(rows.on))
    found = next(listed, None)
    return found or table[f"*{link['mode']}"][0]


def sailing_wait(link: Row, rows: ValueRows) -> Value:
    """Return the hours from ready on the quay to sailing; for lines with ships of their own.

    Half the time between two sailings, the queue, and in the stormy months the closed port.
    Bulk and oil go by chartered ships: they wait for a berth only.
    """
    queue = rows.parameters.value("ferry_queue" if link["mode"] == "ferry" else "ship_queue")
    parts = [queue, _storms(rows.sea(link), rows)]
    if link["mode"] == "ferry" or rows.cargo not in _CHARTERED:
        parts.append(_half_headway(rows.parameters.known(service_of(link, rows).sailings)))
    return total(parts)


def fleet_capacity(link: Row, rows: ValueRows) -> Capacity | None:
    """Return vessels x load x sailings each way; None where the load or the fleet is unknown."""
    service = service_of(link, rows)
    if not service.load:
        return None
    load = rows.parameters.value(_TONNES[service.load_unit]).times(service.load)
    tonnes = rows.parameters.known(service.sailings).product(load)
    return Capacity("fleet", tonnes, "t_per_month", tonnes)


def _half_headway(sailings: Value) -> Value:
    """Return the wait for a sailing that one may just catch or just miss."""
    headway = _MONTH_H / sailings.median
    ends = (headway / 2, _SOONEST * headway, _MONTH_H / sailings.low)
    return Value(*ends, sailings.basis, sailings.rows, sailings.assumptions)


def _storms(sea: str, rows: ValueRows) -> Value:
    share = _storm_shares().get((sea, rows.on.month))
    if share is None:
        return NOTHING
    length = rows.parameters.value("storm_length")
    storms = rows.parameters.known(share).product(length)
    return Value(storms.median, 0.0, storms.high, storms.basis, storms.rows, storms.assumptions)


@cache
def _services() -> dict[str, tuple[Service, ...]]:
    found: dict[str, list[Service]] = {}
    for row in _read("services.csv"):
        ends = tuple(float(row[f"sailings{end}"]) for end in ("", "_low", "_high"))
        sailings = _value(row, *ends)
        service = Service(
            row["link_id"],
            date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            float(row["vessels"] or 0),
            float(row["load"] or 0),
            row["load_unit"],
            sailings,
        )
        found.setdefault(service.link_id, []).append(service)
    return {link_id: tuple(services) for link_id, services in found.items()}


@cache
def _storm_shares() -> dict[tuple[str, int], Value]:
    rows = [row | {"basis": "observed"} for row in _read("storms.csv")]
    return {
        (row["sea"], int(row["month"])): _value(row, *[float(row["closed_share"])] * 3)
        for row in rows
    }


def _value(row: dict[str, str], median: float, low: float, high: float) -> Value:
    rows = tuple(filter(None, row["rows"].split(";")))
    return Value(median, low, high, cast("Basis", row["basis"]), rows)


def _read(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
