"""Trade diverted and trade created: what took another way, and what moves that did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caspia.flows import FlowResult


@dataclass(frozen=True, slots=True)
class Diverted:
    """How much goes otherwise than before, in tonnes of the period.

    Attributes
    ----------
    diverted : float
        That move either way, by another corridor.
    created : float
        That move and did not before.
    lost : float
        That moved before and do not.
    """

    diverted: float
    created: float
    lost: float

    @property
    def share_diverted(self) -> float | None:
        """Of what is gained by some corridor; None where nothing is."""
        gained = self.diverted + self.created
        return self.diverted / gained if gained else None


def diverted(before: FlowResult, after: FlowResult) -> Diverted:
    """Return how much goes otherwise under a scenario; cargo by cargo and corridor by corridor."""
    was, now = _by_way(before), _by_way(after)
    moved, created, lost = 0.0, 0.0, 0.0
    for cargo in sorted({*was, *now}):
        one, other = was.get(cargo, {}), now.get(cargo, {})
        steps = [other.get(way, 0.0) - one.get(way, 0.0) for way in {**one, **other}]
        gained = sum(step for step in steps if step > 0)
        net = sum(steps)
        created += max(net, 0.0)
        lost += max(-net, 0.0)
        moved += gained - max(net, 0.0)
    return Diverted(moved, created, lost)


def _by_way(result: FlowResult) -> dict[str, dict[str, float]]:
    """Return tonnes by cargo and corridor."""
    cells = result.region.demand.cells
    found: dict[str, dict[str, float]] = {}
    routes = zip(
        result.routes.cell.tolist(), result.corridors, result.routes.tonnes.tolist(), strict=True
    )
    for cell, corridor, tonnes in routes:
        ways = found.setdefault(cells[cell].name, {})
        ways[corridor] = ways.get(corridor, 0.0) + tonnes
    return found
