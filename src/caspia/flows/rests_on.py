"""The rows of the ledger that a result rests on: behind links, demand and limits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caspia.flows.result import FlowResult


@dataclass(frozen=True, slots=True)
class RestsOn:
    """Ids of rows, each once.

    Attributes
    ----------
    links : mapping of str to tuple of str
        By link that something moves over, what its state, times and costs rest on.
    demand : tuple of str
        What demand rests on.
    limits : mapping of str to tuple of str
        By limit.
    grades : dict of str to int
        Of all those rows together, how many are known by which grade.
    """

    links: Mapping[str, tuple[str, ...]]
    demand: tuple[str, ...]
    limits: Mapping[str, tuple[str, ...]]
    grades: dict[str, int]

    @property
    def rows(self) -> tuple[str, ...]:
        """All of them."""
        return _all(self.links, self.demand, self.limits)

    def counts(self) -> dict[str, object]:
        """Return how many rows are behind each, and their grades."""
        parts = [tuple(self.links.values()), (self.demand,), tuple(self.limits.values())]
        sizes = [len({row for rows in part for row in rows}) for part in parts]
        counts = dict(zip(("links", "demand", "limits"), sizes, strict=True))
        return {**counts, "by_grade": self.grades}


def rests_on(result: FlowResult) -> RestsOn:
    """Return the rows behind a result."""
    links, demand = _links(result), result.region.demand.row_ids
    limits = {room.room_id: room.rows for room in result.region.rooms}
    found = (result.region.ledger.find(row) for row in _all(links, demand, limits))
    grades = Counter(row.grade for row in found if row is not None)
    return RestsOn(links, demand, limits, dict(sorted(grades.items())))


def _links(result: FlowResult) -> dict[str, tuple[str, ...]]:
    """Return what each link rests on in the months and for the cargo that it carries."""
    region, routes = result.region, result.routes
    values = region.values
    kinds = np.array([values.kind_of[cell.good] for cell in region.demand.cells])
    used = np.stack(
        [routes.period[routes.route], kinds[routes.cell[routes.route]], routes.arc], axis=1
    )
    found: dict[str, dict[str, None]] = {}
    for month, kind, arc in np.unique(used, axis=0).tolist():
        link = region.arcs.link[arc]
        if link:
            graph = values.networks[month].graph(values.kinds[kind])
            found.setdefault(link, {}).update(dict.fromkeys(graph.because[link]))
    return {link: tuple(rows) for link, rows in sorted(found.items())}


def _all(
    links: Mapping[str, tuple[str, ...]],
    demand: tuple[str, ...],
    limits: Mapping[str, tuple[str, ...]],
) -> tuple[str, ...]:
    groups = (*links.values(), demand, *limits.values())
    return tuple(dict.fromkeys(row for rows in groups for row in rows))
