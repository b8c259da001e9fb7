"""The most that was seen on a way in years that had ended, where no capacity of it is told.

An observed peak is no capacity of works: it is marked as what it is, and with the growth that it is
allowed it rests on an assumption.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.gates import gates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from numpy.typing import NDArray

    from caspia.flows.region_arcs import RegionArcs
    from caspia.ledger import Ledger, Row

_LEAST_DAYS = 330
_TONNES_PER_TEU = 12.0


@dataclass(frozen=True, slots=True)
class PeakRule:
    """A row of ``observed_peaks.csv``: what was seen, on which gate it limits what, and growth."""

    room: str
    series: str
    subject: str
    gate: str
    modes: frozenset[str]
    goods: tuple[str, ...]
    unit: str
    growth: float
    why: str


@dataclass(frozen=True, slots=True)
class Peak:
    """A limit in one month.

    Attributes
    ----------
    room_id, target : str
        Its name, and what it is about.
    arcs : tuple of int
        Where.
    goods : tuple of str
        What counts.
    tonnes_per_year : float
        The most that was seen, grown.
    rows : tuple of str
        The observation.
    """

    room_id: str
    target: str
    arcs: tuple[int, ...]
    goods: tuple[str, ...]
    tonnes_per_year: float
    rows: tuple[str, ...]


@cache
def peak_rules() -> tuple[PeakRule, ...]:
    """Return the rows of the table."""
    path = Path(__file__).with_name("observed_peaks.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(
            PeakRule(
                row["room"],
                row["series"],
                row["subject"],
                row["gate"],
                frozenset(row["modes"].split(";")),
                tuple(row["goods"].split(";")),
                row["unit"],
                float(row["growth"]),
                row["why"],
            )
            for row in csv.DictReader(stream)
        )


def peaks_in(ledger: Ledger, month: date, arcs: RegionArcs) -> Iterator[Peak]:
    """Yield what was seen at most in years that had ended before the year of a month."""
    for rule in peak_rules():
        seen = _seen(ledger, rule, month)
        if seen is None:
            continue
        row, year = seen
        amount = float(row["value"]) * rule.growth ** (month.year - year)
        places = tuple(np.flatnonzero(_gate_arcs(rule, arcs)).tolist())
        tonnes = amount * _TONNES_PER_TEU
        yield Peak(f"peak:{rule.room}", rule.subject, places, rule.goods, tonnes, (row.id,))


def _seen(ledger: Ledger, rule: PeakRule, month: date) -> tuple[Row, int] | None:
    """Return the largest yearly figure before a year, and its year."""
    found = [
        row
        for row in ledger.rows("observations", series=rule.series, subject=rule.subject)
        if row["modality"] == "actual"
        and row["unit"] == rule.unit
        and row["value"] is not None
        and not row["scope"]
        and row["valid_from"] is not None
        and row["valid_to"] is not None
        and (row["valid_to"] - row["valid_from"]).days >= _LEAST_DAYS
        and row["valid_to"] <= month.replace(month=1, day=1)
    ]
    if not found:
        return None
    top = max(found, key=lambda row: (row["value"], row.id))
    return top, top["valid_from"].year


def _gate_arcs(rule: PeakRule, arcs: RegionArcs) -> NDArray[np.bool_]:
    inside = np.zeros(len(arcs), dtype=np.bool_)
    for gate in gates():
        if gate.corridor == rule.gate:
            inside |= gate.arcs(arcs)
    return inside & np.array([mode in rule.modes for mode in arcs.mode], dtype=np.bool_)
