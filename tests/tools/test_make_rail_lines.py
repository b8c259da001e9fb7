"""Courses of railways: small, sorted, credited."""

import json

from tests.reference import reference
from tools.make_rail_lines import TARGET, rail_lines


def test_courses_are_rounded_sorted_and_credited():
    def course(link, *points):
        geometry = {"type": "LineString", "coordinates": list(points)}
        properties = {"link_id": link, "mode": "rail", "length_km": 1.0}
        return {"type": "Feature", "properties": properties, "geometry": geometry}

    given = [
        course("b", (50.00011, 40.00049), (50.00012, 40.0004), (51.0, 41.0)),
        course("a", (1.0, 2.0), (3.0, 4.0)),
    ]
    made = json.loads(rail_lines({"features": given}))
    assert [one["properties"] for one in made["features"]] == [{"link_id": "a"}, {"link_id": "b"}]
    assert made["features"][1]["geometry"]["coordinates"] == [[50.0, 40.0], [51.0, 41.0]]
    assert "OpenStreetMap" in made["attribution"]


def test_the_file_of_the_package_is_small_and_of_links_of_the_ledger():

    text = TARGET.read_text(encoding="utf-8")
    assert len(text) < 1_000_000
    links = {row.id for row in reference().rows("links", mode="rail")}
    assert {one["properties"]["link_id"] for one in json.loads(text)["features"]} <= links
