"""Names on a map keep close to their own line and clear of the others."""

from __future__ import annotations

import re
from datetime import date
from math import hypot
from xml.etree import ElementTree

from caspia.briefs.pictures.labels import LabelField
from caspia.briefs.pictures.line_names import FARTHEST_PX, line_boxes, spots_beside
from caspia.briefs.pictures.map_request import MapLine, MapPlace, MapRequest
from caspia.briefs.pictures.region_map import region_map

STEEP = [(100.0, 20.0), (140.0, 220.0)]
AKTAU, BAKU = (51.2, 43.6), (49.9, 40.4)


def test_a_name_never_stands_far_from_its_line() -> None:
    spots = spots_beside(STEEP, 120.0, 10.0)
    assert spots
    for x, y in spots:
        gap = min(
            hypot(max(abs(px - x) - 60, 0), max(abs(py - y) - 5, 0))
            for px, py in ((100 + 40 * t / 100, 20 + 200 * t / 100) for t in range(101))
        )
        assert gap <= FARTHEST_PX + 1


def test_a_place_is_named_clear_of_a_line_where_there_is_room() -> None:
    free = LabelField(300, 200)
    free.soft += line_boxes([(150.0, 100.0), (290.0, 100.0)])
    label = free.beside("Almaty", 11.5, 150.0, 100.0)
    assert label is not None
    assert label.x < 150


def test_a_place_is_named_across_a_line_where_there_is_no_other_room() -> None:
    free = LabelField(300, 200)
    for y in range(0, 200, 4):
        free.soft += line_boxes([(0.0, float(y)), (300.0, float(y))])
    assert free.beside("Almaty", 11.5, 150.0, 100.0) is not None


def test_letters_lie_over_their_halo_and_outlines_are_short() -> None:
    places = (MapPlace("Aktau", *reversed(AKTAU), "port"), MapPlace("Baku", *reversed(BAKU)))
    ferry = MapLine("Aktau to Baku", (AKTAU, BAKU), "ferry")
    svg = region_map(MapRequest(("AZE",), ("KAZ",), date(2024, 5, 31), places, (ferry,))).svg
    root = ElementTree.fromstring(svg)
    texts = [one for one in root.iter() if one.tag.endswith("}text") and one.get("stroke")]
    assert {one.text for one in texts} >= {"Aktau", "Baku", "Kazakhstan", "Azerbaijan"}
    assert all(one.get("paint-order") == "stroke" for one in texts)
    assert not re.search(r' d="[^"]*\.\d{2}', svg)
