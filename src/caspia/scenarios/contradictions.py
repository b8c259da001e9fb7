"""Patches that cannot hold together, and patches that could change nothing."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from caspia.network.capacities import CAPACITY_UNITS, SHIPS
from caspia.network.overlaid import TONNES_OF
from caspia.network.told import HOURS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from caspia.errors import RowProblem
    from caspia.ledger import Ledger
    from caspia.scenarios.patch import Patch
    from caspia.scenarios.selecting import Meant

_UNITS = {
    "capacity": tuple(CAPACITY_UNITS),
    "time": tuple(HOURS),
    "dwell": tuple(HOURS),
    "cost": tuple(TONNES_OF),
}
_STATES = {"close": "closed", "open": "open", "build": "open"}
_STANDINGS = {"suspend": "suspended", "lapse": "ended", "revive": "in force"}


def contradictions(patches: Sequence[Patch], meant: Mapping[str, Meant]) -> Iterator[RowProblem]:
    """Yield pairs of patches that speak of one thing at one time.

    Parameters
    ----------
    patches : sequence of Patch
        In order.
    meant : mapping of str to Meant
        What each is about, by its id.
    """
    for one, other in combinations(patches, 2):
        shared = _claims(one, meant[one.id]).keys() & _claims(other, meant[other.id]).keys()
        if not shared or not one.meets(other):
            continue
        claims = _claims(one, meant[one.id]), _claims(other, meant[other.id])
        thing = min(shared)
        said = [claim[thing] for claim in claims]
        where = f"patch {one.number} of {one.scenario}"
        what = (
            f"{thing} is said twice, here and in {where}."
            if said[0] == said[1]
            else f"{thing} is {said[1]} here and {said[0]} in {where}, at the same time."
        )
        yield other.problem(what, "Keep one of the two, or give them days that do not meet.")


def _claims(patch: Patch, meant: Meant) -> dict[str, str]:
    """Return what a patch says of each thing that only one patch can speak of at a time."""
    if patch.verb in _STATES:
        return {link.id: _STATES[patch.verb] for link in meant.links}
    if patch.verb in _STANDINGS:
        return {row.id: _STANDINGS[patch.verb] for row in meant.rows}
    if patch.verb == "set":
        things = (*(link.id for link in meant.links), *(row.id for row in meant.handling))
        figure = f"{patch.value:g} {patch.unit}"
        return {f"{patch.attribute} of {thing} {patch.good}".strip(): figure for thing in things}
    if patch.verb == "price":
        return {row.id: f"times {patch.value:g}" for row in meant.rows}
    if patch.verb == "transit":
        words = ("transit of", *patch.targets, patch.mode, patch.good, *patch.bound)
        return {" ".join(filter(None, words)): patch.standing}
    return {}


def void(patch: Patch, meant: Meant, ledger: Ledger) -> Iterator[RowProblem]:
    """Yield why a patch could change nothing: a unit of another kind, nothing to multiply."""
    if patch.verb == "set" and patch.unit not in _UNITS[patch.attribute]:
        units = ", ".join(_UNITS[patch.attribute])
        yield patch.problem(f"{patch.attribute} is not told in {patch.unit}.", f"Use {units}.")
    if patch.verb == "set" and meant.places:
        names = ", ".join(meant.places)
        what = f"{names} has many handlings, and one figure cannot be all of theirs."
        yield patch.problem(what, "Name one by handling:ID, or use scale.")
    if patch.verb == "demand" and patch.unit not in ("ratio", *CAPACITY_UNITS):
        what = f"Demand cannot be added in {patch.unit}."
        yield patch.problem(what, "Use Mt_per_year, bcm_per_year or TEU_per_year.")
    if patch.verb == "scale" and patch.attribute == "capacity":
        yield from _nothing_to_multiply(patch, meant, ledger)


def _nothing_to_multiply(patch: Patch, meant: Meant, ledger: Ledger) -> Iterator[RowProblem]:
    links = {row["link_id"] for row in ledger.rows("link_values", attribute="capacity")}
    nodes = {row["node"] for row in ledger.rows("handling", attribute="capacity")}
    empty = [
        *(row.id for row in meant.links if row.id not in links and row["mode"] not in SHIPS),
        *(node for node in meant.places if node not in nodes),
        *(row.id for row in meant.handling if row["attribute"] != "capacity"),
    ]
    if empty:
        what = f"The ledger knows no capacity of {', '.join(empty)} that could be multiplied."
        yield patch.problem(what, "Use set: capacity, with value and unit.")
