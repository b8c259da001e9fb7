"""The corridor of every route, by the rules of the network on what it crosses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.flows.region_arcs import arc_keys
from caspia.network.corridors import OTHER, corridor_by_rule
from caspia.network.crossings import crossed, ground_of

if TYPE_CHECKING:
    from caspia.flows.region_arcs import ArcKey
    from caspia.flows.result import FlowResult
    from caspia.network.crossings import Ground


def corridor_names(result: FlowResult) -> tuple[str, ...]:
    """Return the id of the corridor that each route goes by; ``other`` where no rule names one."""
    return _Namer(result).names()


class _Namer:
    """Names ways; each way of a kind of cargo is looked at once."""

    def __init__(self, result: FlowResult) -> None:
        self._result = result
        self._known: dict[tuple[int, tuple[int, ...]], str] = {}
        self._places: dict[tuple[int, int], dict[ArcKey, int]] = {}
        self._grounds: dict[tuple[int, int], Ground] = {}

    def names(self) -> tuple[str, ...]:
        """Return the name of every route."""
        result = self._result
        values, cells = result.region.values, result.region.demand.cells
        kinds = [values.kind_of[cell.good] for cell in cells]
        found = []
        for cell, month, way in zip(
            result.routes.cell.tolist(),
            result.routes.period.tolist(),
            result.routes.ways(),
            strict=True,
        ):
            key = (kinds[cell], way)
            if key not in self._known:
                self._known[key] = self._named(month, *key)
            found.append(self._known[key])
        return tuple(found)

    def _named(self, month: int, kind: int, way: tuple[int, ...]) -> str:
        region = self._result.region
        graph = region.values.networks[month].graph(region.values.kinds[kind])
        if (month, kind) not in self._places:
            self._places[month, kind] = {key: n for n, key in enumerate(arc_keys(graph))}
            self._grounds[month, kind] = ground_of(region.ledger, graph)
        place = self._places[month, kind]
        arcs = [place[region.arcs.keys[arc]] for arc in way]
        ground = self._grounds[month, kind]
        return corridor_by_rule(graph, ground, arcs, crossed(graph, ground, arcs)) or OTHER
