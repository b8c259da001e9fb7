"""What every arc of the region takes in time and money, month by month and for each kind of cargo.

Goods that are carried alike, by the same modes and at the same prices, share one set of numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.region_arcs import arc_keys, union_of
from caspia.network import Network
from caspia.network.cargo import cargo_of
from caspia.network.carriage import modes_of, takes_tankers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from caspia.flows.region_arcs import ArcKey, RegionArcs
    from caspia.ledger import Ledger
    from caspia.network import Graph

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_MIDDLE = 15


@dataclass(frozen=True, slots=True)
class MonthlyValues:
    """Numbers of a arcs in m months for k kinds of cargo.

    Attributes
    ----------
    kinds : tuple of str, length k
        The good that stands for each kind.
    kind_of : dict of str to int
        The kind of every good.
    networks : tuple of Network, length m
        How links stood on the 15th day of each month.
    open : bool, shape (m, a, k)
        Whether the arc is there for the kind (C2: closed means absent).
    hours, low_hours, high_hours : float64, shape (m, a, k)
        Time under way and waiting: median, and what one shipment in ten stays under and goes over.
    usd, low_usd, high_usd : float64, shape (m, a, k)
        Cost in US dollars per tonne.
    co2_kg : float64, shape (m, a, k)
        Emissions per tonne.
    assumed : bool, shape (m, a, k)
        Whether time or cost rests on an assumption (C8).
    """

    kinds: tuple[str, ...]
    kind_of: dict[str, int]
    networks: tuple[Network, ...]
    open: Flags
    hours: Numbers
    low_hours: Numbers
    high_hours: Numbers
    usd: Numbers
    low_usd: Numbers
    high_usd: Numbers
    co2_kg: Numbers
    assumed: Flags


def monthly_values(
    ledger: Ledger,
    months: Sequence[date],
    goods: Sequence[str],
    ends: Collection[str] = (),
    done: Callable[[int, int], None] | None = None,
) -> tuple[RegionArcs, MonthlyValues]:
    """Return the arcs of the region and their numbers.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    months : sequence of date
        First days; a month's network is that of its 15th day.
    goods : sequence of str
        What is carried.
    ends : collection of str
        Nodes where cargo begins and ends: there even where no link is open.
    done : callable, optional
        Told after every month how many of how many are read.
    """
    kinds, kind_of = _kinds(ledger, goods)
    networks, graphs = [], []
    for number, month in enumerate(months, start=1):
        network = Network.on(ledger, month.replace(day=_MIDDLE))
        networks.append(network)
        graphs.append([network.graph(kind) for kind in kinds])
        if done is not None:
            done(number, len(months))
    keys = [[arc_keys(graph) for graph in month] for month in graphs]
    links = {row.id: row for row in ledger.rows("links", part="physical")}
    countries = {row.id: row["country"] or "" for row in ledger.rows("nodes")}
    arcs = union_of((one for month in keys for one in month), links, countries, ends)
    return arcs, _filled(arcs, graphs, keys, kinds, kind_of, networks)


def _kinds(ledger: Ledger, goods: Sequence[str]) -> tuple[tuple[str, ...], dict[str, int]]:
    """Group goods that are carried alike; one with rows of its own is a kind of its own."""
    own = {row["good"] for row in ledger.rows("link_values")}
    found: dict[tuple[object, ...], int] = {}
    kinds: list[str] = []
    kind_of: dict[str, int] = {}
    for good in goods:
        key = (
            cargo_of(ledger, good),
            modes_of(ledger, good),
            takes_tankers(good),
            good if good in own else "",
        )
        if key not in found:
            found[key] = len(kinds)
            kinds.append(good)
        kind_of[good] = found[key]
    return tuple(kinds), kind_of


def _filled(
    arcs: RegionArcs,
    graphs: Sequence[Sequence[Graph]],
    keys: Sequence[Sequence[list[ArcKey]]],
    kinds: tuple[str, ...],
    kind_of: dict[str, int],
    networks: Sequence[Network],
) -> MonthlyValues:
    place = {key: number for number, key in enumerate(arcs.keys)}
    shape = (len(graphs), len(arcs), len(kinds))
    numbers = {name: np.zeros(shape) for name in ("hours", "low_hours", "high_hours")}
    numbers |= {name: np.zeros(shape) for name in ("usd", "low_usd", "high_usd", "co2_kg")}
    is_open, assumed = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    for month, row in enumerate(graphs):
        for kind, graph in enumerate(row):
            at = np.array([place[key] for key in keys[month][kind]], dtype=np.intp)
            is_open[month, at, kind] = True
            assumed[month, at, kind] = graph.arcs.assumed
            for name, values in _numbers(graph).items():
                numbers[name][month, at, kind] = values
    return MonthlyValues(kinds, kind_of, tuple(networks), is_open, assumed=assumed, **numbers)


def _numbers(graph: Graph) -> dict[str, Numbers]:
    arcs = graph.arcs
    return {
        "hours": arcs.time_h + arcs.dwell_h,
        "low_hours": arcs.time_low_h + arcs.dwell_low_h,
        "high_hours": arcs.time_high_h + arcs.dwell_high_h,
        "usd": arcs.cost_usd_per_t,
        "low_usd": arcs.cost_low_usd_per_t,
        "high_usd": arcs.cost_high_usd_per_t,
        "co2_kg": arcs.co2_kg_per_t,
    }
