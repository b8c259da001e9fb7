"""What moves over the network, where it chokes, and what is left behind. See ``docs/flows.md``."""

from __future__ import annotations

from caspia.flows.parameters import Parameter, Parameters, parameters
from caspia.flows.region import Region, grown, region_on
from caspia.flows.region_arcs import ArcKey, RegionArcs
from caspia.flows.result import FlowResult, SolvedMonth
from caspia.flows.rooms import Room
from caspia.flows.route_flows import RouteFlows
from caspia.flows.solving import ENGINES, solve, solve_region

__all__ = [
    "ENGINES",
    "ArcKey",
    "FlowResult",
    "Parameter",
    "Parameters",
    "Region",
    "RegionArcs",
    "Room",
    "RouteFlows",
    "SolvedMonth",
    "grown",
    "parameters",
    "region_on",
    "solve",
    "solve_region",
]
