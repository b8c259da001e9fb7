"""The tables of this room: zones, goods, assumptions, each a reviewed CSV file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

Covers = Literal["whole", "part", "wide", "none"]


@dataclass(frozen=True, slots=True)
class Zone:
    """Where demand begins or ends.

    Attributes
    ----------
    id, name : str
        A state of the ledger by its code, or a group of buyers or ports.
    node : str
        The node of the network where its cargo begins or ends, whatever the good.
    states : frozenset of str
        Whose cargo it is, for rules that bind some: states and blocs.
    why : str
        Why there.
    """

    id: str
    name: str
    node: str
    states: frozenset[str]
    why: str


@dataclass(frozen=True, slots=True)
class Good:
    """A good as demand tells them apart.

    Attributes
    ----------
    id, label : str
        Its name.
    price_usd_per_t, price_factor : float
        A usual price, and by what factor it may be off.
    why : str
        What the price rests on.
    replaced_by : str
        What record would take the place of an assumption about it.
    """

    id: str
    label: str
    price_usd_per_t: float
    price_factor: float
    why: str
    replaced_by: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number taken for granted: a middle, its ends, in `unit`; `why` says why."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    why: str


def lines(name: str) -> list[dict[str, str]]:
    """Return the lines of a CSV file of this room."""
    path = Path(__file__).with_name(f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def zones() -> dict[str, Zone]:
    """Return the zones by id."""
    return {row["zone"]: _zone(row) for row in lines("zones")}


def _zone(row: dict[str, str]) -> Zone:
    states = frozenset(filter(None, row["states"].split(";")))
    return Zone(row["zone"], row["name"], row["node"], states, row["why"])


@cache
def goods() -> dict[str, Good]:
    """Return the goods by id."""
    return {row["good"]: _good(row) for row in lines("goods")}


def _good(row: dict[str, str]) -> Good:
    price = (float(row["price_usd_per_t"]), float(row["price_factor"]))
    return Good(row["good"], row["label"], *price, row["why"], row["replaced_by"])


@cache
def assumption(name: str) -> Assumption:
    """Return a row of ``assumptions.csv``; an end left out is the middle."""
    row = next(row for row in lines("assumptions") if row["name"] == name)
    value, low, high = (float(row[end] or row["value"]) for end in ("value", "low", "high"))
    return Assumption(name, value, low, high, row["unit"], row["why"])


@cache
def node_of(zone: str, good: str, end: Literal["origin", "destination"]) -> str:
    """Return the node where a good of a zone begins or ends."""
    own = (
        row["node"]
        for row in lines("zone_nodes")
        if (row["zone"], row["good"]) == (zone, good) and row["end"] in (end, "both")
    )
    return next(own, zones()[zone].node)


def zones_named(name: str, good: str) -> tuple[tuple[str, ...], Covers]:
    """Return the zones that a party of the ledger stands for, and how far it covers them.

    Parameters
    ----------
    name : str
        Id of a party or subject; one that stands for no zone gives none.
    good : str
        Good of the row: some parties mean other zones where crude oil is told of.
    """
    found = _zone_names().get((name, good)) or _zone_names().get((name, ""))
    return found or ((), "none")


def goods_named(name: str | None) -> tuple[tuple[str, ...], Covers]:
    """Return the goods that a good of the ledger stands for, and how far it covers them.

    ``whole`` is all of them, ``part`` some of one, ``wide`` all of one and more beside.
    """
    return _good_names().get(name or "", ((), "none"))


@cache
def _zone_names() -> dict[tuple[str, str], tuple[tuple[str, ...], Covers]]:
    return {
        (row["name"], row["good"]): (tuple(row["zones"].split(";")), cast("Covers", row["covers"]))
        for row in lines("zone_names")
    }


@cache
def _good_names() -> dict[str, tuple[tuple[str, ...], Covers]]:
    return {
        row["name"]: (tuple(filter(None, row["goods"].split(";"))), cast("Covers", row["covers"]))
        for row in lines("good_names")
    }
