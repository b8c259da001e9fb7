"""Pipelines: subjects with capacity and length, from routes and from the tracker's table."""

from __future__ import annotations

import json
from datetime import date

import pytest

from caspia.errors import BadRowsError
from tests.importers.planned import SAMPLES, added, genuine, planned, recognised

ROUTES = SAMPLES / "gem_routes.geojson"
TABLE = SAMPLES / "gem_tracker.csv"
DEGREE = 6371.0088 * 3.141592653589793 / 180


def damaged(tmp_path, source, content):
    path = tmp_path / source.name
    path.write_bytes(content)
    with pytest.raises(BadRowsError) as caught:
        planned(path)
    return str(caught.value)


def test_a_route_gives_capacity_and_length_as_told():
    rows = planned(ROUTES).observations
    capacity = rows["oil_pipeline_capacity_daily.gem-p9001.gem"]
    assert (capacity["value"], capacity["unit"]) == (1150, "bbl_per_day")
    assert (capacity["measure"], capacity["modality"]) == ("capacity", "actual")
    assert (capacity["valid_from"], capacity["valid_to"]) == (date(2010, 1, 1), None)
    length = rows["pipeline_length.gem-p9001.gem"]
    assert (length["value"], length["unit"], length["qualifier"]) == (222.4, "km", "exact")


def test_a_length_that_is_not_told_is_measured_along_the_pieces_of_the_route():
    row = planned(ROUTES).observations["pipeline_length.gem-p9002.gem"]
    assert row["value"] == pytest.approx(2 * DEGREE, abs=0.1)
    assert (row["qualifier"], row["modality"]) == ("at_least", "plan")
    assert "least length" in row["note"]


def test_a_proposed_line_is_a_plan_and_its_status_is_told():
    plan = planned(ROUTES).plan
    notes = {row["subject_id"]: row["note"] for row in plan.vocabulary["subjects"]}
    assert notes["gem-p9002"].startswith("gas line; proposed; through Azerbaijan, Georgia")
    assert set(notes) == {"gem-p9001", "gem-p9002", "gem-p9003"}
    assert plan.source["published"] == "2024-11-30"
    assert {bulk.table for bulk in plan.bulk} == {"observations"}, "no pipeline is a link"


def test_what_is_left_out_of_routes_is_named():
    assert planned(ROUTES).refused == {
        "it has neither a length nor a route": (1, ("gem-p9004",)),
        "its capacity is in a unit that is not known here": (1, ("gem-p9003: furlongs",)),
    }


def test_the_table_gives_what_the_routes_give():
    rows = planned(TABLE).observations
    north = "gem-made-up-oil-pipeline-north"
    assert rows[f"oil_pipeline_capacity_daily.{north}.gem"]["value"] == 115_000
    assert rows[f"pipeline_length.{north}.gem"]["value"] == pytest.approx(2 * DEGREE, abs=0.1)
    south = rows["pipeline_length.gem-made-up-oil-pipeline-south.gem"]
    assert (south["modality"], south["valid_from"]) == ("plan", None)


def test_what_is_left_out_of_the_table_is_named():
    found = planned(TABLE)
    assert found.refused == {
        "an LNG terminal or other point, not a line": (1, ("Made-up LNG Terminal",)),
        "its status is none that is known here": (1, ("gem-made-up-gas-pipeline: imagined",)),
    }
    assert any("Years of opening that are none: 1" in remark for remark in found.plan.remarks)


def test_stretches_of_one_route_are_one_line(tmp_path):
    stretch = {"type": "Feature", "properties": {"substance": "gas"}}
    features = [
        {**stretch, "geometry": {"type": "LineString", "coordinates": [[lon, 0], [lon + 1, 0]]}}
        for lon in (10, 20, 30)
    ]
    path = tmp_path / "gem_route_P0001.geojson"
    path.write_text(
        json.dumps({"type": "FeatureCollection", "name": "P0001", "features": features})
    )
    found = planned(path)
    (row,) = found.observations.values()
    assert (row["subject"], row["modality"]) == ("gem-p0001", "plan")
    assert row["value"] == pytest.approx(3 * DEGREE, abs=0.1)
    assert any("without a status: 1" in remark for remark in found.plan.remarks)


def test_damage_of_routes_is_named(tmp_path):
    content = ROUTES.read_bytes()
    assert "cut off" in damaged(tmp_path, ROUTES, content[: len(content) // 2])
    wide = b"\xff\xfe" + content.decode().encode("utf-16-le")
    assert "UTF-16" in damaged(tmp_path, ROUTES, wide)
    renamed = content.replace(b'"properties"', b'"attributes"')
    assert "no properties" in damaged(tmp_path, ROUTES, renamed)
    empty = b'{"type":"FeatureCollection","name":"P0001","features":[]}'
    assert "no features" in damaged(tmp_path, ROUTES, empty)


def test_damage_of_the_table_is_named(tmp_path):
    content = TABLE.read_bytes()
    renamed = content.replace(b"start_year", b"opening")
    assert "no column 'start_year'" in damaged(tmp_path, TABLE, renamed)
    latin = content.replace(b"A company", b"Soci\xe9t\xe9")
    assert "not UTF-8" in damaged(tmp_path, TABLE, latin)
    assert "cells" in damaged(tmp_path, TABLE, content[: content.rindex(b",line")])


@pytest.mark.parametrize(("path", "rows"), [(ROUTES, 5), (TABLE, 3)])
def test_lines_are_added_to_a_ledger(tmp_path, path, rows):
    preview, ledger = added(path, tmp_path)
    assert preview.new["observations"] == rows
    observation = next(iter(planned(path).observations))
    assert ledger.row(observation)["subject"].startswith("gem-")


@pytest.mark.shared
def test_the_genuine_route_of_one_pipeline():
    found = planned(genuine("formats/gem_route_P0644.geojson"))
    capacity = found.observations["oil_pipeline_capacity_daily.gem-p0644.gem"]
    assert (capacity["value"], capacity["valid_from"]) == (1_200_000, date(2006, 1, 1))
    assert found.observations["pipeline_length.gem-p0644.gem"]["value"] == 1768


@pytest.mark.shared
def test_lengths_of_genuine_routes_are_those_published():
    path = genuine("energy/gem_pipeline_routes_region.geojson")
    found = planned(path).observations
    told = [
        feature["properties"]
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
        if "LengthKnownKm" not in feature["properties"]
    ]
    assert len(told) > 300
    for line in told:
        row = found[f"pipeline_length.gem-{line['ProjectID'].lower()}.gem"]
        assert row["value"] == pytest.approx(line["length_km_geodesic"], rel=0.005, abs=0.2)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("energy/gem_asia_gas_pipelines_region.csv", 72),
        ("energy/gem_goit_oil_pipelines_region.csv", 116),
        ("formats/gem_goit_tracker_data_head.csv", 67),
        ("formats/gem_route_P0763.geojson", 1),
    ],
)
def test_the_genuine_files_are_read(name, rows):
    path = genuine(name)
    assert (recognised(path) or "").startswith("Global Energy Monitor")
    assert len(planned(path).observations) == rows
