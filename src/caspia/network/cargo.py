"""What kind of cargo a good is: what it costs and how it is handled depend on that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from caspia.errors import UnknownNameError

if TYPE_CHECKING:
    from caspia.ledger import Ledger

Cargo = Literal["containers", "vehicles", "bulk", "liquid", "gas", "power", "general"]

# By the widest good that has a kind of its own; a narrower good has that of the one it is part of.
_CARGO: dict[str, Cargo] = {
    "containers": "containers",
    "vehicles": "vehicles",
    "natural_gas": "gas",
    "electricity": "power",
    "oil": "liquid",
    "lpg": "liquid",
    "coal": "bulk",
    "ores": "bulk",
    "minerals": "bulk",
    "cement": "bulk",
    "construction_materials": "bulk",
    "fertiliser": "bulk",
    "grain_oilseeds_and_flour": "bulk",
    "non_ferrous_ore_and_sulphur": "bulk",
}

# What needs tanks wherever it changes hands.
PIPED_OIL = frozenset({"oil", "crude_oil"})


def cargo_of(ledger: Ledger, good: str) -> Cargo:
    """Return what kind of cargo a good is.

    Raises
    ------
    UnknownNameError
        The ledger has no such good.
    """
    goods = {row.id: row["part_of"] for row in ledger.rows("goods")}
    if good not in goods:
        raise UnknownNameError(
            "good", good, ledger.nearest_ids(good), "`caspia facts --table goods` lists all."
        )
    at: str | None = good
    while at is not None:
        if at in _CARGO:
            return _CARGO[at]
        at = goods.get(at)
    return "general"
