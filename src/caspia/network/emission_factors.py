"""Carbon dioxide of carrying a tonne, from tank to wheel, by stated factors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.network.measures import NOTHING, Value

if TYPE_CHECKING:
    from caspia.ledger import Row
    from caspia.network.value_rows import ValueRows

_PER_KG = 1 / 1000
_FREE = frozenset({"swap", "power_cable", "fibre_cable"})
_BOXED = frozenset({"containers", "vehicles", "general"})


def emission(link: Row, rows: ValueRows) -> Value:
    """Return the kilograms of CO2 that a tonne causes on a link; none for swaps and cables."""
    if link["mode"] in _FREE or link["length_km"] is None:
        return NOTHING
    factor = rows.parameters.value("co2", _carrier(link, rows))
    return factor.times(float(link["length_km"]) * _PER_KG)


def _carrier(link: Row, rows: ValueRows) -> str:
    if link["mode"] not in ("sea", "river"):
        return str(link["mode"])
    if rows.cargo not in _BOXED:
        return "bulk"
    sea = rows.sea(link)
    return "ocean" if sea == "ocean" else "feeder"
