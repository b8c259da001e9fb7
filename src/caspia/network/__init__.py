"""The network as it stood on a day: links that were open, what they cost, and the way through."""

from __future__ import annotations

from caspia.network.model import ArcArrays, Change, Graph, Handling, Incidence, LinkState
from caspia.network.network import Network

__all__ = ["ArcArrays", "Change", "Graph", "Handling", "Incidence", "LinkState", "Network"]
