"""Links with both directions together, for maps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from caspia.flows.result import FlowResult


@dataclass(frozen=True, slots=True)
class TwoWays:
    """What moves over a link.

    Attributes
    ----------
    link_id, name, mode : str
        The link.
    there, back : float
        Tonnes from its end a to b, and from b to a.
    fuller : dict of str to object
        The line of `link_table` of the direction that is used more of its limit, else of the one
        with more tonnes.
    assumed_share : float
        Share of the inputs behind its tonnes that is assumed, 0 to 1.
    """

    link_id: str
    name: str
    mode: str
    there: float
    back: float
    fuller: dict[str, Any]
    assumed_share: float

    @property
    def tonnes(self) -> float:
        """Both ways together."""
        return self.there + self.back


def two_ways(result: FlowResult, links: pl.DataFrame) -> tuple[TwoWays, ...]:
    """Return a line per link that something moves over, by tonnes.

    Parameters
    ----------
    result : FlowResult
        What moves.
    links : polars.DataFrame
        Its `link_table`, rounded or not.
    """
    ends = {row.id: row["a"] for row in result.region.ledger.rows("links", part="physical")}
    groups: dict[str, list[dict[str, Any]]] = {}
    for line in links.iter_rows(named=True):
        groups.setdefault(line["link_id"], []).append(line)
    found = [_joined(ends[link_id], lines) for link_id, lines in groups.items()]
    return tuple(sorted(found, key=lambda one: (-one.tonnes, one.link_id)))


def _joined(a: str, lines: list[dict[str, Any]]) -> TwoWays:
    there = sum(line["tonnes"] for line in lines if line["from_node"] == a)
    total = sum(line["tonnes"] for line in lines)
    assumed = sum(line["assumed_share"] * line["tonnes"] for line in lines) / total
    fuller = max(lines, key=lambda line: (line["utilisation"] or 0.0, line["tonnes"]))
    names = (fuller["link_id"], fuller["name"], fuller["mode"])
    return TwoWays(*names, there, total - there, fuller, min(assumed, 1.0))
