"""Regions for the tests: months of the reference ledger, ledgers with a few rows more, and toys."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np

import caspia
from caspia.demand import Cell, DemandTable
from caspia.flows import ArcKey, FlowResult, Region, RouteFlows, parameters, region_on, solve_region
from caspia.flows.demand_parts import DemandParts
from caspia.flows.monthly_values import MonthlyValues
from caspia.flows.region_arcs import union_of
from caspia.flows.shippers import Shippers
from caspia.ledger import read_period
from tests.reference import reference

# Columns of the tables that tests add rows to.
COLUMNS = {
    "nodes": "node_id,name,kind,country,lat,lon,aliases",
    "links": "link_id,name,a,b,mode,direction,length_km,length_basis,gauge_mm,corridors,part,"
    "exists_from,exists_to,requires",
    "link_status": "link_status_id,link_id,valid_from,valid_to,status,because",
    "link_values": "link_value_id,link_id,attribute,valid_from,valid_to,good,qualifier,value,low,"
    "high,unit,basis",
    "agreements": "agreement_id,title,kind,parties,signed,subject,enables",
    "agreement_status": "status_id,agreement_id,valid_from,valid_to,precision,status,by_whom,"
    "because,reading",
    "agreement_effects": "effect_id,agreement_id,target_kind,target,effect,good,qualifier,value,"
    "low,high,unit,valid_from,valid_to,reading,why",
}


@cache
def ledger():
    return reference()


@cache
def region(period, *goods):
    return region_on(ledger(), period, goods=goods or None)


@cache
def solved(period, *goods, engine="choice"):
    return solve_region(region(period, *goods), engine=engine)


def laid_over(folder, **tables):
    """Return the reference ledger with rows laid over it; each table a list of lines."""
    folder.mkdir(exist_ok=True)
    for table, lines in tables.items():
        text = "\n".join([COLUMNS[table], *lines])
        (folder / f"{table}.csv").write_text(f"{text}\n", encoding="utf-8")
    (folder / "sources.csv").write_text(
        "source_id,publisher,title,published,retrieved,url,kind,language\n"
        "mine,I,What if,2018-01-01,2018-01-01,,user,en\n",
        encoding="utf-8",
    )
    rows = [line.split(",")[0] for lines in tables.values() for line in lines]
    told = "".join(f"{row},mine,,,\n" for row in rows)
    (folder / "reports.csv").write_text(f"row_id,source_id,field,quoted,note\n{told}", "utf-8")
    return caspia.open(ledger=folder)


def flow_by_arc(result, month=0):
    """Return tonnes by what each arc is, where something moves."""
    on_arcs = result.on_arcs[:, month]
    return {
        result.region.arcs.keys[place]: on_arcs[place] for place in np.flatnonzero(on_arcs).tolist()
    }


def largest_difference(one, other):
    return max(abs(one.get(key, 0.0) - other.get(key, 0.0)) for key in one.keys() | other.keys())


# A toy: wells in KAZ, a port on each shore, a market in TUR, one way by sea and one by rail alone.
# Places and links have names of the ledger, but lie as it suits the tests.
LINKS = {
    "rail-mangystau-aktau": {"a": "aktau", "mode": "rail", "length_km": 100.0, "b": "tengiz"},
    "sea-aktau-alat": {"a": "aktau", "mode": "sea", "length_km": 450.0, "b": "alat"},
    "rail-alat-ganja": {"a": "alat", "mode": "rail", "length_km": 800.0, "b": "istanbul"},
    "rail-samara-moscow": {"a": "tengiz", "mode": "rail", "length_km": 3000.0, "b": "istanbul"},
}
COUNTRIES = {"tengiz": "KAZ", "aktau": "KAZ", "alat": "AZE", "istanbul": "TUR"}


def movement(link, tail, head):
    layer = LINKS[link]["mode"]
    return ArcKey(tail, layer, head, layer, link)


def handling(node, before, after):
    return ArcKey(node, before, node, after, "")


SEA_WAY = (
    handling("tengiz", "access", "rail"),
    movement("rail-mangystau-aktau", "tengiz", "aktau"),
    handling("aktau", "rail", "sea"),
    movement("sea-aktau-alat", "aktau", "alat"),
    handling("alat", "sea", "rail"),
    movement("rail-alat-ganja", "alat", "istanbul"),
    handling("istanbul", "rail", "access"),
)
NORTH_WAY = (SEA_WAY[0], movement("rail-samara-moscow", "tengiz", "istanbul"), SEA_WAY[-1])
SHORT_WAY = (
    handling("alat", "access", "rail"),
    movement("rail-alat-ganja", "alat", "istanbul"),
    SEA_WAY[-1],
)


def toy_arcs(extra=()):
    return union_of([[*SEA_WAY, *NORTH_WAY, *SHORT_WAY], list(extra)], LINKS, COUNTRIES)


def toy_cell(origin, destination, good="grain", nodes=("tengiz", "istanbul")):
    return Cell(origin, destination, good, *nodes, 1.0, 2.0, None, "")


def toy_region(cells, tonnes, *, usd=1.0, hours=10.0, assumed=False, standing=None, rooms=()):
    """Return a region of the toy over January and February 2023; tonnes have shape (c, 2)."""
    arcs = toy_arcs()
    shape = (2, len(arcs), 1)
    full = {
        name: np.broadcast_to(np.reshape(value, (1, -1, 1)), shape).astype(float)
        for name, value in (("hours", hours), ("usd", usd), ("co2_kg", 3.0))
    }
    ends = {f"{end}_{name}": full[name] for name in ("hours", "usd") for end in ("low", "high")}
    flags = np.broadcast_to(np.reshape(assumed, (1, -1, 1)), shape)
    goods = dict.fromkeys((cell.good for cell in cells), 0)
    values = MonthlyValues(
        (cells[0].good,), goods, (), np.ones(shape, bool), assumed=flags, **full, **ends
    )
    count = len(cells)
    parts = DemandParts(
        np.arange(count, dtype=np.int32),
        tuple(Shippers(1.0, (), frozenset()) for _ in cells),
        np.ones((count, 2)),
        (),
    )
    return Region(
        ledger(),
        read_period("2023-01..2023-02"),
        toy_demand(cells, tonnes, standing),
        arcs,
        values,
        tuple(rooms),
        parts,
        parameters(),
        np.ones((2, len(arcs))),
    )


def toy_demand(cells, tonnes, standing=None):
    tonnes = np.array(tonnes, dtype=np.float64)
    none = np.zeros_like(tonnes)
    return DemandTable(
        read_period("2023-01..2023-02"),
        (date(2023, 1, 1), date(2023, 2, 1)),
        (2023,),
        tuple(cells),
        tonnes,
        tonnes,
        tonnes,
        none,
        none,
        standing or tuple(("observed",) for _ in cells),
        tuple(((),) for _ in cells),
        np.ones((len(cells), 1), bool),
        (),
        (),
        0.0,
    )


def toy_result(region, routes):
    """Return a result; routes are (cell, month, tonnes, way), each way of arc keys."""
    place = {key: n for n, key in enumerate(region.arcs.keys)}
    entries = [(n, place[key]) for n, (*_, way) in enumerate(routes) for key in way]
    cells = np.array([route[0] for route in routes], dtype=np.int32)
    flows = RouteFlows(
        cells,
        cells,
        np.array([route[1] for route in routes], dtype=np.int32),
        np.array([route[2] for route in routes], dtype=np.float64),
        np.array([route for route, _ in entries], dtype=np.int32),
        np.array([arc for _, arc in entries], dtype=np.int32),
        np.ones(len(entries)),
    )
    return FlowResult(region, "choice", (), flows)
