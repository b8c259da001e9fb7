"""How long a link takes under way: pipelines, trains, trucks with drivers' rest, ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.ledger import holds_on
from caspia.network.measures import NOTHING, Value, total
from caspia.network.told import HOURS, middle, told

if TYPE_CHECKING:
    from caspia.ledger import Row
    from caspia.network.value_rows import ValueRows

_STILL = frozenset({"swap", "power_cable", "fibre_cable"})
_WHOLE_TRAINS = frozenset({"containers"})
_CHARTERED = frozenset({"bulk", "liquid"})
_OPEN_SEA = "ocean"
_DAY_H = 24.0


def moving_time(link: Row, rows: ValueRows) -> Value:
    """Return the hours under way on a link, without border stops.

    A time published for this very link stands; else the length at the speed of the mode in the
    countries of its ends. Swaps and cables take no time.
    """
    if link["mode"] in _STILL:
        return NOTHING
    found = _published(link, rows)
    if found is not None:
        return found
    if link["length_km"] is None:
        return NOTHING
    length = float(link["length_km"])
    if link["mode"] in ("rail", "road"):
        return _on_land(link, length, rows)
    time = _speed(link, rows).over(length)
    if link["mode"] == "sea" and rows.sea(link) == _OPEN_SEA and rows.cargo not in _CHARTERED:
        return time.product(rows.parameters.value("liner_calls"))
    return time


def _published(link: Row, rows: ValueRows) -> Value | None:
    """Return the time that the ledger has for a link, widened to all its figures."""
    stated = [
        row
        for row in rows.values.get(link.id, ())
        if row["attribute"] == "time" and row["basis"] == "observed" and holds_on(row, rows.on)
    ]
    if not stated:
        return None
    ends = (rows.parameters.number(f"told_time_spread.{end}") for end in ("low", "high"))
    value = told(stated[0], HOURS[stated[0]["unit"]], *ends)
    figures = rows.series("transit_time", link.id)
    hours = [
        HOURS[row["unit"]] * (row[end] or middle(row)) for row in figures for end in ("low", "high")
    ]
    low, high = min([value.low, *hours]), max([value.high, *hours])
    return Value(value.median, low, high, "observed", (*value.rows, *(r.id for r in figures)))


def _on_land(link: Row, length: float, rows: ValueRows) -> Value:
    countries = [rows.country(link[end]) for end in ("a", "b")]
    parameter = f"{link['mode']}_speed"
    halves = [rows.parameters.value(parameter, c).over(length / 2) for c in countries]
    time = total(halves)
    if link["mode"] == "road":
        rest = rows.parameters.value("driving_per_day").over(_DAY_H)
        return time.product(rest)
    if rows.cargo in _WHOLE_TRAINS:
        return time
    return time.product(rows.parameters.value("rail_wagonload"))


def _speed(link: Row, rows: ValueRows) -> Value:
    mode = link["mode"]
    if mode in ("oil_pipeline", "gas_pipeline"):
        return rows.parameters.value(f"{mode.partition('_')[0]}_speed")
    sea = rows.sea(link)
    if mode == "ferry" and sea != "caspian":
        return rows.parameters.value("ferry_speed", sea)
    return rows.parameters.value("sea_speed", sea)
