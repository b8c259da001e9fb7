"""What reconciling takes for granted. The table itself is data, with the basis of each number."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The numbers of ``assumptions.csv``; its column ``meaning`` says what each is.

    All are shares or ratios, without unit.
    """

    between_tellers: float
    within_teller: float
    per_link: float
    bend: float
    room: float
    soft_spread: float
    gross_share: float
    gross_spread: float
    mirror_low: float
    mirror_usual: float
    mirror_high: float


@cache
def assumption_rows() -> tuple[dict[str, str], ...]:
    """Return the table as printed: name, value, unit, basis, source, meaning."""
    path = Path(__file__).with_name("assumptions.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def assumptions() -> Assumptions:
    """Return what is taken for granted unless a caller says otherwise."""
    return Assumptions(**{row["name"]: float(row["value"]) for row in assumption_rows()})
