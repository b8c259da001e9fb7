"""What moves in a period: the answer of the engines, told in tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl
    from numpy.typing import NDArray

    from caspia.flows.balances import Balances
    from caspia.flows.engines import Base, Choice, FlowAnswer, FlowProblem
    from caspia.flows.region import Region
    from caspia.flows.region_problem import Frame
    from caspia.flows.room_prices import RoomPrice
    from caspia.flows.route_flows import RouteFlows
    from caspia.flows.stranded import StrandedCargo

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SolvedMonth:
    """What an engine answered for some goods in one month.

    Attributes
    ----------
    month : int
        Place of the month.
    frame : Frame
        What the demands and goods of the problem stand for.
    problem : FlowProblem
        What was asked, in generalised cost.
    start : Base
        The least-cost optimum of the first month of the same losses, from which it is solved.
    answer : FlowAnswer
        Flows on arcs, what is delivered.
    routes : RouteFlows
        The routes in use.
    found : Choice or None
        The choice among routes; None where all went by the cheapest plan.
    """

    month: int
    frame: Frame
    problem: FlowProblem
    start: Base
    answer: FlowAnswer
    routes: RouteFlows
    found: Choice | None


@dataclass(frozen=True, eq=False)
class FlowResult:
    """What moves over the region in a period; c cells, p parts of cells, m months, a arcs.

    A model result, never an observation. Made by `solve`.

    Attributes
    ----------
    region : Region
        Demand, network and limits.
    engine : str
        By which freight was sent.
    solved : tuple of SolvedMonth
        What the engines answered.
    routes : RouteFlows
        All routes in use.
    """

    region: Region
    engine: str
    solved: tuple[SolvedMonth, ...]
    routes: RouteFlows

    def __repr__(self) -> str:
        moved, left = self.delivered.sum() / 1e6, self.stranded.sum() / 1e6
        return (
            f"<FlowResult {self.region.period} by {self.engine}: {moved:.1f} Mt moved, "
            f"{left:.2f} Mt stranded; {self.region.ledger!r}>"
        )

    @cached_property
    def delivered_parts(self) -> Numbers:
        """Tonnes that arrive, float64 of shape (p, m)."""
        found = np.zeros(self.region.parts.share.shape)
        for one in self.solved:
            found[one.frame.part, one.month] = one.answer.delivered
        return found

    @cached_property
    def delivered(self) -> Numbers:
        """Tonnes that arrive, float64 of shape (c, m)."""
        found = np.zeros(self.region.demand.tonnes.shape)
        np.add.at(found, self.region.parts.cell, self.delivered_parts)
        return found

    @cached_property
    def stranded(self) -> Numbers:
        """Tonnes that want to move and do not, float64 of shape (c, m)."""
        return np.maximum(self.region.demand.tonnes - self.delivered, 0.0)

    @cached_property
    def on_arcs(self) -> Numbers:
        """Tonnes that enter each arc in each month, float64 of shape (a, m)."""
        return self.routes.on_arcs(len(self.region.arcs), len(self.region.months))

    def cells_of(self, goods: Sequence[str]) -> NDArray[np.bool_]:
        """Return which cells are of some goods, bool of shape (c,)."""
        return np.array([cell.good in goods for cell in self.region.demand.cells], dtype=np.bool_)

    @cached_property
    def corridors(self) -> tuple[str, ...]:
        """The corridor that each route goes by, or a mode, or ``other``; length r."""
        from caspia.flows.corridor_names import corridor_names

        return corridor_names(self)

    @cached_property
    def left_behind(self) -> tuple[StrandedCargo, ...]:
        """What is stranded, cell by cell, with what cut it."""
        from caspia.flows.stranded import stranded_cargo

        return stranded_cargo(self)

    @cached_property
    def prices(self) -> tuple[RoomPrice, ...]:
        """What a tonne of room is worth at the five tightest limits that are used up."""
        from caspia.flows.room_prices import room_prices

        return room_prices(self)

    @cached_property
    def balance(self) -> Balances:
        """How far the plan is from adding up, rebuilt from flows on links (C2)."""
        from caspia.flows.balances import balances

        return balances(self)

    @cached_property
    def assumed_share(self) -> float:
        """The share of what it rests on that is assumed (C8)."""
        from caspia.flows.assumed_share import assumed_share

        return assumed_share(self)

    def links(self) -> pl.DataFrame:
        """Return a line per link and direction; see `link_table`."""
        from caspia.flows.link_table import link_table

        return link_table(self)
