"""What arcs hand on of a tonne: less fuel on gas lines, less the fee on swaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.flows.parameters import Parameters
    from caspia.flows.region_arcs import RegionArcs
    from caspia.network import Network

_GAS_LINE, _SWAP = "gas_pipeline", "swap"
_WHOLE = 100.0


def gains(
    networks: Sequence[Network], arcs: RegionArcs, parameters: Parameters
) -> NDArray[np.float64]:
    """Return tonnes that leave each arc per tonne that enters it; float64 of shape (m, a).

    Compressors on gas lines burn a share by length; who swaps gas keeps the fee that agreements in
    force name in percent. A fee without a figure takes nothing: missing is missing.

    Parameters
    ----------
    networks : sequence of Network, length m
        How agreements stood in each month.
    arcs : RegionArcs
        The arcs.
    parameters : Parameters
        With the fuel of gas lines.
    """
    found = np.ones((len(networks), len(arcs)))
    on_line = np.array([mode == _GAS_LINE for mode in arcs.mode], dtype=np.bool_)
    per_km = parameters.value("fuel", _GAS_LINE) / _WHOLE / _WHOLE
    found[:, on_line] = np.maximum(1.0 - per_km * arcs.length_km[on_line], 0.5)
    swaps = [place for place, mode in enumerate(arcs.mode) if mode == _SWAP]
    for month, network in enumerate(networks):
        fees = swap_fees(network)
        found[month, swaps] = [1.0 - fees.get(arcs.link[place], 0.0) for place in swaps]
    return found


def swap_fees(network: Network) -> dict[str, float]:
    """Return the share of gas kept on each link, 0 to 1, where an agreement in force names one."""
    rows = {row.id: row for row in network.ledger.rows("agreement_effects", effect="fee")}
    found: dict[str, float] = {}
    for link_id, effects in network.effects.items():
        for effect in effects:
            row = rows.get(effect.effect_id)
            if row is not None and row["value"] is not None and row["unit"] == "percent":
                found[link_id] = row["value"] / _WHOLE
    return found
