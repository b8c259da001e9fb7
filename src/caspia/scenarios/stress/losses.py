"""Losses as tasks: what is taken out, and what comes of it from the frozen months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from caspia.flows import FlowResult, Region
    from caspia.scenarios.stress.months import Months

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_LEAST = 1.0


def task(kind: str, out: tuple[str, ...], arcs: Iterable[int]) -> dict[str, Any]:
    """Return a loss as a task of numbers and texts alone."""
    return {"kind": kind, "out": list(out), "arcs": sorted(arcs)}


def lost(payload: object, given: object) -> dict[str, Any]:
    """Return what a loss comes to: a task for `run_batch`.

    Parameters
    ----------
    payload : Months
        The frozen months.
    given : mapping
        As made by `task`.

    Raises
    ------
    BadInputError
        A floor cannot be met any more.
    SolverError
        No answer was found.
    """
    months, asked = cast("Months", payload), cast("dict[str, Any]", given)
    flags = months.flags(asked["arcs"])
    if not months.carries(flags):
        return told(0.0, 0.0, None, exact=False)
    pairs = list(zip(months.moved, months.without(flags), strict=True))
    short = np.zeros((months.cells, len(months.labels)))
    for (before, after), cell, month in zip(pairs, months.cell, months.month, strict=True):
        np.add.at(short[:, month], cell, before.delivered - after.delivered)
    return told(
        sum(before.tonnes - after.tonnes for before, after in pairs),
        sum(after.usd - before.usd for before, after in pairs),
        hardest_hit(short),
    )


def told(
    stranded: float, usd: float, hardest: list[float] | None, *, exact: bool = True
) -> dict[str, Any]:
    """Return what a loss comes to as a value of numbers alone."""
    return {"stranded": stranded, "usd": usd, "hardest": hardest, "exact": exact}


def hardest_hit(short: Numbers) -> list[float] | None:
    """Return the cell that loses most, in which month most, and how much; None for less than 1 t.

    Parameters
    ----------
    short : float64, shape (cells, months)
        Tonnes that no longer arrive.
    """
    by_cell = short.sum(axis=1)
    cell = int(by_cell.argmax())
    if by_cell[cell] < _LEAST:
        return None
    return [cell, int(short[cell].argmax()), float(by_cell[cell])]


def arcs_of(region: Region, kind: str) -> dict[str, tuple[int, ...]]:
    """Return the arcs of each link, or those that touch each node, by id in order."""
    arcs = region.arcs
    if kind == "links":
        return {link: tuple(places) for link, places in sorted(arcs.of_link.items())}
    touching: dict[str, list[int]] = {}
    for place, key in enumerate(arcs.keys):
        for node in {key.tail_node, key.head_node}:
            touching.setdefault(node, []).append(place)
    return {node: tuple(places) for node, places in sorted(touching.items())}


def agreements_in_force(result: FlowResult) -> dict[str, bool]:
    """Return the agreements that permit or change some link in some month.

    True where one does more than permit: without it a cap or a fee is gone too.
    """
    acting = {row["agreement_id"] for row in result.region.ledger.rows("agreement_effects")}
    found: set[str] = set()
    numbers: set[str] = set()
    for network in result.region.values.networks:
        for state in network.states.values():
            found |= acting & set(state.because)
        numbers |= {one.agreement_id for some in network.effects.values() for one in some}
    return {one: one in numbers for one in sorted(found | numbers)}


def acted_on(result: FlowResult, agreement: str) -> set[str]:
    """Return the links that an agreement permits or changes in some month."""
    found: set[str] = set()
    for network in result.region.values.networks:
        found |= {link for link, state in network.states.items() if agreement in state.because}
        found |= {
            link
            for link, effects in network.effects.items()
            if any(one.agreement_id == agreement for one in effects)
        }
    return found
