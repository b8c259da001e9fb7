"""The map of flows: what a line says, names apart from each other, every fact a row of the page."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from caspia.briefs.flow_picture import flow_map_request, flow_picture
from caspia.briefs.pictures.flow_look import DARK, FLOW_MODES, WIDEST_PX, FlowScale, told_mt
from caspia.briefs.pictures.flow_request import FlowMapRequest, MovedLink, StrandedMark
from caspia.briefs.pictures.look import VERMILION, text_width_px
from caspia.errors import BadDateError, BadInputError, UnknownNameError
from caspia.flows import solve
from caspia.network import Network

SVG = "{http://www.w3.org/2000/svg}"
DAY = "2023-06-01"
CARRYING = frozenset({"rail", "road", "sea", "ferry", "oil_pipeline", "gas_pipeline", "swap"})
STRANDED = (
    StrandedMark("tengiz", 240_000.0, "crude_oil", "240,000 t of 18 Mt cannot move."),
    StrandedMark("tengiz", 60_000.0, "crude_oil", "60,000 t to the east cannot move."),
    StrandedMark("shanghai", 9_000.0, "containers", "9,000 t cannot move."),
)
TIGHT, ASSUMED_LIMIT = "cpc_kaz", "rail-alashankou-dostyk"


def june(real):
    """Return every open link of a day, with tonnes made up from its place in the alphabet."""
    network = Network.on(real, DAY)
    rows = [row for row in real.rows("links", part="physical") if row["mode"] in CARRYING]
    rows = [row for row in rows if network.state(row.id).passes]
    links = tuple(made_up(n, row.id) for n, row in enumerate(sorted(rows, key=lambda r: r.id)))
    return FlowMapRequest(real, network.date, "Jun 2023", "choice", links, STRANDED, 0.57)


@pytest.fixture(scope="module")
def request_of_june(real):
    return june(real)


def made_up(number: int, link_id: str) -> MovedLink:
    total = 4e6 / (1 + (number * 7) % 60)
    there = total * (0.9 if number % 3 else 0.5)
    used = {TIGHT: 0.97, ASSUMED_LIMIT: 1.0}.get(link_id, (None, 0.4, 0.9)[number % 3])
    assumed = 0.8 if number % 2 else 0.3
    back = total - there
    return MovedLink(link_id, total, there, back, used, assumed, link_id == ASSUMED_LIMIT)


@pytest.fixture(scope="module")
def picture(request_of_june):
    return flow_picture(request_of_june)


def only(request, *links, stranded=()):
    return replace(request, links=links, stranded=stranded)


def one(link_id="rail-beyneu-mangystau", tonnes=1e6, used=None, assumed=0.0, **more):
    return MovedLink(link_id, tonnes, tonnes / 2, tonnes / 2, used, assumed, **more)


def drawn(svg):
    """Return the strokes of all paths before the key, by colour and width."""
    found = []
    for path in ET.fromstring(svg).iter(f"{SVG}path"):
        stroke = path.get("stroke")
        if stroke and path.get("fill") in (None, "none"):
            found.append((stroke, float(path.get("stroke-width", 1)), path.get("stroke-dasharray")))
    return found


def strokes_of(picture, colour):
    return [width for stroke, width, _ in drawn(picture.svg) if stroke == colour]


def texts(svg):
    """Return each text with its box and whether it has a halo, which is what lies on the map."""
    found = []

    def walk(node, left, top):
        moved = re.findall(r"-?[\d.]+", node.get("transform", ""))[:2]
        left, top = left + float((moved or [0])[0]), top + float((moved or [0, 0])[1])
        if node.tag == f"{SVG}text":
            size = float(node.get("font-size").removesuffix("px"))
            width = text_width_px(node.text, size)
            start = left - width / 2 if node.get("text-anchor") == "middle" else left
            box = (start, top - 0.75 * size, start + width, top + 0.22 * size)
            found.append((node.text, box, node.get("stroke") is not None))
        for child in node:
            walk(child, left, top)

    walk(ET.fromstring(svg), 0.0, 0.0)
    return found


def test_no_text_covers_another(picture):
    boxes = texts(picture.svg)
    assert len(boxes) > 60
    for (name, a, _), (other, b, _) in itertools.combinations(boxes, 2):
        assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]), (name, other)


def test_no_text_leaves_the_picture(picture):
    root = ET.fromstring(picture.svg)
    width, height = float(root.get("width")), float(root.get("height"))
    for name, (left, top, right, bottom), _ in texts(picture.svg):
        assert left >= 0, name
        assert top >= 0, name
        assert right <= width, name
        assert bottom <= height, name


def test_it_says_what_it_is(picture):
    written = " ".join(name for name, _, _ in texts(picture.svg))
    assert "What moves over the network, Jun 2023" in written
    assert "A model result, not an observation." in written
    assert "Indicative: 57 % of its inputs are assumed." in written
    assert "OpenStreetMap contributors" in written
    assert "Natural Earth" in written


def test_the_same_links_in_any_order_give_the_same_bytes(request_of_june, picture):
    turned = replace(
        request_of_june,
        links=request_of_june.links[::-1],
        stranded=request_of_june.stranded[::-1],
    )
    assert flow_picture(turned) == picture


def test_every_link_is_on_the_map_with_a_title_or_told_to_lie_beyond(request_of_june, picture):
    titled = re.findall(
        r'<path[^<>]* data-link="([^"]+)"[^<>]*><title>([^<]+)</title>', picture.svg
    )
    assert len(dict(titled)) == len(titled)
    beyond = int(re.search(r"(\d+) more links lie beyond the map", picture.alt)[1])
    assert beyond > 0
    assert len(titled) + beyond == len(request_of_june.links)
    moved = {link.link_id: link for link in request_of_june.links}
    for link_id, title in titled:
        assert told_mt(moved[link_id].tonnes) in title
        assert ("indicative" in title) == (moved[link_id].assumed > 0.5)
    titles = dict(titled)
    assert "97 % of its known capacity is used" in titles[TIGHT]
    assert "100 % of an assumed capacity is used" in titles[ASSUMED_LIMIT]


def test_widths_grow_with_the_root_of_tonnes(request_of_june):
    colour = FLOW_MODES["rail"].colour
    links = one(), one("rail-makat-kulsary", 4e6)
    widths = strokes_of(flow_picture(only(request_of_june, *links)), colour)
    assert {WIDEST_PX, WIDEST_PX / 2} <= set(widths)


def test_a_lane_that_cuts_a_corner_does_not_thin_the_rest(request_of_june):
    lane = one("sea-bab_el_mandeb-suez", 400e6)
    drawing = flow_picture(only(request_of_june, one(), lane))
    assert WIDEST_PX in strokes_of(drawing, FLOW_MODES["rail"].colour)
    assert "up to those of 1.0 Mt" in drawing.svg


@pytest.mark.parametrize(
    ("used", "assumed_limit", "rimmed"),
    [(0.97, False, True), (0.9, False, False), (1.0, True, False), (None, False, False)],
)
def test_a_link_is_tight_over_nine_tenths_of_a_known_capacity(
    request_of_june, used, assumed_limit, rimmed
):
    link = one(used=used, capacity_assumed=assumed_limit)
    drawing = flow_picture(only(request_of_june, link))
    assert bool(strokes_of(drawing, VERMILION)) == rimmed
    assert ("97 %<" in drawing.svg) == rimmed
    assert ("tight: over 90 %" in drawing.svg) == rimmed


def test_c8_over_half_assumed_is_hollow_and_called_indicative(request_of_june):
    core = FLOW_MODES["rail"].core
    for assumed, hollow in ((0.51, True), (0.5, False)):
        drawing = flow_picture(only(request_of_june, one(assumed=assumed)))
        assert bool(strokes_of(drawing, core)) == hollow
        assert ("hollow or pale: indicative" in drawing.svg) == hollow


def test_a_thin_line_that_is_indicative_is_pale(request_of_june):
    thin = one("rail-makat-kulsary", 1e4, assumed=0.9)
    svg = flow_picture(only(request_of_june, one(), thin)).svg
    assert 'opacity="0.6"' in svg
    solid = flow_picture(only(request_of_june, one(), replace(thin, assumed=0.1))).svg
    assert 'opacity="0.6"' not in solid


def test_ferries_are_dashed_and_ships_are_not(request_of_june):
    for link_id, dashed in (("ferry-turkmenbashi-alat", True), ("sea-turkmenbashi-alat", False)):
        drawing = flow_picture(only(request_of_june, one(link_id)))
        colour = FLOW_MODES["ferry"].colour
        dashes = [dash for stroke, _, dash in drawn(drawing.svg) if stroke == colour]
        assert dashes
        assert all(bool(dash) == dashed for dash in dashes)


def test_two_links_of_one_course_lie_side_by_side(request_of_june):
    links = one("ferry-turkmenbashi-alat"), one("sea-turkmenbashi-alat")
    svg = flow_picture(only(request_of_june, *links)).svg
    found = re.findall(r'd="([^"]+)"[^<>]* data-link=|data-link="[^"]+"[^<>]* d="([^"]+)"', svg)
    assert len({a or b for a, b in found}) == 2


def test_what_is_stranded_is_marked_once_a_place_and_told(picture):
    assert [name for name, _, _ in texts(picture.svg) if name.endswith(" stranded")] == [
        "0.30 Mt stranded"
    ]
    assert "<title>Tengiz" in picture.svg
    assert "60,000 t to the east cannot move." in picture.alt
    assert "Stranded beyond the map: Shanghai port (9,000 t)." in picture.alt


def test_one_good_is_named_in_the_title(request_of_june):
    title = flow_picture(replace(only(request_of_june), goods=("natural_gas", "grain"))).title
    assert title == "Natural gas and grain over the network, Jun 2023"


@pytest.mark.parametrize(
    ("goods", "engine", "said"),
    [
        ((), "choice", "by cost and time, gas goes at least cost."),
        (("grain",), "choice", "by cost and time. Indicative"),
        (("natural_gas",), "choice", "What moves goes at least cost."),
        ((), "least-cost", "What moves goes at least cost."),
    ],
)
def test_it_says_how_cargo_finds_its_way(request_of_june, goods, engine, said):
    drawing = flow_picture(replace(only(request_of_june), goods=goods, engine=engine))
    assert said in drawing.alt


def test_nothing_that_moves_is_a_map_all_the_same(request_of_june):
    drawing = flow_picture(only(request_of_june))
    assert "0 links are drawn." in drawing.alt


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        ({"links": (one(), one())}, BadInputError, "come twice: rail-beyneu-mangystau"),
        ({"links": (one(tonnes=-1.0),)}, BadInputError, "rail-beyneu-mangystau"),
        ({"links": (one(tonnes=float("nan")),)}, BadInputError, "rail-beyneu-mangystau"),
        ({"links": (one(assumed=1.2),)}, BadInputError, "rail-beyneu-mangystau"),
        ({"links": (replace(one(), back=9.0),)}, BadInputError, "there and back together"),
        ({"links": (one("rail-to-the-moon"),)}, UnknownNameError, "rail-to-the-moon"),
        ({"stranded": (StrandedMark("atlantis", 1.0, "grain", ""),)}, UnknownNameError, "atlantis"),
        ({"stranded": (StrandedMark("aktau", -1.0, "grain", ""),)}, BadInputError, "aktau"),
        ({"engine": "oracle"}, UnknownNameError, "least-cost"),
        ({"goods": ("spice",)}, UnknownNameError, "spice"),
        ({"worldview": "MARS"}, UnknownNameError, "MARS"),
    ],
)
def test_what_cannot_be_drawn_is_refused(request_of_june, change, error, said):
    with pytest.raises(error, match=said):
        flow_picture(replace(request_of_june, **change))


def test_a_day_before_the_borders_of_the_base_map_is_refused(request_of_june):
    with pytest.raises(BadDateError, match="later day"):
        flow_picture(replace(request_of_june, on=request_of_june.on.replace(year=2000)))


def test_a_cable_moves_no_cargo(request_of_june, real):
    cable = next(row.id for row in real.rows("links") if row["mode"] == "power_cable")
    with pytest.raises(BadInputError, match="power_cable"):
        flow_picture(only(request_of_june, one(cable)))


@pytest.mark.parametrize(
    ("largest", "examples"),
    [(6.7e6, (5e6, 1e6, 2e5)), (2e6, (2e6, 4e5, 8e4)), (115e6, (100e6, 20e6, 4e6)), (0.0, ())],
)
def test_the_key_has_three_round_widths(largest, examples):
    assert FlowScale(largest).examples() == pytest.approx(examples)


@pytest.mark.parametrize(
    ("tonnes", "said"),
    [(54.3e6, "54 Mt"), (5.91e6, "5.9 Mt"), (294e3, "0.29 Mt"), (9.4e3, "9,400 t"), (0.0, "0 t")],
)
def test_amounts_on_the_map_have_two_digits_or_tonnes(tonnes, said):
    assert told_mt(tonnes) == said


def test_every_colour_of_the_map_has_another_on_a_dark_page(picture):
    used = set(re.findall(r' (?:fill|stroke)="(#[0-9a-f]+)"', picture.svg))
    assert len(used) > 12
    assert used <= set(DARK)


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", FLOW_MODES)
def test_amounts_can_be_read_on_land_and_water_light_and_dark(name):
    ink = FLOW_MODES[name].ink
    for ground in ("#f5f4f0", "#d9e5ec"):
        assert contrast(ink, ground) >= 4.5
        assert contrast(DARK[ink], DARK[ground]) >= 4.5
        assert contrast(FLOW_MODES[name].colour, ground) >= 2.5


def test_a_result_gives_its_request(real):
    result = solve(real, "2023-06", goods=["crude_oil"])
    request = flow_map_request(result)
    table = result.links()
    assert {link.link_id for link in request.links} == set(table["link_id"])
    assert sum(link.tonnes for link in request.links) == pytest.approx(table["tonnes"].sum())
    assert request.goods == ("crude_oil",)
    cpc = next(link for link in request.links if link.link_id == "cpc_kaz")
    row = table.filter(table["link_id"] == "cpc_kaz").row(0, named=True)
    assert cpc.utilisation == pytest.approx(row["utilisation"])
    ends = next(r for r in real.rows("links") if r.id == "cpc_kaz")
    assert (cpc.there > cpc.back) == (row["from_node"] == ends["a"])
    assert "Crude oil over the network, Jun 2023" in flow_picture(request).svg
