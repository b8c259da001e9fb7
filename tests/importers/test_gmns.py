"""Networks in GMNS: nodes, links, and what links carry."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from caspia.errors import BadRowsError
from caspia.importers.utm import to_degrees, zone_of
from tests.importers.planned import SAMPLES, added, genuine, planned, recognised

SQUARE = SAMPLES / "gmns_square"
NAME = "GMNS, nodes and links of a network, CSV"


@pytest.fixture
def network(tmp_path):
    """A copy of the sample network, to be changed."""
    return shutil.copytree(SQUARE, tmp_path / "square")


def told(path):
    with pytest.raises(BadRowsError) as caught:
        planned(path)
    return str(caught.value)


def test_nodes_come_with_degrees_from_the_grid():
    nodes = planned(SQUARE / "node.csv").rows["nodes"]
    assert list(nodes) == ["gmns-square-1", "gmns-square-2", "gmns-square-3"]
    assert (nodes["gmns-square-1"]["lat"], nodes["gmns-square-1"]["lon"]) == (0, 3)
    assert [row["kind"] for row in nodes.values()] == ["port", "city", "city"]
    assert nodes["gmns-square-2"]["name"] == "Square 2"


def test_links_join_nodes_in_the_way_told():
    links = planned(SQUARE / "link.csv").rows["links"]
    street = links["gmns-square-link-10"]
    assert (street["a"], street["b"], street["mode"]) == ("gmns-square-1", "gmns-square-2", "road")
    assert (street["direction"], street["length_km"]) == ("forward", 0.804672)
    rail = links["gmns-square-link-11"]
    assert (rail["mode"], rail["direction"]) == ("rail", "both")
    assert set(links) == {"gmns-square-link-10", "gmns-square-link-11", "gmns-square-link-16"}


def test_capacity_is_of_all_lanes_and_time_of_the_length():
    values = planned(SQUARE / "link.csv").rows["link_values"]
    capacity = values["gmns-square-link-10/capacity"]
    assert (capacity["value"], capacity["unit"]) == (1200, "vehicles_per_h")
    assert capacity["quoted"] == "600 a lane, 2 lanes"
    assert values["gmns-square-link-11/time"]["value"] == pytest.approx(1 / 60, abs=1e-6)
    assert len(values) == 3


def test_what_is_left_out_is_named():
    assert planned(SQUARE / "node.csv").refused == {
        "its coordinates are none": (1, ("4",)),
        "directed is neither 1 nor 0": (1, ("15",)),
        "it ends where it begins": (1, ("12",)),
        "it is for walking or cycling alone": (1, ("13",)),
        "its last node is not in node.csv": (1, ("14",)),
        "a capacity of a lane, without lanes": (1, ("16",)),
    }


def test_either_file_stands_for_the_network():
    assert planned(SQUARE / "node.csv").rows == planned(SQUARE / "link.csv").rows
    assert recognised(SQUARE / "node.csv") == recognised(SQUARE / "link.csv") == NAME


def test_nodes_alone_are_a_network(network):
    (network / "link.csv").unlink()
    found = planned(network / "node.csv")
    assert list(found.rows) == ["nodes"]
    assert any("nodes alone" in remark for remark in found.plan.remarks)


def test_without_configuration_no_unit_is_guessed(network):
    (network / "config.csv").unlink()
    assert "Coordinates are no degrees: node 1" in told(network / "link.csv")
    (network / "node.csv").write_text("node_id,name,x_coord,y_coord\n1,,3,0\n2,,3.1,0\n3,,3,1\n")
    found = planned(network / "link.csv")
    assert all(row["length_km"] is None for row in found.rows["links"].values())
    assert set(found.rows["link_values"]) == {"gmns-square-link-10/capacity"}
    assert any("unit of length" in remark for remark in found.plan.remarks)


def test_names_cut_to_ten_characters_are_read_and_told(network):
    content = (network / "link.csv").read_text()
    cut = content.replace("from_node_id", "from_node_").replace("facility_type", "facility_t")
    (network / "link.csv").write_text("\ufeff" + cut, encoding="utf-8")
    found = planned(network / "link.csv")
    assert found.rows == planned(SQUARE / "link.csv").rows
    assert any("from_node_, facility_t" in remark for remark in found.plan.remarks)


def test_damage_is_named(network):
    link = network / "link.csv"
    content = link.read_bytes()
    link.write_bytes(content.replace(b"to_node_id", b"target"))
    assert "no column 'to_node_id'" in told(link)
    link.write_bytes(content[:-20])
    assert "cells" in told(link)
    link.write_bytes(content.replace(b"Quay", b"Qu\xe9y"))
    assert "not UTF-8" in told(link)
    link.write_bytes(b"\xff\xfe" + content.decode().encode("utf-16-le"))
    assert "UTF-16" in told(network / "node.csv")
    (network / "node.csv").unlink()
    link.write_bytes(content)
    assert "no node.csv beside it" in told(link)


def test_a_grid_that_is_not_known_is_named(network):
    config = network / "config.csv"
    config.write_text(config.read_text().replace("32631", "3735"))
    assert "'3735'" in told(network / "node.csv")


def test_the_grid_is_that_of_the_manual():
    # The CN Tower stands at 17T 630084 4833438 (43.642567 north, 79.387139 west).
    lat, lon = to_degrees(np.array([630084.0]), np.array([4833438.0]), 17)
    assert (lat[0], lon[0]) == pytest.approx((43.642567, -79.387139), abs=2e-5)
    lat, lon = to_degrees(np.array([500000.0]), np.array([10_000_000.0]), -31)
    assert (lat[0], lon[0]) == (0, 3)
    assert [zone_of(code) for code in ("32617", "EPSG:32731", "4326", "here")] == [
        17,
        -31,
        None,
        None,
    ]


def test_a_network_is_added_to_a_ledger(tmp_path):
    preview, ledger = added(SQUARE / "link.csv", tmp_path)
    assert preview.new == {"nodes": 3, "links": 3, "link_values": 3, "sources": 1}
    assert ledger.row("gmns-square-link-10/capacity")["link_id"] == "gmns-square-link-10"


@pytest.mark.shared
def test_the_genuine_networks():
    arlington = planned(genuine("networks/gmns/arlington/link.csv"))
    assert (len(arlington.rows["nodes"]), len(arlington.rows["links"])) == (20, 10)
    node = arlington.rows["nodes"]["gmns-arlington-signals-1"]
    assert (node["lat"], node["lon"]) == pytest.approx((42.417, -71.154), abs=1e-3)
    cambridge = planned(genuine("networks/gmns/cambridge/node.csv"))
    assert (len(cambridge.rows["nodes"]), len(cambridge.rows["links"])) == (1693, 1885)
    assert "Coordinates are no degrees" in told(genuine("networks/gmns/lima/link.csv"))
