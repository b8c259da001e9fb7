"""Counts of leader trips: what becomes an observation and what is left out."""

from __future__ import annotations

from datetime import date

import pytest

from caspia.errors import BadRowsError
from tests.importers.planned import SAMPLES, added, genuine, planned, recognised

COUNTS = SAMPLES / "colt_counts.csv"
IDS = {"TRNC": "parties", "AZE": "parties", "COLT": "parties", "leader_trips_sent": "series"}


def test_counts_become_observations_by_year():
    rows = planned(COUNTS, IDS).observations
    assert {key: row["value"] for key, row in rows.items()} == {
        "leader_trips_sent.aze.2023.colt": 14,
        "leader_trips_received.aze.2023.colt": 9,
        "leader_trips_received.kaz.2023.colt": 12,
        "leader_trips_received.cod.1997.colt": 1,
        "leader_trips_sent.cod.1997.colt": 8,
        "leader_trips_sent.trnc.2023.colt": 2,
        "leader_trips_received.uzb.2023.colt": 7,
    }
    row = rows["leader_trips_sent.aze.2023.colt"]
    assert (row["valid_from"], row["valid_to"]) == (date(2023, 1, 1), date(2024, 1, 1))
    assert (row["series"], row["reporter"], row["unit"]) == ("leader_trips_sent", "COLT", "count")
    assert rows["leader_trips_sent.cod.1997.colt"]["quoted"] == "5.0 + 3.0"


def test_what_is_left_out_is_named():
    assert planned(COUNTS, IDS).refused == {
        "the count is none": (1, ("many",)),
        "the country or body is none that is known here": (1, ("Atlantis",)),
    }


def test_a_body_that_the_ledger_lacks_is_left_out():
    found = planned(COUNTS)
    count, named = found.refused["the country or body is none that is known here"]
    assert (count, named) == (2, ("Atlantis", "Northern Cyprus"))


def test_vocabulary_is_what_the_ledger_lacks():
    vocabulary = planned(COUNTS, IDS).plan.vocabulary
    assert [row["party_id"] for row in vocabulary["parties"]] == ["COD", "KAZ", "UZB"]
    assert [row["series_id"] for row in vocabulary["series"]] == ["leader_trips_received"]
    assert "COLT" in [row["party_id"] for row in planned(COUNTS).plan.vocabulary["parties"]]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda data: data.replace(b"trips_sent", b"trips_out"), "no column 'trips_sent'"),
        (lambda data: data[:-5], "The row has 3 cells"),
        (lambda data: data.replace(b"Azerbaijan", b"Az\xe9rba\xefdjan"), "It is not UTF-8"),
        (lambda data: b"\xff\xfe" + data.decode().encode("utf-16-le"), "UTF-16"),
    ],
)
def test_damage_is_named(tmp_path, change, what):
    path = tmp_path / "counts.csv"
    path.write_bytes(change(COUNTS.read_bytes()))
    assert recognised(path) == "COLT leader travel, counts by country and year, CSV"
    with pytest.raises(BadRowsError) as caught:
        planned(path)
    assert what in str(caught.value)


def test_a_mark_of_byte_order_is_passed_over(tmp_path):
    path = tmp_path / "counts.csv"
    path.write_bytes(b"\xef\xbb\xbf" + COUNTS.read_bytes())
    assert planned(path, IDS).observations == planned(COUNTS, IDS).observations


def test_counts_are_added_to_a_ledger(tmp_path):
    preview, ledger = added(COUNTS, tmp_path)
    assert preview.new["observations"] == 6
    assert ledger.row("leader_trips_sent.aze.2023.colt").grade == "undated"


@pytest.mark.shared
def test_the_genuine_counts():
    found = planned(genuine("diplomacy/colt_country_year_counts_1990_2024.csv"))
    assert found.observations["leader_trips_received.arm.2015.colt"]["value"] == 3
    count, named = found.refused["the country or body is none that is known here"]
    assert "Crimea" in named
    assert len(found.observations) + count > 12_400
