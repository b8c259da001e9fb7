"""What shippers weigh: rate, value of time x time, risk, and the constant of a corridor.

Generalised cost in US dollars per tonne, with tau the value of time, r the chance of loss that a
permission speaks of and v the value of the good:

    rate + added cost + tau x hours + r x v + corridor constant
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from caspia.demand import goods as demand_goods
from caspia.flows.gates import gates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.gates import Gate
    from caspia.flows.monthly_values import MonthlyValues
    from caspia.flows.parameters import Parameters
    from caspia.flows.region_arcs import RegionArcs
    from caspia.flows.shippers import Shippers

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_PERCENT = 0.01


@dataclass(frozen=True, slots=True)
class Weighed:
    """Numbers of a arcs for one part of the shippers of one good in one month.

    Attributes
    ----------
    usd : float64, shape (a,)
        Money per tonne: rate, and what permissions add.
    generalised : float64, shape (a,)
        What shippers weigh, at least 0.
    carried : bool, shape (a,)
        Whether the arc takes the good and these shippers take the arc.
    """

    usd: Numbers
    generalised: Numbers
    carried: Flags


@dataclass(frozen=True)
class Weigher:
    """What stays the same over months and goods, worked out once.

    Attributes
    ----------
    arcs : RegionArcs
        The arcs.
    values : MonthlyValues
        Their numbers.
    parameters : Parameters
        Values of time and constants.
    """

    arcs: RegionArcs
    values: MonthlyValues
    parameters: Parameters

    @cached_property
    def gates(self) -> tuple[tuple[Gate, Flags], ...]:
        """Gates of corridors, each with the arcs that lead through it."""
        return tuple((gate, gate.arcs(self.arcs)) for gate in gates())

    def weighed(self, month: int, good: str, shippers: Shippers) -> Weighed:
        """Return what some shippers of a good weigh in a month."""
        kind = self.values.kind_of[good]
        usd = self.values.usd[month, :, kind].copy()
        carried = self.values.open[month, :, kind].copy()
        beside = np.zeros(len(self.arcs))
        price = demand_goods()[good].price_usd_per_t
        for crossing in shippers.met:
            permission = crossing.permission
            entering, touching = self.arcs.passages(crossing.states, permission.mode)
            if permission.added_cost_usd_per_t is not None:
                usd[entering] += permission.added_cost_usd_per_t.median
            if permission.added_risk is not None:
                lost = self.parameters.value("risk_share") * permission.added_risk.median
                beside[entering] += _PERCENT * lost * price
            if shippers.refuses(crossing):
                carried &= ~touching
        hours = self.values.hours[month, :, kind]
        weighed = usd + self.parameters.value("value_of_time", good) * hours + beside
        weighed += self._constants(good)
        return Weighed(usd, np.maximum(weighed, 0.0), carried)

    def _constants(self, good: str) -> Numbers:
        total = np.zeros(len(self.arcs))
        for gate, through in self.gates:
            if gate.weighs(good):
                total[through] += self.parameters.value("corridor_constant", gate.corridor)
        return total
