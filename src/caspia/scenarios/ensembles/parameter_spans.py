"""Parameters with their intervals: those that weigh on something that moves in a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.demand import goods as demand_goods
from caspia.flows.gates import gates
from caspia.flows.region import GAS
from caspia.flows.region_numbers import permissions_of
from caspia.ledger import name_of
from caspia.scenarios.ensembles.factor import Factor
from caspia.scenarios.ensembles.spans import LooseSpans

if TYPE_CHECKING:
    from caspia.flows import Parameter, Region
    from caspia.ledger import Ledger
    from caspia.scenarios.ensembles.factor import FactorBook

_ALL = "*"
_WORDS = {
    "dispersion": "How far shippers spread over routes (dispersion)",
    "corridor_constant": "What shippers mind beside money and time",
    "value_of_time": "What an hour is worth",
    "risk_share": "How much of a risk counts",
}
_GATES = {
    "IRAN": "Iran by land",
    "OIL_ACROSS_CASPIAN": "Oil across the Caspian",
    "OIL_THROUGH_RUSSIA": "Oil through Russia",
}


def parameter_spans(region: Region, book: FactorBook) -> LooseSpans:
    """Return the parameters of a region, shape (parameters,)."""
    rows = list(region.parameters.rows.values())
    owner = np.full(len(rows), "", dtype=object)
    for place, row in enumerate(rows):
        if _weighs(region, row):
            owner[place] = book.add(Factor("parameter", row.key, _title(region.ledger, row)))
    ends = np.array([(row.low, row.value, row.high) for row in rows]).reshape(-1, 3)
    return LooseSpans(ends[:, 1], ends[:, 0], ends[:, 2], owner)


def _weighs(region: Region, row: Parameter) -> bool:
    """Tell whether a parameter weighs on any cargo of a region.

    What gas loses on the way is part of the frame that all draws share.
    """
    goods = set(region.goods)
    if row.name == "value_of_time":
        return bool(goods & set(row.applies_to))
    if row.name == "corridor_constant":
        through = [gate for gate in gates() if gate.corridor in row.applies_to]
        return any(gate.weighs(good) for gate in through for good in goods)
    if row.name == "risk_share":
        return any(one.added_risk for one in permissions_of(region.parts.shippers))
    return row.name == "dispersion" and bool(goods - {GAS})


def _title(ledger: Ledger, row: Parameter) -> str:
    """Return a parameter in words, with the first of what it applies to."""
    words = _WORDS.get(row.name, row.name.replace("_", " ").capitalize())
    first, *more = row.applies_to
    if first == _ALL:
        return words
    good = demand_goods().get(first)
    name = good.label if good else _GATES.get(first) or name_of(ledger, first)
    return f"{words}: {name}{f' and {len(more)} more' if more else ''}"
