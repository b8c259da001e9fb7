"""What the ties take for granted: features, goalposts, weights, points. The tables are data."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import log
from pathlib import Path

#: The groups of features, in the order of ``weights.csv``.
GROUPS = ("political", "economic", "connectivity", "institutional", "people")
SIDES = ("a", "b")


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that a tie is made of, as in ``features.csv``.

    Attributes
    ----------
    id, group, label, unit, meaning : str
        Which, of which group, and what it counts in which unit.
    low, high : float
        The goalposts in `unit`, which stay where they are: at or below `low` it counts nothing, at
        or above `high` it counts whole.
    scale : str
        ``linear``, or ``log`` where each doubling counts the same.
    directed : bool
        Whether each party has its own: then there is one of each side, ``ID.a`` and ``ID.b``.
    """

    id: str
    group: str
    label: str
    unit: str
    low: float
    high: float
    scale: str
    directed: bool
    meaning: str

    def between(self, value: float) -> float:
        """Return where a value stands between the goalposts, 0 to 1."""
        if self.scale == "log":
            part = log(value / self.low) / log(self.high / self.low) if value > 0 else 0.0
        else:
            part = (value - self.low) / (self.high - self.low)
        return min(max(part, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Column:
    """A feature of one side (``a`` or ``b``), or of both together (empty)."""

    feature: Feature
    side: str

    @property
    def id(self) -> str:
        """``turnover``, or ``visits.a``."""
        return f"{self.feature.id}.{self.side}" if self.side else self.feature.id

    @property
    def other_side(self) -> str:
        """Id of the same feature of the other side."""
        return f"{self.feature.id}.{'b' if self.side == 'a' else 'a'}" if self.side else self.id


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of ``settings.csv``; its column ``meaning`` says what each is."""

    window_months: float
    carry_months: float
    carry_widening: float
    unrecorded: float
    unrecorded_least: float
    concentration: float
    floor: float
    draws: float
    band: float
    enough: float
    half_life_years: float
    far_km: float
    past_half_pair: float
    past_half_others: float
    enmity_years: float
    ally_factor: float
    least_features: float
    same_days: float


@dataclass(frozen=True, slots=True)
class Bloc:
    """How deep a bloc goes, of what kind it is, and whose camp it marks (empty for none).

    `is_whole` says that the ledger lists all its members, so that who is not listed is not in it.
    """

    depth: float
    kind: str
    camp: str
    is_whole: bool


def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table of this room as printed."""
    path = Path(__file__).with_name(f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def features() -> dict[str, Feature]:
    """Return the features by id."""
    return {
        row["feature"]: Feature(
            row["feature"],
            row["group"],
            row["label"],
            row["unit"],
            float(row["low"]),
            float(row["high"]),
            row["scale"],
            row["directed"] == "yes",
            row["meaning"],
        )
        for row in table("features")
    }


@cache
def columns() -> tuple[Column, ...]:
    """Return every feature of every side, group by group."""
    return tuple(
        Column(feature, side)
        for group in GROUPS
        for feature in features().values()
        if feature.group == group
        for side in (SIDES if feature.directed else ("",))
    )


@cache
def settings() -> Settings:
    """Return the settings."""
    return Settings(**{row["name"]: float(row["value"]) for row in table("settings")})


@cache
def given_weights() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the weights of the groups and those of the columns, as ``weights.csv`` gives them."""
    given = {(row["group"], row["feature"]): float(row["weight"]) for row in table("weights")}
    return (
        tuple(given[group, ""] for group in GROUPS),
        tuple(given[column.feature.group, column.id] for column in columns()),
    )


@cache
def contact_points() -> dict[str, tuple[float, str]]:
    """Return by kind of event its points, and whether it is a ``visit`` or a ``meeting``."""
    return {row["kind"]: (float(row["points"]), row["as"]) for row in table("contacts")}


@cache
def level_of(office: str) -> float:
    """Return how much a contact counts by the office of who came; 1 for an office not listed."""
    for row in table("levels"):
        if office == row["office"] or office.startswith(f"{row['office']} "):
            return float(row["factor"])
    return 1.0


@cache
def blocs() -> dict[str, Bloc]:
    """Return the blocs that count, by id."""
    return {
        row["bloc"]: Bloc(float(row["depth"]), row["kind"], row["camp"], row["listed"] == "whole")
        for row in table("blocs")
    }


@cache
def role_factor(role: str) -> float:
    """Return how much a standing in a bloc counts, 0 to 1."""
    return next(float(row["factor"]) for row in table("roles") if row["role"] == role)


@cache
def treaty_rank(subject: str, kind: str) -> float:
    """Return the rank of a political agreement by its subject and kind; 0 for any other subject."""
    rows = [row for row in table("treaties") if row["subject"] == subject]
    exact = [float(row["rank"]) for row in rows if row["kind"] == kind]
    usual = [float(row["rank"]) for row in rows if not row["kind"]]
    return (exact or usual or [0.0])[0]


@cache
def _followed_since(record: str) -> dict[str, date]:
    return {
        row["party"]: date.fromisoformat(row["since"])
        for row in table("followed")
        if row["record"] == record
    }


def region_ids() -> tuple[str, ...]:
    """Return the states whose memberships the ledger keeps whole: those of the region."""
    return tuple(_followed_since("memberships"))


def is_followed(record: str, a: str, b: str, day: date = date.max) -> bool:
    """Tell whether the ledger means to hold the whole record of two parties by a day.

    Parameters
    ----------
    record : str
        ``contacts``, ``agreements`` or ``memberships``.
    a, b : str
        The parties; both must be followed.
    day : date
        Since then, or earlier.
    """
    since = _followed_since(record)
    return all(party in since and since[party] <= day for party in (a, b))


@dataclass(frozen=True, slots=True)
class CandidateFeature:
    """One thing that a candidate is ranked by, with its weight for each role."""

    id: str
    host: float
    mediator: float
    label: str
    meaning: str

    def weight(self, role: str) -> float:
        """Return the weight for ``host`` or ``mediator``."""
        return self.host if role == "host" else self.mediator


@cache
def candidate_features() -> tuple[CandidateFeature, ...]:
    """Return what candidates are ranked by."""
    return tuple(
        CandidateFeature(
            row["feature"],
            float(row["host"]),
            float(row["mediator"]),
            row["label"],
            row["meaning"],
        )
        for row in table("candidate_features")
    )


@cache
def economies() -> tuple[str, ...]:
    """Return the largest economies, the largest first."""
    return tuple(row["party"] for row in table("economies"))
