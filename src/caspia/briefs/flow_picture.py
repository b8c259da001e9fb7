"""What moves in a period, as a picture and as a page of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from caspia.briefs.document import Picture
from caspia.briefs.pictures.basemap import load_basemap
from caspia.briefs.pictures.flow_lines import FlowLine
from caspia.briefs.pictures.flow_look import group_of
from caspia.briefs.pictures.flow_map import flow_map
from caspia.briefs.pictures.flow_page import StrandedRow, render_flow_page
from caspia.briefs.pictures.flow_request import (
    INDICATIVE,
    FlowMapRequest,
    MovedLink,
    StrandedMark,
    check_flow_request,
)
from caspia.briefs.pictures.flow_words import FlowCaption, StrandedPlace
from caspia.briefs.pictures.look import listed
from caspia.briefs.pictures.network_map import NetworkPlace
from caspia.briefs.supposed import supposed
from caspia.demand import goods
from caspia.errors import UnknownNameError
from caspia.network.courses import courses, rail_credit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from caspia.briefs.pictures.drawing import Drawing
    from caspia.flows import FlowResult
    from caspia.ledger import Ledger

_NAMED_KINDS = frozenset({"city", "port"})
_MOST_NAMES, _MANY = 60, 3
# What a map need not say: that a port is one.
_PLAIN = re.compile(r"\s*\(.*\)| (?:port|terminal|and city)\b|.* Sea Port at ")
_GAS = "natural_gas"
_ENGINES = ("choice", "least-cost")


def flow_map_request(result: FlowResult) -> FlowMapRequest:
    """Return what a result asks a map to show."""
    region = result.region
    return FlowMapRequest(
        ledger=region.ledger,
        on=region.months[-1],
        period=str(region.period),
        engine=result.engine,
        links=_moved_links(result),
        stranded=tuple(
            StrandedMark(one.cell.origin_node, one.tonnes, one.cell.good, one.told())
            for one in result.left_behind
        ),
        assumed=result.assumed_share,
        goods=() if set(region.goods) == goods().keys() else region.goods,
    )


def flow_picture(request: FlowMapRequest) -> Picture:
    """Draw what moves in a period on the base map of the region.

    Raises
    ------
    BadInputError
        A link comes twice, an amount is none, or nothing is known to move by the mode of a link.
    UnknownNameError
        A link or place is not in the ledger, or the worldview or engine is not known.
    BadDateError
        The base map does not reach back to the day.
    """
    check_flow_request(request)
    drawing, caption = _drawn(request, flow_lines(request), captioned=True)
    return Picture("flows", caption.title, drawing.svg, drawing.alt, caption.credit)


def flow_lines(request: FlowMapRequest) -> list[FlowLine]:
    """Return the links of a request with their names and courses, by tonnes."""
    ledger = request.ledger
    rows = {row.id: row for row in ledger.rows("links", part="physical")}
    names = {row.id: row["name"] for row in ledger.rows("nodes")}
    found = courses(ledger)
    lines = []
    for moved in sorted(request.links, key=lambda one: (-one.tonnes, one.link_id)):
        row = rows.get(moved.link_id)
        if row is None:
            raise UnknownNameError(
                "physical link", moved.link_id, (), "Give links that the ledger of the request has."
            )
        ends = names[row["a"]], names[row["b"]]
        lines.append(FlowLine(moved, row["name"], row["mode"], ends, found[row.id].points))
    return lines


def stranded_places(request: FlowMapRequest) -> list[StrandedPlace]:
    """Return what cannot move, added up by place of origin, by tonnes."""
    nodes = {row.id: row for row in request.ledger.rows("nodes")}
    at: dict[str, list[StrandedMark]] = defaultdict(list)
    for mark in sorted(request.stranded, key=lambda one: (-one.tonnes, one.node_id, one.good)):
        if mark.node_id not in nodes:
            raise UnknownNameError(
                "node", mark.node_id, (), "Give nodes that the ledger of the request has."
            )
        at[mark.node_id].append(mark)
    found = [
        StrandedPlace(
            nodes[node]["name"],
            nodes[node]["lat"],
            nodes[node]["lon"],
            sum(one.tonnes for one in marks),
            " ".join(one.told for one in marks),
        )
        for node, marks in at.items()
    ]
    return sorted(found, key=lambda place: (-place.tonnes, place.name))


def title_of(request: FlowMapRequest) -> str:
    """Return what the picture is called."""
    first, *more = [label_of(good) for good in request.goods] or ["What moves"]
    what = listed([first, *(name.lower() for name in more)])
    return f"{what} over the network, {request.period}"


def label_of(good: str) -> str:
    """Return the label of a good of demand."""
    known = goods()
    if good not in known:
        raise UnknownNameError("good of demand", good, (), f"Use one of {', '.join(known)}.")
    return known[good].label


def remark_of(request: FlowMapRequest) -> str:
    """Say what the numbers are, by which engine and under which scenarios."""
    if request.engine not in _ENGINES:
        cure = f"Use one of {', '.join(_ENGINES)}."
        raise UnknownNameError("engine", request.engine, (), cure)
    hint = "Indicative: " if request.assumed > INDICATIVE else ""
    scenarios = supposed(request.ledger)
    return (
        f"{scenarios}{'. ' if scenarios else ''}A model result, not an observation. "
        f"{_sent_by(request)} "
        f"{hint}{100 * request.assumed:.0f} % of its inputs are assumed."
    )


def _sent_by(request: FlowMapRequest) -> str:
    """Say how cargo finds its way; gas goes at least cost by either engine."""
    if request.engine == "least-cost" or request.goods == (_GAS,):
        return "What moves goes at least cost."
    chosen = "Freight chooses among routes by cost and time"
    both = not request.goods or _GAS in request.goods
    return f"{chosen}, gas goes at least cost." if both else f"{chosen}."


def _moved_links(result: FlowResult) -> tuple[MovedLink, ...]:
    """Return the links of a result, both directions of one together."""
    ends = {row.id: row["a"] for row in result.region.ledger.rows("links", part="physical")}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in result.links().iter_rows(named=True):
        found[line["link_id"]].append(line)
    return tuple(_moved(name, ends[name], lines) for name, lines in found.items())


def _moved(link_id: str, a: str, lines: Sequence[dict[str, Any]]) -> MovedLink:
    there = sum(line["tonnes"] for line in lines if line["from_node"] == a)
    back = sum(line["tonnes"] for line in lines if line["from_node"] != a)
    total = there + back
    assumed = sum(line["assumed_share"] * line["tonnes"] for line in lines) / total
    limited = [line for line in lines if line["utilisation"] is not None]
    fullest = max(limited, key=_fullness, default=None)
    return MovedLink(
        link_id=link_id,
        tonnes=total,
        there=there,
        back=back,
        utilisation=fullest["utilisation"] if fullest else None,
        assumed=min(max(assumed, 0.0), 1.0),
        capacity_assumed=fullest is not None and fullest["limit_basis"] == "assumed",
    )


def _fullness(line: dict[str, Any]) -> tuple[bool, float]:
    """Put a known limit before an assumed one, then the one that is used the most."""
    return line["limit_basis"] != "assumed", line["utilisation"]


def named_places(ledger: Ledger, lines: Sequence[FlowLine]) -> list[NetworkPlace]:
    """Return cities and ports that cargo touches: first where most modes meet, then by tonnes."""
    rows = {row.id: row for row in ledger.rows("links", part="physical")}
    tonnes: dict[str, float] = defaultdict(float)
    modes: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for end in ("a", "b"):
            node = rows[line.moved.link_id][end]
            tonnes[node] += line.moved.tonnes
            modes[node].add(group_of(line.mode))
    nodes = [row for row in ledger.rows("nodes") if row["kind"] in _NAMED_KINDS and tonnes[row.id]]
    nodes.sort(key=lambda node: (-min(len(modes[node.id]), _MANY), -tonnes[node.id], node.id))
    return [
        NetworkPlace(_PLAIN.sub("", node["name"]), node["lat"], node["lon"])
        for node in nodes[:_MOST_NAMES]
    ]


def credit_of(on: date, worldview: str = "UN") -> str:
    """Return whom a map of lines names."""
    ground = load_basemap(on, worldview).credit
    return f"{ground} {rail_credit()}. Other lines are drawn straight between places."


def flow_page(request: FlowMapRequest) -> str:
    """Return what moves in a period as one HTML page that opens offline: map and tables.

    Raises
    ------
    BadInputError, UnknownNameError, BadDateError
        As `flow_picture`.
    """
    check_flow_request(request)
    lines = flow_lines(request)
    drawing, caption = _drawn(request, lines, captioned=False)
    nodes = {row.id: row["name"] for row in request.ledger.rows("nodes")}
    stranded = [
        StrandedRow(nodes[one.node_id], label_of(one.good), one.tonnes, one.told)
        for one in sorted(request.stranded, key=lambda one: (-one.tonnes, one.node_id, one.good))
    ]
    return render_flow_page(drawing.svg, caption, lines, stranded)


def _drawn(
    request: FlowMapRequest, lines: Sequence[FlowLine], *, captioned: bool
) -> tuple[Drawing, FlowCaption]:
    caption = FlowCaption(
        title_of(request), remark_of(request), credit_of(request.on, request.worldview)
    )
    places = named_places(request.ledger, lines)
    stranded = stranded_places(request)
    drawing = flow_map(
        lines,
        stranded,
        places,
        caption,
        request.on,
        request.worldview,
        captioned=captioned,
        largest=request.largest,
    )
    return drawing, caption
