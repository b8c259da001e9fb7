"""Cargo that is captive to one way: a share of its shippers never looks at the others.

It is told as a permission is, so that the nesting of shippers holds for both.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from caspia.flows.shippers import Crossing
from caspia.network.measures import Value
from caspia.network.permission import Permission

_PERCENT = 100.0


@cache
def captive() -> dict[tuple[str, str, str], Crossing]:
    """Return what captive cargo will not cross, by origin, destination and good."""
    path = Path(__file__).with_name("captive.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            (row["origin"], row["destination"], row["good"]): _read(row)
            for row in csv.DictReader(stream)
        }


def _read(row: dict[str, str]) -> Crossing:
    share = Value(float(row["percent"]), float(row["low"]), float(row["high"]), "assumed")
    permission = Permission(
        row["name"], "", "", row["good"], "", (), "permitted", share, None, None, row["why"], ""
    )
    return Crossing(permission, frozenset(row["states"].split(";")), share.median / _PERCENT)
