"""Layers of transport: a mode, for rail with its gauge, so that a change of either is handling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.errors import BadInputError

if TYPE_CHECKING:
    from caspia.ledger import Row

_FAMILIES = {
    "gas_pipeline": "pipeline",
    "oil_pipeline": "pipeline",
    "power_cable": "cable",
    "fibre_cable": "cable",
}


def layers_of(link: Row) -> tuple[str, str]:
    """Return the layers in which a link begins at a and ends at b.

    They differ where a rail link reads two gauges (``1435/1520``): wheels change on the way.

    Raises
    ------
    BadInputError
        A railway without a gauge, or with one that does not tell which end has which.
    """
    if link["mode"] != "rail":
        return link["mode"], link["mode"]
    gauges = (link["gauge_mm"] or "").split("/")
    if not all(gauge.isdigit() for gauge in gauges) or len(gauges) > 2:
        raise BadInputError(
            f"The railway {link.id} has the gauge {link['gauge_mm']!r}. "
            "Give it in mm, or as 1435/1520 from a to b."
        )
    return f"rail_{gauges[0]}", f"rail_{gauges[-1]}"


def family_of(layer: str) -> str:
    """Return what a layer is for handling: rail of any gauge is ``rail``."""
    return "rail" if layer.startswith("rail_") else _FAMILIES.get(layer, layer)
