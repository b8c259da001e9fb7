"""What arcs hand on of a tonne: less fuel on gas lines, less the fee on swaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.ledger import holds_on

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from caspia.flows.parameters import Parameters
    from caspia.flows.region_arcs import RegionArcs
    from caspia.ledger import Ledger

_GAS_LINE, _SWAP = "gas_pipeline", "swap"
_MIDDLE = 15


def gains(
    ledger: Ledger, month: date, arcs: RegionArcs, parameters: Parameters
) -> NDArray[np.float64]:
    """Return tonnes that leave each arc per tonne that enters it; float64 of shape (a,).

    Compressors on gas lines burn a share by length; who swaps gas keeps the fee that agreements in
    force in the middle of the month name in percent. A fee without a figure takes nothing: missing
    is missing.
    """
    found = np.ones(len(arcs))
    on_line = np.array([mode == _GAS_LINE for mode in arcs.mode], dtype=np.bool_)
    per_km = parameters.value("fuel", _GAS_LINE) / 100 / 100
    found[on_line] = np.maximum(1.0 - per_km * arcs.length_km[on_line], 0.5)
    fees = swap_fees(ledger, month)
    for place, (mode, link) in enumerate(zip(arcs.mode, arcs.link, strict=True)):
        if mode == _SWAP:
            found[place] = 1.0 - fees.get(link, 0.0)
    return found


def swap_fees(ledger: Ledger, month: date) -> dict[str, float]:
    """Return the share of gas kept on each swap, 0 to 1, where an agreement in force names one."""
    day = month.replace(day=_MIDDLE)
    in_force = {
        row["agreement_id"]
        for row in ledger.rows("agreement_status")
        if row["status"] == "in_force" and holds_on(row, day)
    }
    found: dict[str, float] = {}
    for row in ledger.rows("agreement_effects", effect="fee"):
        stated = row["value"] is not None and row["unit"] == "percent"
        if stated and row["agreement_id"] in in_force and holds_on(row, day):
            found |= dict.fromkeys(row["target"], row["value"] / 100)
    return found
