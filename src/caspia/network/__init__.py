"""The network as it stood on a day: links that were open, what they cost, and the way through."""

from __future__ import annotations

from caspia.network.beside import Beside
from caspia.network.centrality import Band, Centrality, centrality
from caspia.network.journey import (
    Dependence,
    Hours,
    Leg,
    Money,
    Reopening,
    Reservation,
    Route,
    Routes,
    SinglePoints,
)
from caspia.network.model import ArcArrays, Change, Graph, Handling, Incidence, LinkState
from caspia.network.network import Network
from caspia.network.places import Place, find_place
from caspia.network.routes import find_routes
from caspia.network.why import why_assumption

__all__ = [
    "ArcArrays",
    "Band",
    "Beside",
    "Centrality",
    "Change",
    "Dependence",
    "Graph",
    "Handling",
    "Hours",
    "Incidence",
    "Leg",
    "LinkState",
    "Money",
    "Network",
    "Place",
    "Reopening",
    "Reservation",
    "Route",
    "Routes",
    "SinglePoints",
    "centrality",
    "find_place",
    "find_routes",
    "why_assumption",
]
