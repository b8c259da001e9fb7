"""The region as flow problems: one for each month, all of one frame, for freight and for gas.

Nothing couples months but stores, and the ledger has none; so a month is a problem of its own, and
every month starts from the routes of the first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from caspia.demand import demand_on
from caspia.demand import goods as demand_goods
from caspia.errors import BadInputError, UnknownNameError
from caspia.flows.demand_parts import DemandParts, demand_parts
from caspia.flows.gains import gains
from caspia.flows.monthly_values import monthly_values
from caspia.flows.parameters import parameters as shipped
from caspia.flows.region_problem import region_problems
from caspia.flows.rooms import rooms_of
from caspia.flows.weighing import Weigher
from caspia.ledger import nearest, read_period

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from caspia.demand import DemandTable
    from caspia.flows.engines import FlowProblem
    from caspia.flows.monthly_values import MonthlyValues
    from caspia.flows.parameters import Parameters
    from caspia.flows.region_arcs import RegionArcs
    from caspia.flows.rooms import Room
    from caspia.ledger import Ledger, Period

    Numbers = NDArray[np.float64]

GAS = "natural_gas"


@dataclass(frozen=True, slots=True)
class Region:
    """Demand, network and limits of a period, ready for the engines; m months, a arcs.

    Attributes
    ----------
    ledger : Ledger
        What was known.
    period : Period
        Whole months.
    demand : DemandTable
        What wants to move.
    arcs : RegionArcs
        What may be open.
    values : MonthlyValues
        Times, costs and emissions.
    rooms : tuple of Room
        Limits.
    parts : DemandParts
        Cells by what their shippers refuse.
    parameters : Parameters
        Values of time, dispersion, constants.
    gain : float64, shape (m, a)
        What an arc hands on of a tonne.
    """

    ledger: Ledger
    period: Period
    demand: DemandTable
    arcs: RegionArcs
    values: MonthlyValues
    rooms: tuple[Room, ...]
    parts: DemandParts
    parameters: Parameters
    gain: Numbers

    def __repr__(self) -> str:
        return (
            f"<Region {self.period}: {len(self.arcs)} arcs, {len(self.demand.cells)} cells, "
            f"{len(self.rooms)} limits; {self.ledger!r}>"
        )

    @property
    def months(self) -> tuple[date, ...]:
        """First day of each month."""
        return self.demand.months

    @property
    def goods(self) -> tuple[str, ...]:
        """Goods that are carried."""
        return tuple(dict.fromkeys(cell.good for cell in self.demand.cells))

    def problems(self, goods: Sequence[str]) -> tuple[FlowProblem, ...]:
        """Return the problem of each month for some goods; what shippers weigh is the cost."""
        return region_problems(self, goods)

    def having(self, parameters: Parameters) -> Region:
        """Return the same with other values of time, dispersion, constants and fuel."""
        gain = gains(self.values.networks, self.arcs, parameters)
        return replace(self, parameters=parameters, gain=gain)


def grown(region: Region, factor: float) -> Region:
    """Return a region in which all want to move more, or less, by a factor above zero.

    Raises
    ------
    BadInputError
        The factor is no positive number.
    """
    if not 0 < factor < float("inf"):
        raise BadInputError(f"Demand cannot grow by a factor of {factor}. Give one above 0.")
    table = region.demand
    columns = ("tonnes", "low", "high", "teu", "empty_teu")
    return replace(
        region, demand=replace(table, **{name: getattr(table, name) * factor for name in columns})
    )


def region_on(
    ledger: Ledger,
    period: str | Period,
    *,
    goods: Sequence[str] | None = None,
    parameters: Parameters | None = None,
    done: Callable[[int, int], None] | None = None,
) -> Region:
    """Return the region in a period.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    period : str or Period
        Whole months from 2019 to 2025.
    goods : sequence of str, optional
        Only these goods of demand; left out, all.
    parameters : Parameters, optional
        Values of time, dispersion, constants; left out, those of the package.
    done : callable, optional
        Told after every month how many of how many are read.

    Raises
    ------
    BadDateError
        The period is none, or not of whole months from 2019 to 2025.
    UnknownNameError
        There is no such good of demand.
    """
    span = read_period(period) if isinstance(period, str) else period
    table = _of_goods(demand_on(ledger, span), goods)
    carried = tuple(dict.fromkeys(cell.good for cell in table.cells))
    ends = {node for cell in table.cells for node in (cell.origin_node, cell.destination_node)}
    arcs, values = monthly_values(ledger, table.months, carried, ends, done)
    chosen = shipped() if parameters is None else parameters
    return Region(
        ledger,
        span,
        table,
        arcs,
        values,
        rooms_of(ledger, table.months, carried, arcs, values),
        demand_parts(ledger, table),
        chosen,
        gains(values.networks, arcs, chosen),
    )


def weigher(region: Region) -> Weigher:
    """Return what weighs the arcs of a region."""
    return Weigher(region.arcs, region.values, region.parameters)


def _of_goods(table: DemandTable, goods: Sequence[str] | None) -> DemandTable:
    if goods is None:
        return table
    known = list(demand_goods())
    for good in goods:
        if good not in known:
            cure = f"Use one of {', '.join(known)}."
            raise UnknownNameError("good of demand", good, nearest(good, known, most=3), cure)
    if not goods:
        raise BadInputError("No good is asked for. Name one, or leave goods out for all.")
    kept = [place for place, cell in enumerate(table.cells) if cell.good in goods]
    return table.of_cells(kept)
