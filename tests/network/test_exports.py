"""The network for other programs, and as a picture."""

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

import pytest

from caspia.briefs.network_picture import network_picture
from caspia.briefs.pictures.network_map import NetworkLine, network_map
from caspia.errors import BadDateError, BadInputError
from caspia.importers import plan_import
from caspia.network import Network
from caspia.network.courses import courses, rail_credit
from caspia.network.exports import as_geojson, as_gmns
from tests.reference import reference


@pytest.fixture(scope="module")
def network():
    return Network.on(reference(), "2024-02-01")


@pytest.fixture(scope="module")
def collection(network):
    return json.loads(as_geojson(network))


def test_geojson_has_every_link_with_its_state_and_every_node(network, collection):
    told = {
        one["properties"]["link_id"]: one["properties"]
        for one in collection["features"]
        if one["geometry"]["type"] == "LineString"
    }
    assert set(told) == set(network.states)
    for link_id, state in network.states.items():
        assert told[link_id]["status"] == state.status
        assert tuple(told[link_id]["because"]) == state.because
    points = [one for one in collection["features"] if one["geometry"]["type"] == "Point"]
    assert len(points) == len(network.ledger.rows("nodes"))


def test_geojson_names_openstreetmap_and_its_day(collection):
    assert "OpenStreetMap" in collection["attribution"]
    assert "Open Database License" in collection["attribution"]
    assert collection["date"] == "2024-02-01"


def test_a_course_runs_from_a_to_b(network):
    found = courses(network.ledger)
    nodes = {row.id: (row["lon"], row["lat"]) for row in network.ledger.rows("nodes")}
    assert set(found) == set(network.states)
    for link_id, course in found.items():
        link = network.ledger.row(link_id)
        assert (course.points[0], course.points[-1]) == (nodes[link["a"]], nodes[link["b"]])


def test_a_surveyed_railway_does_not_jump(network):
    """The first and last point on the ground lie by the ends, which tells a course turned round."""
    for link_id, course in courses(network.ledger).items():
        if course.surveyed:
            for end, next_one in (course.points[:2], course.points[:-3:-1]):
                gap = max(abs(end[0] - next_one[0]), abs(end[1] - next_one[1]))
                assert gap < 0.7, link_id


def test_a_pipeline_goes_through_its_places(network):
    course = courses(network.ledger)["btc"]
    assert not course.surveyed
    tbilisi = network.ledger.row("tbilisi")
    assert any(
        abs(lon - tbilisi["lon"]) < 0.3 and abs(lat - tbilisi["lat"]) < 0.3
        for lon, lat in course.points
    )


def test_gmns_has_the_columns_of_the_specification_and_every_link(network):
    files = as_gmns(network)
    assert sorted(files) == ["config.csv", "link.csv", "node.csv"]
    links = {row["link_id"]: row for row in csv.DictReader(io.StringIO(files["link.csv"]))}
    nodes = {row["node_id"] for row in csv.DictReader(io.StringIO(files["node.csv"]))}
    assert set(links) == set(network.states)
    assert {row[end] for row in links.values() for end in ("from_node_id", "to_node_id")} == nodes
    assert links["btc"]["directed"] == "true"
    assert links["rail-baku-alat"]["directed"] == "false"
    assert links["swap_tkm_irn_aze"]["status"] == "closed"
    assert re.fullmatch(r"LINESTRING \(.+\)", links["btc"]["geometry"])


def test_our_gmns_is_read_back_as_a_network(network, tmp_path):
    for name, text in as_gmns(network).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    preview = plan_import(tmp_path / "link.csv", reference().layers)
    told = sum(count.get("links", 0) for count in (preview.new, preview.replaced))
    left = sum(refusal.count for refusal in preview.refused)
    assert told + left >= len(network.states)
    assert told > 0


def test_the_picture_draws_every_link_by_its_status_and_says_so(network):
    drawing = network_picture(network)
    ET.fromstring(drawing.svg)
    counts = {
        status: sum(state.status == status for state in network.states.values())
        for status in ("open", "restricted", "planned", "closed")
    }
    assert drawing.alt.endswith(
        ", ".join(f"{count} {status}" for status, count in counts.items()) + " links by mode."
    )
    for word in ("railway", "oil pipeline", "planned", "closed", "Baku", "OpenStreetMap"):
        assert f">{word}" in drawing.svg or word in drawing.svg
    assert network_picture(network).svg == drawing.svg


def test_closed_and_planned_lines_look_otherwise_than_open_ones():
    lines = [
        NetworkLine("rail", status, [(50.0, 40.0), (55.0, 42.0)])
        for status in ("open", "planned", "closed")
    ]
    day = Network.on(reference(), "2024-02-01").date
    svg = {
        line.status: network_map([line], [], day, "nobody").svg.split(">open<")[0] for line in lines
    }
    assert len(set(svg.values())) == 3


def test_a_picture_of_an_unknown_mode_or_of_a_day_without_borders_is_refused(network):
    line = NetworkLine("rocket", "open", [(50.0, 40.0), (55.0, 42.0)])
    with pytest.raises(BadInputError, match="rocket"):
        network_map([line], [], network.date, rail_credit())
    with pytest.raises(BadDateError, match="later day"):
        network_picture(Network.on(network.ledger, "2000-01-01"))
