"""caspia: an open model of how Azerbaijan and Central Asia trade, ship and deal with each other.

::

    ledger = caspia.open(as_of="2024-05-31")
    ledger.table("observations")                      # a Polars frame
    page = caspia.brief(ledger, "AZE", "KAZ", on="2024-05-31")
    checked = caspia.check("Trade reached $529.4 million in 2023.", ledger, "2024-05-31")
    network = caspia.Network.on(ledger, "2023-06-01")  # what was open, and the routes through it
    flows = caspia.solve(ledger, "2023")              # what moves, and where it chokes
    shut = caspia.scenario("cpc-outage").apply(ledger)  # again a ledger, for all of the above
    answer = caspia.what_if(ledger, "cpc-outage")     # what that changes, and which cause does

Everything is loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caspia.briefs import brief
    from caspia.claims import check
    from caspia.flows.solving import solve
    from caspia.ledger import Ledger, find_party, search, why_row
    from caspia.ledger import open_ledger as open  # noqa: A004
    from caspia.network import Network
    from caspia.relations import mediators, ties
    from caspia.scenarios.reading import scenario
    from caspia.scenarios.whatif import what_if

__version__ = "0.1.0"

_PLACES = {
    "Ledger": ("caspia.ledger", "Ledger"),
    "Network": ("caspia.network", "Network"),
    "brief": ("caspia.briefs", "brief"),
    "check": ("caspia.claims", "check"),
    "find_party": ("caspia.ledger", "find_party"),
    "mediators": ("caspia.relations", "mediators"),
    "open": ("caspia.ledger", "open_ledger"),
    "scenario": ("caspia.scenarios", "scenario"),
    "search": ("caspia.ledger", "search"),
    "solve": ("caspia.flows", "solve"),
    "ties": ("caspia.relations", "ties"),
    "what_if": ("caspia.scenarios.whatif", "what_if"),
    "why_row": ("caspia.ledger", "why_row"),
}

__all__ = [
    "Ledger",
    "Network",
    "__version__",
    "brief",
    "check",
    "find_party",
    "mediators",
    "open",
    "scenario",
    "search",
    "solve",
    "ties",
    "what_if",
    "why_row",
]


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module 'caspia' has no attribute {name!r}")
    module, attribute = _PLACES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
