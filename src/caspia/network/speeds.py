"""How long a link takes under way: pipelines, trains, trucks with drivers' rest, ships."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from caspia.ledger import holds_on
from caspia.network.measures import NOTHING, Value, total
from caspia.network.told import HOURS, middle, told

if TYPE_CHECKING:
    from caspia.ledger import Row
    from caspia.network.measures import Basis
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
    speeds = [rows.parameters.value(f"{link['mode']}_speed", country) for country in countries]
    own = line_speed(link.id, rows)
    time = total((own or speed).over(length / 2) for speed in speeds)
    if link["mode"] == "road":
        rest = rows.parameters.value("driving_per_day").over(_DAY_H)
        return time.product(rest)
    if rows.cargo in _WHOLE_TRAINS:
        return time
    return time.product(rows.parameters.value("rail_wagonload"))


def line_speed(link_id: str, rows: ValueRows) -> Value | None:
    """Return the speed told of one line since a day, such as one with a second track."""
    for line in _lines():
        since = date.fromisoformat(line["valid_from"])
        until = date.fromisoformat(line["valid_to"]) if line["valid_to"] else date.max
        if line["link_id"] == link_id and since <= rows.on < until:
            ends = (float(line["km_per_h"]), float(line["low"]), float(line["high"]))
            basis, told_by = cast("Basis", line["basis"]), tuple(line["rows"].split(";"))
            value = rows.parameters.known(Value(*ends, basis, told_by))
            return value if value.rows else None
    return None


@cache
def _lines() -> tuple[dict[str, str], ...]:
    path = Path(__file__).with_name("line_speeds.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def _speed(link: Row, rows: ValueRows) -> Value:
    mode = link["mode"]
    if mode in ("oil_pipeline", "gas_pipeline"):
        return rows.parameters.value(f"{mode.partition('_')[0]}_speed")
    sea = rows.sea(link)
    if mode == "ferry" and sea != "caspian":
        return rows.parameters.value("ferry_speed", sea)
    return rows.parameters.value("sea_speed", sea)
