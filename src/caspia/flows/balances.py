"""Whether all months add up, rebuilt from the flows on links alone (C2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.flows.engines import balance

if TYPE_CHECKING:
    from caspia.flows.result import FlowResult


@dataclass(frozen=True, slots=True)
class Balances:
    """The largest relative violation of any month, and the tonnes behind it.

    Attributes
    ----------
    imbalance : float
        Of conservation at nodes, of ``delivered + stranded = demand`` and of
        ``sent = delivered + losses``; below 1e-9.
    breach : float
        Of limits and floors; below 1e-6.
    demand, delivered, stranded, sent, lost : float
        Tonnes.
    """

    imbalance: float
    breach: float
    demand: float
    delivered: float
    stranded: float
    sent: float
    lost: float

    @property
    def holds(self) -> bool:
        """Whether it keeps within both bounds of C2."""
        return self.imbalance < 1e-9 and self.breach < 1e-6


def balances(result: FlowResult) -> Balances:
    """Return how far a result is from adding up."""
    found = [balance(one.problem, one.answer) for one in result.solved]
    return Balances(
        max((one.largest_imbalance for one in found), default=0.0),
        max((one.largest_breach for one in found), default=0.0),
        float(sum(one.problem.demands.amount.sum() for one in result.solved)),
        float(sum(one.answer.delivered.sum() for one in result.solved)),
        float(sum(one.answer.stranded(one.problem).sum() for one in result.solved)),
        float(sum(one.answer.sent.sum() for one in result.solved)),
        float(sum(one.lost.sum() for one in found)),
    )
