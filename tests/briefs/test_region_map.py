"""The map of a brief: names do not cover each other, nothing leaves the frame, same bytes twice."""

from __future__ import annotations

import itertools
import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from caspia.briefs.pictures.look import WIDTH_PX, text_width_px
from caspia.briefs.pictures.map_request import MapLine, MapPlace, MapRequest
from caspia.briefs.pictures.region_map import region_map
from caspia.errors import BadInputError, UnknownNameError

SVG = "{http://www.w3.org/2000/svg}"
ON = date(2024, 5, 31)
BAKU = MapPlace("Baku", 40.41, 49.87, "capital")
ASTANA = MapPlace("Astana", 51.13, 71.43, "capital")
TASHKENT = MapPlace("Tashkent", 41.30, 69.24, "capital")
CROWDED = (
    BAKU,
    ASTANA,
    MapPlace("Alat", 39.95, 49.41, "port"),
    MapPlace("Sangachal", 40.18, 49.47, "project"),
    MapPlace("Sumgait", 40.59, 49.67, "place"),
    MapPlace("Aktau", 43.65, 51.16, "port"),
    MapPlace("Kuryk", 43.19, 51.65, "port"),
    MapPlace("Shusha", 39.76, 46.75, "meeting"),
    MapPlace("Fuzuli", 39.60, 47.15, "meeting"),
    MapPlace("Tengiz", 46.15, 53.38, "project"),
)
LINES = (
    MapLine("Alat–Aktau ferry", ((49.41, 39.95), (51.16, 43.65)), "ferry"),
    MapLine("Fibre cable", ((49.67, 40.59), (51.16, 43.65)), "planned"),
)
REQUESTS = {
    "wide": MapRequest(("AZE",), ("KAZ",), ON, CROWDED, LINES),
    "near": MapRequest(
        ("ARM",), ("AZE",), ON, (BAKU, MapPlace("Yerevan", 40.18, 44.51, "capital"))
    ),
    "cut by the box": MapRequest(("KGZ",), ("RUS",), ON, (MapPlace("Moscow", 55.75, 37.62),)),
    "a bloc": MapRequest(("KAZ", "UZB", "KGZ", "TJK", "TKM"), ("AZE",), ON, (BAKU, TASHKENT)),
    "no places": MapRequest(("UZB",), ("AZE",), ON),
}


@pytest.fixture(scope="module", params=list(REQUESTS))
def drawn(request):
    return REQUESTS[request.param], region_map(REQUESTS[request.param])


def texts(svg: str) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Return each name with its box, read off the finished picture."""
    found = []
    for node in ET.fromstring(svg).iter(f"{SVG}text"):
        x, y = map(float, re.findall(r"-?[\d.]+", node.attrib["transform"]))
        size = float(node.attrib["font-size"].removesuffix("px"))
        width = text_width_px(node.text, size)
        left = x - width / 2 if node.attrib.get("text-anchor") == "middle" else x
        found.append((node.text, (left, y - 0.75 * size, left + width, y + 0.22 * size)))
    return found


def size(svg: str) -> tuple[float, float]:
    root = ET.fromstring(svg)
    return float(root.attrib["width"]), float(root.attrib["height"])


def test_names_do_not_cover_each_other(drawn):
    boxes = texts(drawn[1].svg)
    assert len(boxes) > 3
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        covers = a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        assert not covers, (one, other)


def test_nothing_leaves_the_frame(drawn):
    svg = drawn[1].svg
    width, height = size(svg)
    assert width == WIDTH_PX + 2
    for name, (left, top, right, bottom) in texts(svg):
        assert left >= 0, name
        assert top >= 0, name
        assert right <= width, name
        assert bottom <= height, name


def test_shapes_are_clipped_to_the_map_and_not_to_the_key(drawn):
    request, drawing = drawn
    root = ET.fromstring(drawing.svg)
    clips = [
        float(node.attrib["height"])
        for path in root.iter(f"{SVG}clipPath")
        for node in path.iter(f"{SVG}rect")
    ]
    key = 26 if request.places else 0
    assert clips == [size(drawing.svg)[1] - 2 - key]


def test_every_tinted_state_and_place_is_named_or_said_to_be_left_out(drawn):
    request, drawing = drawn
    written = {name for name, _ in texts(drawing.svg)}
    for place in request.places:
        assert place.name in written or f"{place.name}" in drawing.alt.partition("No room for")[2]
    for state in drawing.alt.removeprefix("Map of ").split(" with ")[0].rstrip(".").split(" and "):
        for name in state.split(", "):
            assert name in written or name in drawing.alt.partition("No room for")[2], name


def test_the_small_state_of_a_wide_map_has_its_name():
    written = {name for name, _ in texts(region_map(REQUESTS["wide"]).svg)}
    assert {"Azerbaijan", "Kazakhstan"} <= written


def test_the_same_request_gives_the_same_bytes(drawn):
    request, drawing = drawn
    region_map(REQUESTS["no places"])
    assert region_map(request) == drawing


def test_it_can_be_read_without_eyes_and_stands_alone(drawn):
    svg, alt = drawn[1].svg, drawn[1].alt
    root = ET.fromstring(svg)
    assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", alt)
    assert [node for node in root.iter() if node is not root and "role" in node.attrib] == []
    assert not re.search(r'(?:href|src)="(?!#)|url\((?!#)', svg)


def test_what_lies_beyond_the_map_is_said():
    away = MapPlace("New York", 40.7, -74.0, "meeting")
    drawing = region_map(MapRequest(("AZE",), ("KAZ",), ON, (BAKU, away)))
    assert "Beyond the map: New York." in drawing.alt
    assert "New York" not in {name for name, _ in texts(drawing.svg)}


def test_a_place_of_two_kinds_is_drawn_once():
    again = MapPlace("Baku", 40.41, 49.87, "meeting")
    drawing = region_map(MapRequest(("AZE",), ("KAZ",), ON, (again, BAKU)))
    assert [name for name, _ in texts(drawing.svg)].count("Baku") == 1


@pytest.mark.parametrize(
    ("request_", "error", "says"),
    [
        (MapRequest(("XXX",), ("KAZ",), ON), UnknownNameError, "'XXX'"),
        (MapRequest((), (), ON), BadInputError, "at least one"),
        (MapRequest(("AZE",), (), ON, (MapPlace("A", 40, 49, "inn"),)), BadInputError, "capital"),
        (
            MapRequest(("AZE",), (), ON, (), (MapLine("B", ((49, 40),)),)),
            BadInputError,
            "two points",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(request_, error, says):
    with pytest.raises(error, match=says):
        region_map(request_)
