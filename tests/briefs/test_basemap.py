"""C10 Borders carry dates and a worldview; they are tested by points."""

from __future__ import annotations

import csv
import itertools
import json
from datetime import date
from importlib.resources import files

import pytest

from caspia.briefs.pictures.basemap import load_basemap
from caspia.errors import BadDateError, UnknownNameError

FOLDER = files("caspia.briefs") / "basemap"
LATEST = date(2024, 5, 31)


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((FOLDER / name).read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("year", [2015, 2021, 2024])
@pytest.mark.parametrize(
    ("place", "lon", "lat", "state"),
    [
        ("Simferopol", 34.10, 44.95, "UKR"),
        ("Sevastopol", 33.60, 44.58, "UKR"),
        ("Khankendi", 46.75, 39.82, "AZE"),
        ("Sukhumi", 41.05, 43.01, "GEO"),
        ("Tskhinvali", 43.97, 42.23, "GEO"),
        ("Famagusta", 33.92, 35.12, "CYP"),
    ],
)
def test_c10_borders_by_points(year, place, lon, lat, state):
    assert load_basemap(date(year, 1, 1)).state_at(lon, lat) == state
    assert load_basemap(date(year, 12, 31)).state_at(lon, lat) == state


@pytest.mark.parametrize(
    ("lon", "lat", "state"),
    [
        (49.80, 40.42, "AZE"),
        (45.41, 39.20, "AZE"),  # Nakhchivan
        (46.34, 39.51, "ARM"),  # Goris
        (71.43, 51.13, "KAZ"),
        (63.32, 45.62, "KAZ"),  # Baikonur, leased to Russia
        (69.24, 41.30, "UZB"),
        (56.27, 27.25, "IRN"),  # Bandar Abbas
        (20.50, 54.70, "RUS"),  # Kaliningrad
        (50.70, 41.80, None),  # the Caspian Sea
        (21.10, 42.60, None),  # the UN names no state
    ],
)
def test_other_points(lon, lat, state):
    assert load_basemap(LATEST).state_at(lon, lat) == state


def test_lakes_and_seas_are_water():
    basemap = load_basemap(LATEST)
    assert basemap.is_water(50.7, 41.8)
    assert basemap.is_water(77.2, 42.4)  # Issyk-Kul lies inside Kyrgyzstan
    assert not basemap.is_water(74.6, 42.8)


def test_the_patch_is_in_the_map():
    patch = rows("patch.csv")
    assert {"crimea", "northern_cyprus"} <= {row["item"] for row in patch}
    for row in patch:
        areas = [
            area
            for area in load_basemap(LATEST).areas
            if area.kind == "land" and area.contains(float(row["lon"]), float(row["lat"]))
        ]
        assert [area.iso3 for area in areas] in ([row["iso3"]], []), row["item"]
        # Only what is too small to be drawn may be missing.
        assert areas or row["item"] in ("cyprus_buffer_zone", "akrotiri", "dhekelia"), row["item"]
        assert row["reason"], row["item"]
        assert row["source"], row["item"]


def test_no_point_lies_in_two_states():
    land = [area for area in load_basemap(LATEST).areas if area.kind == "land"]
    held = 0
    for lon, lat in itertools.product(range(1503, 10400, 207), range(2403, 6300, 203)):
        holding = [area.name for area in land if area.contains(lon / 100, lat / 100)]
        assert len(holding) <= 1, (lon / 100, lat / 100, holding)
        held += len(holding)
    assert held > 500


def test_rings_are_closed_and_outer_ones_run_clockwise():
    for area in load_basemap(LATEST).areas:
        for outer, *holes in area.polygons:
            assert all(ring[0] == ring[-1] for ring in (outer, *holes)), area.name
            doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(outer))
            assert doubled < 0, area.name


def test_every_state_has_a_code_and_lies_in_the_box():
    names = {row["iso3"]: row["name"] for row in rows("codes.csv")}
    basemap = load_basemap(LATEST)
    for area in basemap.areas:
        if area.iso3 and "(United Kingdom)" not in area.name:
            assert area.name == names[area.iso3]
        points = [point for polygon in area.polygons for ring in polygon for point in ring]
        assert all(basemap.holds(lon, lat) for lon, lat in points), area.name


def test_a_day_before_the_borders_were_reviewed_is_refused():
    first = date.fromisoformat(json.loads((FOLDER / "basemap.geojson").read_text())["valid_from"])
    assert load_basemap(first).valid_from == first
    with pytest.raises(BadDateError, match="Ask for a later day"):
        load_basemap(date(2005, 12, 31))


def test_unknown_names_are_refused():
    with pytest.raises(UnknownNameError, match="UN"):
        load_basemap(LATEST, worldview="other")
    with pytest.raises(UnknownNameError, match="'BRA'"):
        load_basemap(LATEST).state("BRA")
