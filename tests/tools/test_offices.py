"""Who held which office on a day, asked of the ledger that ships."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reference import reference


@pytest.fixture(scope="module")
def ledger():
    return reference()


def in_office(ledger, office, party, day):
    return [
        row
        for row in ledger.rows("offices", office=office, party=party)
        if (row["valid_from"] or date.min) <= day < (row["valid_to"] or date.max)
    ]


def test_the_article_calls_another_minister_that_of_energy(ledger):
    rows = in_office(ledger, "minister of energy", "AZE", date(2024, 5, 14))
    assert {row["person"] for row in rows} == {"parviz-shahbazov", "mikayil-jabbarov"}
    one, other = (row.id for row in rows)
    assert other in ledger.rivals(one)
    (economy,) = in_office(ledger, "minister of economy", "AZE", date(2024, 5, 14))
    assert economy["person"] == "mikayil-jabbarov"


@pytest.mark.parametrize(
    ("office", "party", "day", "person"),
    [
        ("minister of energy", "AZE", "2016-01-01", "natig-aliyev"),
        ("minister of energy", "AZE", "2023-01-01", "parviz-shahbazov"),
        ("minister of energy", "KAZ", "2022-11-15", "bolat-akchulakov"),
        ("minister of energy", "KAZ", "2023-06-22", "almasadam-satkaliyev"),
        ("minister of energy", "UZB", "2020-01-01", "alisher-sultanov"),
        ("minister of energy", "UZB", "2024-05-01", "jurabek-mirzamahmudov"),
        ("minister of energy", "KGZ", "2022-01-01", "doskul-bekmurzaev"),
        ("minister of energy", "TJK", "2024-01-01", "daler-juma"),
        ("minister of energy", "GEO", "2016-01-01", "kakha-kaladze"),
        ("minister of energy", "TUR", "2020-12-15", "fatih-donmez"),
        ("minister of foreign affairs", "KAZ", "2022-01-01", "mukhtar-tleuberdi"),
        ("minister of foreign affairs", "UZB", "2022-06-21", "vladimir-norov"),
        ("minister of foreign affairs", "TKM", "2021-11-28", "rashid-meredov"),
        ("minister of foreign affairs", "KGZ", "2024-04-24", "jeenbek-kulubaev"),
        ("minister of foreign affairs", "GEO", "2023-10-26", "ilia-darchiashvili"),
        ("minister of foreign affairs", "ARM", "2020-10-10", "zohrab-mnatsakanyan"),
        ("president", "UZB", "2015-06-01", "islam-karimov"),
        ("president", "KGZ", "2020-12-01", "talant-mamytov"),
        ("president", "GEO", "2020-01-01", "salome-zourabichvili"),
        ("prime minister", "KAZ", "2021-01-01", "askar-mamin"),
        ("prime minister", "GEO", "2025-01-01", "irakli-kobakhidze"),
        ("prime minister", "ARM", "2017-01-01", "karen-karapetyan"),
        ("prime minister", "TUR", "2017-01-01", "binali-yildirim"),
    ],
)
def test_who_held_an_office_on_a_day(ledger, office, party, day, person):
    rows = in_office(ledger, office, party, date.fromisoformat(day))
    assert [row["person"] for row in rows] == [person]


def test_no_office_has_two_holders_but_in_the_one_dispute(ledger):
    heads = {"president", "prime minister", "minister of energy", "minister of foreign affairs"}
    rows = [row for row in ledger.rows("offices") if row["office"] in heads and row["valid_from"]]
    doubled = {
        tuple(sorted((row.id, other.id)))
        for row in rows
        for other in in_office(ledger, row["office"], row["party"], row["valid_from"])
        if other.id != row.id
    }
    assert doubled == {
        ("mikayil-jabbarov.minister-of-energy", "parviz-shahbazov.minister-of-energy")
    }
