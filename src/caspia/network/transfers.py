"""What it takes to go from one layer to another at a place: dwell, charges and capacity."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from caspia.ledger import holds_on
from caspia.network.capacities import transfer_capacities
from caspia.network.cargo import PIPED_OIL
from caspia.network.layers import family_of
from caspia.network.measures import NOTHING, TransferValues, Value, total
from caspia.network.overlaid import ANY, RATIO, overlaid
from caspia.network.service import OWN_SHIPS
from caspia.network.told import HOURS, told

if TYPE_CHECKING:
    from caspia.ledger import Row
    from caspia.network.value_rows import ValueRows

ACCESS = "access"
# A strait is no port; trains and trucks meet where there is a terminal.
_NO_PORT = frozenset({"chokepoint"})
_NO_TERMINAL = frozenset({"border_crossing", "rail_station"})
_ON_LAND = frozenset({"rail", "road"})


@dataclass(frozen=True, slots=True)
class Usual:
    """One row of ``transfers.csv``: what a change of layer is, and which assumptions it costs."""

    kind: str
    dwell: str
    dwell_key: str
    cost: str
    everywhere: bool


def transfer(node_id: str, before: str, after: str, rows: ValueRows) -> TransferValues | None:
    """Return the numbers of going from one layer to another at a node.

    Parameters
    ----------
    node_id : str
        Where.
    before, after : str
        Layers; ``access`` is entry and exit.
    rows : ValueRows
        What it is worked out from.

    Returns
    -------
    TransferValues or None
        None where there is no such change: at a strait, between train and truck without a
        terminal, between layers that have nothing to do with each other.
    """
    found = _usual().get((family_of(before), family_of(after)))
    if found is None or before == after or not _possible(node_id, before, after, found, rows):
        return None
    told_here = [row for row in _handling(node_id, rows) if _speaks(row, before, after)]
    dwell = total((_dwell(node_id, before, after, found, rows), _wait(node_id, after, rows)))
    return TransferValues(
        node_id,
        before,
        after,
        found.kind,
        overlaid(dwell, told_here, "dwell", rows),
        overlaid(_charges(found, rows), told_here, "cost", rows),
        transfer_capacities(node_id, before, after, rows),
        f"{'port' if found.kind == 'port_handling' else 'terminal'}:{node_id}",
    )


def _possible(node_id: str, before: str, after: str, usual: Usual, rows: ValueRows) -> bool:
    kind = rows.nodes[node_id]["kind"]
    if kind in _NO_PORT or (rows.good in PIPED_OIL and node_id not in rows.oil_places):
        return False
    rows_here = (row for row in rows.handling.get(node_id, ()) if row["unit"] != RATIO)
    named = any(_speaks(row, before, after) for row in rows_here)
    return usual.everywhere or named or kind not in _NO_TERMINAL


def _dwell(node_id: str, before: str, after: str, usual: Usual, rows: ValueRows) -> Value:
    """Return a dwell observed at the place, else the usual one of the change."""
    if usual.dwell == "port_dwell":
        kind = "containers" if rows.cargo == "containers" else "other"
        return rows.parameters.value(f"port_dwell.{kind}")
    observed = [
        row
        for row in _handling(node_id, rows)
        if row["attribute"] == "dwell" and row["basis"] == "observed"
    ]
    for row in observed:
        if _speaks(row, before, after):
            below, above = (rows.parameters.number(f"border_spread.{e}") for e in ("low", "high"))
            return told(row, HOURS[row["unit"]], below, above)
    if not usual.dwell:
        return NOTHING
    if family_of(after) == "rail" and rows.good in PIPED_OIL:
        return rows.parameters.value("loading.tank_wagons")
    return rows.parameters.value(usual.dwell, usual.dwell_key or "*")


def _handling(node_id: str, rows: ValueRows) -> list[Row]:
    """Return the rows on changes of layer at a place that hold on the day."""
    here = rows.handling.get(node_id, ())
    return [row for row in here if row["link"] is None and holds_on(row, rows.on)]


def _wait(node_id: str, after: str, rows: ValueRows) -> Value:
    """Return the wait for a ship of lines that share a port; others wait on their own line."""
    if after != "sea":
        return NOTHING
    sea = rows.waters(node_id)
    if sea in OWN_SHIPS:
        return NOTHING
    if rows.cargo in ("bulk", "liquid"):
        return rows.parameters.value("ship_queue")
    feeder = sea == "black_sea"
    return rows.parameters.value("black_sea_feeder_wait" if feeder else "liner_wait")


def _charges(usual: Usual, rows: ValueRows) -> Value:
    if not usual.cost:
        return NOTHING
    if usual.cost == "handling_cost.port":
        kind = "containers" if rows.cargo == "containers" else "other"
        return rows.parameters.value(f"{usual.cost}_{kind}")
    return rows.parameters.value(usual.cost)


def _speaks(row: Row, before: str, after: str) -> bool:
    return _means(row["from_mode"], before) and _means(row["to_mode"], after)


def _means(word: str, layer: str) -> bool:
    """Tell whether a word of the ledger means a layer; oil comes from pipes or the field."""
    if word == ANY:
        return True
    if word == "oil":
        return layer in ("oil_pipeline", ACCESS)
    return word in (layer, family_of(layer)) or (word == "land" and family_of(layer) in _ON_LAND)


@cache
def _usual() -> dict[tuple[str, str], Usual]:
    path = Path(__file__).with_name("transfers.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            (row["from_family"], row["to_family"]): Usual(
                row["kind"], row["dwell"], row["dwell_key"], row["cost"], row["everywhere"] == "yes"
            )
            for row in csv.DictReader(stream)
        }
