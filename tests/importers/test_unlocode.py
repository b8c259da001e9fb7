"""Places of UN/LOCODE: coordinates, encodings of several years, and rows that are no places."""

from __future__ import annotations

import pytest

from caspia.errors import BadRowsError
from tests.importers.planned import SAMPLES, added, genuine, planned, recognised

PART = SAMPLES / "unlocode_part.csv"
HEADER = (
    b"Change,Country,Location,Name,NameWoDiacritics,Subdivision,Function,Status,Date,IATA,"
    b"Coordinates,Remarks\n"
)


def written(tmp_path, content):
    path = tmp_path / "part.csv"
    path.write_bytes(content)
    return path


def places(path):
    return planned(path, {"AZE": "parties"}).rows["places"]


def test_degrees_and_minutes_become_degrees():
    row = places(PART)["place-locode-azqqa"]
    assert (row["name"], row["country"]) == ("Sahil Əlat", "AZE")
    assert (row["lat"], row["lon"]) == (39.95, 49.4)
    assert sorted(row["aliases"]) == ["AZ QQA", "AZQQA", "Sahil Alat"]


def test_south_and_west_are_negative():
    row = places(PART)["place-locode-arqqe"]
    assert (row["lat"], row["lon"]) == (-34.6, -58.45)


def test_rows_that_are_no_places_are_named():
    found = planned(PART, {"AZE": "parties"})
    assert found.refused == {
        "another name of a place, without a code": (1, ("Old name = New name",)),
        "it has no coordinates": (1, ("AZQQB Without place",)),
        "it is marked for removal": (1, ("AZQQC Gone",)),
        "its coordinates are none": (1, ("AZQQD Bad minutes: 4099N 04900E",)),
        "its country is none that is known here": (1, ("ZZQQF Nowhere",)),
    }
    assert [row["party_id"] for row in found.plan.vocabulary["parties"]] == ["ARG"]


def test_a_header_is_read_where_there_is_one(tmp_path):
    path = written(tmp_path, HEADER + PART.read_bytes())
    assert recognised(path) == "UN/LOCODE, CSV"
    assert places(path) == places(PART)


def test_an_older_list_is_in_another_encoding(tmp_path):
    text = PART.read_text(encoding="utf-8").replace("Sahil Əlat", "Sahil Élat")
    path = written(tmp_path, text.encode("cp1252"))
    found = planned(path)
    assert found.rows["places"]["place-locode-azqqa"]["name"] == "Sahil Élat"
    assert any("Windows-1252" in remark for remark in found.plan.remarks)


def test_one_code_for_two_places_is_left_out(tmp_path):
    second = b',"AZ","QQA","Other","Other","BA","1-3-----","AM","2207",,"4000N 04900E",\n'
    found = planned(written(tmp_path, PART.read_bytes() + second))
    assert "place-locode-azqqa" not in found.rows["places"]
    assert found.refused[
        "several figures stand for one thing, and none can be told to be the right one"
    ] == (2, ("place-locode-azqqa",))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda data: data[: data.rindex(b",,")], ":8: The row has"),
        (lambda data: data.replace("Ə".encode(), "\ufffd".encode()), ":2: Letters of it are lost"),
        (lambda data: data.replace("Ə".encode(), b"\x81"), "neither UTF-8 nor Windows-1252"),
        (
            lambda data: HEADER.replace(b"Coordinates", b"Position") + data,
            "no column 'coordinates'",
        ),
    ],
)
def test_damage_is_named(tmp_path, change, what):
    path = written(tmp_path, change(PART.read_bytes()))
    assert recognised(path) == "UN/LOCODE, CSV"
    with pytest.raises(BadRowsError) as caught:
        planned(path)
    assert what in str(caught.value)


def test_places_are_added_to_a_ledger(tmp_path):
    preview, ledger = added(PART, tmp_path)
    assert preview.new["places"] == 2
    assert ledger.row("place-locode-azqqa")["country"] == "AZE"


@pytest.mark.shared
def test_the_genuine_lists():
    raw = planned(genuine("formats/unlocode_2023-1_AZ_raw.csv")).rows["places"]
    region = planned(genuine("ports/unlocode_2023-1_region.csv"))
    assert len(raw) == 27
    assert (raw["place-locode-azala"]["lat"], raw["place-locode-azala"]["lon"]) == (39.95, 49.4)
    assert {key: region.rows["places"][key]["lat"] for key in raw} == {
        key: row["lat"] for key, row in raw.items()
    }
    assert region.refused["it has no coordinates"][0] == 666
