"""Agreements whose loss changes numbers, not only what is open: solved from the edited ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from caspia.flows import grown, region_on, solve_region
from caspia.flows.route_table import per_tonne
from caspia.scenarios.model import Scenario
from caspia.scenarios.stress.losses import hardest_hit, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.flows import FlowResult, Region
    from caspia.ledger import Ledger


@dataclass(frozen=True)
class Asked:
    """What is solved again.

    Attributes
    ----------
    ledger : Ledger
        With the agreement.
    period : str
        Whole months.
    goods : sequence of str or None
        Only these.
    demand : float
        As a multiple.
    result : FlowResult
        With the agreement.
    """

    ledger: Ledger
    period: str
    goods: Sequence[str] | None
    demand: float
    result: FlowResult


def region_of(ledger: Ledger, period: str, goods: Sequence[str] | None, demand: float) -> Region:
    """Return the region of a period, its demand grown."""
    region = region_on(ledger, period, goods=goods)
    return region if demand == 1.0 else grown(region, demand)


def suspended(payload: object, given: object) -> dict[str, Any]:
    """Return what the loss of an agreement comes to: a task for `run_batch`, in process.

    Parameters
    ----------
    payload : Asked
        What is solved again.
    given : mapping
        As made by `caspia.scenarios.stress.losses.task`.
    """
    asked, agreement = cast("Asked", payload), cast("dict[str, Any]", given)["out"][0]
    without = Scenario.of("without", [{"suspend": agreement}]).apply(asked.ledger)
    after = solve_region(region_of(without, asked.period, asked.goods, asked.demand))
    short = asked.result.delivered - after.delivered
    return told(float(short.sum()), usd(after) - usd(asked.result), hardest_hit(short))


def usd(result: FlowResult) -> float:
    """Return what all carriage costs in US dollars."""
    return float(per_tonne(result, "usd") @ result.routes.tonnes)
