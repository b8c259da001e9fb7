"""All that is told of flows, worked out once and only where it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from caspia.briefs.document import Picture
    from caspia.briefs.pictures.flow_request import FlowMapRequest
    from caspia.flows import FlowResult
    from caspia.flows.headlines import Headline
    from caspia.flows.record import Record, Skill
    from caspia.flows.rests_on import RestsOn

INDICATIVE = 0.5


@dataclass(frozen=True)
class FlowAnswer:
    """A result and what is told of it.

    Attributes
    ----------
    result : FlowResult
        What moves.
    over : tuple of str
        Links and nodes of which it is told whose cargo crosses them.
    """

    result: FlowResult
    over: tuple[str, ...] = ()

    @cached_property
    def behind(self) -> RestsOn:
        """Rows that it rests on."""
        from caspia.flows.rests_on import rests_on

        return rests_on(self.result)

    @cached_property
    def links(self) -> pl.DataFrame:
        """Its table of links."""
        from caspia.flows.exports import links_with_rows

        return links_with_rows(self.result, self.behind)

    @cached_property
    def tables(self) -> dict[str, pl.DataFrame]:
        """Its tables, that of links among them."""
        from caspia.flows.exports import tables

        return tables(self.result, self.links)

    @cached_property
    def crossing(self) -> dict[str, pl.DataFrame]:
        """Whose cargo crosses each place asked for."""
        from caspia.flows.tracing import cargo_over

        return {place: cargo_over(self.result, place) for place in self.over}

    @cached_property
    def record(self) -> Record:
        """It beside the record."""
        from caspia.flows.record import compare

        return compare(self.result)

    @cached_property
    def skill(self) -> Skill:
        """Its skill over all that counts."""
        from caspia.flows.record import skill_of

        return skill_of([self.record])

    @cached_property
    def headlines(self) -> tuple[Headline, ...]:
        """Lines of the record that are read first."""
        from caspia.flows.headlines import headlines

        return headlines(self.result.region.ledger, self.record)

    @cached_property
    def map_request(self) -> FlowMapRequest:
        """What its map shows."""
        from caspia.briefs.flow_picture import flow_map_request

        return flow_map_request(self.result)

    @cached_property
    def picture(self) -> Picture:
        """Its map."""
        from caspia.briefs.flow_picture import flow_picture

        return flow_picture(self.map_request)

    @property
    def only(self) -> str:
        """Which goods it is about; empty for all."""
        from caspia.demand import goods

        carried = self.result.region.goods
        return "" if set(carried) == set(goods()) else ", ".join(carried)

    @property
    def indicative(self) -> bool:
        """Whether over half of what it rests on is assumed (C8)."""
        return self.result.assumed_share > INDICATIVE

    def left_out(self) -> list[dict[str, Any]]:
        """Return the permissions of transit that are no share of any cargo, with what they say."""
        ledger = self.result.region.ledger
        rows = [ledger.row(name) for name in self.result.region.parts.left_out]
        return [
            {
                "permission_id": row.id,
                "state": row["state"],
                "goods_meant": row["goods_meant"],
                "why": row["why"],
            }
            for row in rows
        ]
