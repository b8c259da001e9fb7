"""A network as a picture: its links on the base map of the region."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from caspia.briefs.pictures.network_map import NetworkLine, NetworkPlace, network_map
from caspia.network.courses import courses, rail_credit

if TYPE_CHECKING:
    from caspia.briefs.pictures.drawing import Drawing
    from caspia.ledger import Row
    from caspia.network import Network

_NAMED_KINDS = frozenset({"city", "port"})
_MOST_NAMES = 70
# What a map need not say: that a port is one.
_PLAIN = re.compile(r"\s*\(.*\)| (?:port|terminal|and city)\b|.* Sea Port at ")


def network_picture(network: Network) -> Drawing:
    """Draw a network as it stood on its day.

    Raises
    ------
    BadDateError
        The base map does not reach back to the day.
    UnknownNameError
        The worldview of the network is not kept.
    """
    ledger = network.ledger
    found = courses(ledger)
    links = ledger.rows("links", part="physical")
    lines = [
        NetworkLine(link["mode"], network.state(link.id).status, found[link.id].points)
        for link in links
    ]
    return network_map(lines, _places(network, links), network.date, _credit(), network.worldview)


def _places(network: Network, links: tuple[Row, ...]) -> list[NetworkPlace]:
    """Return cities and ports, those with most links first."""
    touching = Counter(link[end] for link in links for end in ("a", "b"))
    nodes = [
        node
        for node in network.ledger.rows("nodes")
        if node["kind"] in _NAMED_KINDS and touching[node.id]
    ]
    nodes.sort(key=lambda node: (-touching[node.id], node.id))
    return [
        NetworkPlace(_PLAIN.sub("", node["name"]), node["lat"], node["lon"])
        for node in nodes[:_MOST_NAMES]
    ]


def _credit() -> str:
    return f"{rail_credit()}. Other lines are drawn straight between places."
