"""A little region made by hand: Kazakhstan, the Caspian, Azerbaijan, Georgia, and a line of gas."""

from __future__ import annotations

from datetime import date

import numpy as np

from caspia.amounts import Amount
from caspia.demand import Cell
from caspia.flows.record import Moved, RecordBook, Told
from caspia.flows.record.measures import measure_of
from caspia.flows.region_arcs import ArcKey, RegionArcs
from caspia.flows.route_flows import RouteFlows
from caspia.reconcile import Quantity

COUNTRY = {
    "almaty": "KAZ",
    "mangystau": "KAZ",
    "aktau": "KAZ",
    "alat": "AZE",
    "ganja": "AZE",
    "boyuk_kesik": "AZE",
    "tbilisi": "GEO",
    "sangachal": "AZE",
}
# Link, mode, layer, from, to.
LINKS = (
    ("rail-almaty-mangystau", "rail", "rail_1520", "almaty", "mangystau"),
    ("rail-mangystau-aktau", "rail", "rail_1520", "mangystau", "aktau"),
    ("sea-aktau-alat", "sea", "sea", "aktau", "alat"),
    ("ferry-aktau-alat", "ferry", "ferry", "aktau", "alat"),
    ("rail-alat-ganja", "rail", "rail_1520", "alat", "ganja"),
    ("rail-ganja-boyuk_kesik", "rail", "rail_1520", "ganja", "boyuk_kesik"),
    ("rail-boyuk_kesik-gardabani", "rail", "rail_1520", "boyuk_kesik", "tbilisi"),
    ("road-alat-red_bridge", "road", "road", "alat", "tbilisi"),
    ("scp_sangachal_tbilisi", "gas_pipeline", "gas_pipeline", "sangachal", "tbilisi"),
)
MONTHS = tuple(date(2023, month, 1) for month in range(1, 13))


def arcs():
    """Return every link both ways, and every handling there could be at every node."""
    keys, modes = [], []
    layers = {}
    for link, mode, layer, a, b in LINKS:
        keys += [ArcKey(a, layer, b, layer, link), ArcKey(b, layer, a, layer, link)]
        modes += [mode, mode]
        for node in (a, b):
            layers.setdefault(node, {"access"}).add(layer)
    for node, found in layers.items():
        pairs = [(one, other) for one in sorted(found) for other in sorted(found) if one != other]
        keys += [ArcKey(node, one, node, other, "") for one, other in pairs]
        modes += [""] * len(pairs)
    vertices = tuple(sorted({f"{k[0]}:{k[1]}" for k in keys} | {f"{k[2]}:{k[3]}" for k in keys}))
    place = {name: number for number, name in enumerate(vertices)}
    return RegionArcs(
        tuple(keys),
        tuple(modes),
        np.zeros(len(keys), dtype=np.bool_),
        np.zeros(len(keys)),
        tuple((COUNTRY[key.tail_node], COUNTRY[key.head_node]) for key in keys),
        vertices,
        np.array([place[f"{key.tail_node}:{key.tail_layer}"] for key in keys], dtype=np.int32),
        np.array([place[f"{key.head_node}:{key.head_layer}"] for key in keys], dtype=np.int32),
    )


ARCS = arcs()


def cell(good, origin, destination):
    return Cell(origin, destination, good, "", "", 0.0, 1.0, None, "")


CELLS = (
    cell("grain", "KAZ", "GEO"),
    cell("containers", "CHN", "EUR"),
    cell("containers", "FAR_EAST", "EUR"),
    cell("metals", "KAZ", "AZE"),
    cell("general", "GEO", "KAZ"),
    cell("natural_gas", "AZE", "GEO"),
    *(
        cell(good, "UZB", "TUR")
        for good in ("crude_oil", "oil_products", "ores", "fertiliser", "coal", "polymers")
    ),
)


def way(*steps):
    """Return arcs: ``(link, from)`` or ``(node, layer, layer)``."""
    found = []
    for step in steps:
        if step[0] in {link[0] for link in LINKS}:
            found.append(
                next(n for n, key in enumerate(ARCS.keys) if (key.link, key.tail_node) == step)
            )
        else:
            node, before, after = step
            found.append(ARCS.keys.index(ArcKey(node, before, node, after, "")))
    return tuple(found)


def to_aktau():
    return (
        ("almaty", "access", "rail_1520"),
        ("rail-almaty-mangystau", "almaty"),
        ("rail-mangystau-aktau", "mangystau"),
    )


def by_sea_and_rail():
    return way(
        *to_aktau(),
        ("aktau", "rail_1520", "sea"),
        ("sea-aktau-alat", "aktau"),
        ("alat", "sea", "rail_1520"),
        ("rail-alat-ganja", "alat"),
        ("rail-ganja-boyuk_kesik", "ganja"),
        ("rail-boyuk_kesik-gardabani", "boyuk_kesik"),
        ("tbilisi", "rail_1520", "access"),
    )


def by_ferry_and_road():
    return way(
        *to_aktau(),
        ("aktau", "rail_1520", "ferry"),
        ("ferry-aktau-alat", "aktau"),
        ("alat", "ferry", "road"),
        ("road-alat-red_bridge", "alat"),
        ("tbilisi", "road", "access"),
    )


def by_sea_to_baku():
    return way(
        *to_aktau(),
        ("aktau", "rail_1520", "sea"),
        ("sea-aktau-alat", "aktau"),
        ("alat", "sea", "access"),
    )


def by_gas_line():
    return way(
        ("sangachal", "access", "gas_pipeline"),
        ("scp_sangachal_tbilisi", "sangachal"),
        ("tbilisi", "gas_pipeline", "access"),
    )


def routes(lines):
    """Return route flows from lines of (cell, month, tonnes, arcs[, amounts])."""
    entries = [
        (number, arc, line[4][step] if len(line) > 4 else 1.0)
        for number, line in enumerate(lines)
        for step, arc in enumerate(line[3])
    ]
    return RouteFlows(
        np.array([line[0] for line in lines], dtype=np.int32),
        np.array([line[0] for line in lines], dtype=np.int32),
        np.array([line[1] for line in lines], dtype=np.int32),
        np.array([line[2] for line in lines], dtype=np.float64),
        np.array([entry[0] for entry in entries], dtype=np.int32),
        np.array([entry[1] for entry in entries], dtype=np.int32),
        np.array([entry[2] for entry in entries], dtype=np.float64),
    )


def moved(lines, *, cells=CELLS, empties=0.0, months=MONTHS):
    empty = np.full((len(cells), len(months)), empties)
    return Moved(None, ARCS, cells, months, routes(lines), empty)


def told(series, subject, value, start, end, unit="Mt", **rest):
    """Return a quantity that one report tells, with the id ``series.subject.start``."""
    names = {"partner": None, "good": None, "mode": None, "scope": None}
    names |= {name: rest[name] for name in names if name in rest}
    quantity = Quantity(series, subject, measure=None, start=start, end=end, unit=unit, **names)
    amount = Amount.of(value, unit, rest.get("qualifier", "exact"), official=True)
    row_ids = rest.get("rows", (f"{series}.{subject}.{start}",))
    resolution = (amount.last_digit or 0.0) / 2
    return Told(
        quantity, measure_of(quantity), amount, row_ids, ("reporter",) * len(row_ids), resolution
    )


def year(number):
    return date(number, 1, 1), date(number + 1, 1, 1)


def book(*quantities, aside=()):
    return RecordBook(tuple(quantities), tuple(aside))
