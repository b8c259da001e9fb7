"""Demand: what wants to move by any way, the Northern Corridor, the ocean and Iran included.

See ``docs/demand.md``.
"""

from __future__ import annotations

from caspia.demand.bounds import Bound
from caspia.demand.cells import Cell
from caspia.demand.demand import bounds_within, demand_on
from caspia.demand.measures import (
    AssumedCell,
    Share,
    largest_assumed,
    share_in_bounded_sums,
    shares,
)
from caspia.demand.most_even import Interval, MostEven, most_even
from caspia.demand.selection import Selector, inputs, scored
from caspia.demand.statements import LeftAside
from caspia.demand.table import DemandTable, EasedBound, tonnes_per_teu
from caspia.demand.tables import Assumption, Good, Zone, goods, zones

__all__ = [
    "AssumedCell",
    "Assumption",
    "Bound",
    "Cell",
    "DemandTable",
    "EasedBound",
    "Good",
    "Interval",
    "LeftAside",
    "MostEven",
    "Selector",
    "Share",
    "Zone",
    "bounds_within",
    "demand_on",
    "goods",
    "inputs",
    "largest_assumed",
    "most_even",
    "scored",
    "share_in_bounded_sums",
    "shares",
    "tonnes_per_teu",
    "zones",
]
