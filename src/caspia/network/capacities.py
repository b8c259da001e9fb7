"""What links and transfers can carry, with the kind of each capacity and in tonnes a month."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caspia.network.measures import Capacity, Value
from caspia.network.overlaid import ANY, RATIO, multiples, multiplied, speaking
from caspia.network.service import fleet_capacity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caspia.ledger import Row
    from caspia.network.measures import CapacityKind
    from caspia.network.value_rows import ValueRows

_DAYS = 365 / 12
#: Modes whose limit may follow from a fleet.
SHIPS = frozenset({"ferry", "sea"})
_CARGO_OF_A_FLEET = frozenset({"containers", "vehicles", "general"})
# What the unit says of where a limit comes from; a swap is a contract whatever its unit.
_KIND: dict[str, CapacityKind] = {
    "trains_per_day": "timetable",
    "train_pairs_per_day": "timetable",
    "wagons_per_day": "timetable",
    "TEU_per_year": "fleet",
    "vehicles_per_day": "physical",
    "trucks_per_day": "physical",
}
#: From a unit to a month: a number, and the assumption that makes tonnes of it.
CAPACITY_UNITS: dict[str, tuple[float, str]] = {
    "Mt_per_year": (1e6 / 12, ""),
    "t_per_day": (_DAYS, ""),
    "bcm_per_year": (1e6 / 12, "gas_density"),
    "mcm_per_year": (1e3 / 12, "gas_density"),
    "mcm_per_day": (1e3 * _DAYS, "gas_density"),
    "kb_per_day": (1e3 * _DAYS, "oil_density"),
    "TEU_per_year": (1 / 12, "teu_tonnes"),
    "trains_per_day": (_DAYS, "train_tonnes"),
    "train_pairs_per_day": (_DAYS, "train_tonnes"),
    "wagons_per_day": (_DAYS, "wagon_tonnes"),
    "trucks_per_day": (_DAYS, "truck_tonnes"),
}
# What one sailing takes is part of a fleet's capacity, and no capacity by itself.
_PART_OF_A_FLEET = "wagons_per_sailing"


def link_capacities(link: Row, rows: ValueRows) -> tuple[Capacity, ...]:
    """Return what is known of what a link can carry on the day, as printed and in tonnes."""
    held = speaking(rows.values.get(link.id, ()), "capacity", rows)
    stated = [
        _capacity(row, link["mode"], rows)
        for row in held
        if row["unit"] not in (_PART_OF_A_FLEET, RATIO)
    ]
    if link["mode"] in SHIPS and rows.cargo in _CARGO_OF_A_FLEET:
        fleet = fleet_capacity(link, rows)
        if fleet is not None and not stated:
            stated.append(fleet)
    return _multiplied(stated, multiples(held))


def transfer_capacities(
    node_id: str, from_mode: str, to_mode: str, rows: ValueRows
) -> tuple[Capacity, ...]:
    """Return what a place can hand over from one mode or gauge to another."""
    told = [
        row
        for row in rows.handling.get(node_id, ())
        if row["link"] is None
        and (row["from_mode"], row["to_mode"]) in ((from_mode, to_mode), (ANY, ANY))
    ]
    held = speaking(told, "capacity", rows)
    stated = [_capacity(row, "", rows) for row in held if row["unit"] != RATIO]
    return _multiplied(stated, multiples(held))


def _multiplied(stated: Iterable[Capacity], by: Sequence[Row]) -> tuple[Capacity, ...]:
    return tuple(
        replace(
            one,
            value=multiplied(one.value, by),
            t_per_month=None if one.t_per_month is None else multiplied(one.t_per_month, by),
        )
        for one in stated
    )


def _capacity(row: Row, mode: str, rows: ValueRows) -> Capacity:
    number = float(row["value"])
    value = Value(number, number, number, row["basis"], (row.id,))
    kind: CapacityKind = "quota" if mode == "swap" else _KIND.get(row["unit"], "physical")
    return Capacity(kind, value, row["unit"], tonnes_a_month(value, row["unit"], rows))


def tonnes_a_month(value: Value, unit: str, rows: ValueRows) -> Value | None:
    """Return a rate in tonnes of a twelfth of a year; None where the unit says nothing of tonnes.

    Parameters
    ----------
    value : Value
        In `unit`.
    unit : str
        As in the ledger: ``Mt_per_year``, ``bcm_per_year``, ``trains_per_day``.
    rows : ValueRows
        With the assumptions that make tonnes of trains and cubic metres.
    """
    if unit not in CAPACITY_UNITS:
        return None
    factor, parameter = CAPACITY_UNITS[unit]
    monthly = value.times(factor)
    return monthly.product(rows.parameters.value(parameter)) if parameter else monthly
