"""What a link costs: tariffs, survey prices, fares of ferries, ocean rates, fees of swaps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caspia.ledger import holds_on
from caspia.network.border_dwell import is_border, without_customs
from caspia.network.measures import NOTHING, Value, total
from caspia.network.ocean_rates import ocean_rate
from caspia.network.told import holding, middle, told

if TYPE_CHECKING:
    from caspia.ledger import Row
    from caspia.network.value_rows import ValueRows

_CABLES = frozenset({"power_cable", "fibre_cable"})
_SURVEY_TKM = 500 * 20
_ENDS = ("low", "high")


def carriage_cost(link: Row, rows: ValueRows) -> Value:
    """Return US dollars per tonne on a link, border charges included; nothing on a cable."""
    if link["mode"] in _CABLES:
        return NOTHING
    return total((_freight(link, rows), _border_charges(link, rows)))


def _border_charges(link: Row, rows: ValueRows) -> Value:
    if not is_border(link, rows):
        return NOTHING
    return rows.parameters.value(
        "border_cost.open" if without_customs(link, rows) else f"border_cost.{link['mode']}"
    )


def _freight(link: Row, rows: ValueRows) -> Value:
    mode, length = link["mode"], float(link["length_km"] or 0.0)
    if mode == "swap":
        return _swap_fee(link, rows)
    if mode == "gas_pipeline":
        return _gas_tariff(length, rows)
    if mode == "oil_pipeline":
        return _oil_tariff(link, length, rows)
    if mode in ("rail", "road"):
        rate = _rail_rate if mode == "rail" else _road_rate
        return total(rate(rows.country(link[end]), rows).times(length / 2) for end in ("a", "b"))
    return _ferry(link, length, rows) if mode == "ferry" else _by_sea(link, rows).times(length)


def _rail_rate(country: str, rows: ValueRows) -> Value:
    if rows.cargo == "containers":
        return _keyed(rows, "rail_rate.containers", country, ("europe", "other"))
    return _keyed(rows, "rail_rate.wagons", country, ("other",))


def _keyed(rows: ValueRows, name: str, country: str, wider: tuple[str, ...]) -> Value:
    for candidate in (name, *(f"{name}_{part}" for part in wider[:-1])):
        if rows.parameters.speaks_of(candidate, country):
            return rows.parameters.value(candidate, country)
    return rows.parameters.value(f"{name}_{wider[-1]}")


def _road_rate(country: str, rows: ValueRows) -> Value:
    """Return dollars per tonne and km by the latest survey of a country, else the mean of all."""
    least = rows.parameters.number("road_rate.least")
    figures = (row for row in rows.series("transport_cost", country) if row["mode"] == "road")
    found = holding((row for row in figures if middle(row) >= least), rows.on)
    if found is None:
        return rows.parameters.value("road_rate.other").times(1 / _SURVEY_TKM)
    below, above = (rows.parameters.number(f"rate_spread.{end}") for end in _ENDS)
    return told(found, 1 / _SURVEY_TKM, below, above)


def _ferry(link: Row, length: float, rows: ValueRows) -> Value:
    """Return the fare that the ledger has for a line, else the rate of its sea."""
    below, above = (rows.parameters.number(f"rate_spread.{end}") for end in _ENDS)
    series = "ferry_rate_feu" if rows.cargo == "containers" else "ferry_rate"
    tonnes = "feu_tonnes" if rows.cargo == "containers" else "truck_tonnes"
    fares = [r for r in rows.series(series, link.id) if r["scope"] in (None, "trucks")]
    found = holding(fares, rows.on) or (fares[0] if fares else None)
    if found is not None:
        return told(found, 1 / rows.parameters.number(tonnes), below, above)
    sea = rows.sea(link)
    return rows.parameters.value("ferry_rate", sea).times(length)


def _by_sea(link: Row, rows: ValueRows) -> Value:
    sea = rows.sea(link)
    if rows.cargo in ("bulk", "liquid"):
        return rows.parameters.value("bulk_rate", sea)
    return ocean_rate(rows) if sea == "ocean" else rows.parameters.value("feeder_rate", sea)


def _oil_tariff(link: Row, length: float, rows: ValueRows) -> Value:
    """Return the tariff that the ledger has for a line, else the usual one by length."""
    stated = [
        row
        for row in rows.values.get(link.id, ())
        if row["attribute"] == "cost" and row["unit"] == "USD_per_t" and holds_on(row, rows.on)
    ]
    below, above = (rows.parameters.number(f"rate_spread.{end}") for end in _ENDS)
    if stated:
        return replace(told(stated[0], 1.0, below, above), basis=stated[0]["basis"])
    return rows.parameters.value("oil_tariff").times(length)


def _gas_tariff(length: float, rows: ValueRows) -> Value:
    per_tonne = length / 100 / rows.parameters.number("gas_density")
    return rows.parameters.value("gas_tariff").times(per_tonne)


def _swap_fee(link: Row, rows: ValueRows) -> Value:
    """Return what the gas kept by the state between is worth; nothing where no fee is told."""
    figures = rows.series("swap_fee_share", link.id)
    if not figures:
        return NOTHING
    share = told(figures[-1], 1 / 100, 1.0, 1.0)
    worth = rows.parameters.value("swap_gas_value")
    return share.product(worth).times(1 / rows.parameters.number("gas_density"))
