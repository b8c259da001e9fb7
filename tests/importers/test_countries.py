"""Every state is one party of the ledger, under each code and name that data sets write."""

from __future__ import annotations

import pytest

from caspia.importers import countries, party_of, party_rows
from caspia.importers.countries import normal
from caspia.importers.hs import chapters, good_rows
from caspia.ledger import open_ledger

STATES_OF_THE_UN = 193
OBSERVERS_AND_OTHERS = {"VAT", "PSE", "XKX"}


def test_the_states_of_the_un_are_there():
    states = {country.party_id for country in countries() if country.kind == "state"}
    assert len(states - OBSERVERS_AND_OTHERS) == STATES_OF_THE_UN
    assert states >= OBSERVERS_AND_OTHERS


def test_every_state_of_the_ledger_has_codes_and_keeps_its_id():
    known = {country.party_id: country for country in countries()}
    rows = [row for row in open_ledger().rows("parties") if row["kind"] == "state"]
    assert rows
    for row in rows:
        country = known[row["party_id"]]
        assert (country.name, country.iso3) == (row["name"], row["iso3"])


@pytest.mark.parametrize("system", ["iso2", "iso3", "m49", "fips", "other", "name"])
def test_a_code_is_of_one_country(system):
    column = {"other": "other_codes", "name": "names"}.get(system, system)
    found = []
    for country in countries():
        codes = getattr(country, column)
        codes = (codes,) if isinstance(codes, str) else codes
        codes = (*codes, country.name) if system == "name" else codes
        found += [normal(system, code) for code in codes if code]
    assert len(found) == len(set(found))
    assert all(party_of(system, code) for code in found)


@pytest.mark.parametrize(
    ("system", "code", "party"),
    [
        ("m49", "031", "AZE"),
        ("m49", "31", "AZE"),
        ("m49", "842", "USA"),
        ("m49", "699", "IND"),
        ("m49", "757", "CHE"),
        ("m49", "0", "WLD"),
        ("iso2", "kz", "KAZ"),
        ("iso3", "NAM", "NAMIBIA"),
        ("fips", "AJ", "AZE"),
        ("fips", "TX", "TKM"),
        ("other", "W00", "WLD"),
        ("other", "ROM", "ROU"),
        ("name", "Iran, Islamic Rep.", "IRN"),
        ("name", "Kyrgyz Republic", "KGZ"),
        ("name", "TÜRKIYE", "TUR"),
        ("name", "Côte d'Ivoire", "CIV"),
        ("name", "Soviet Union", None),
        ("m49", "58", None),
    ],
)
def test_codes_and_names_as_data_sets_write_them(system, code, party):
    assert party_of(system, code) == party


def test_only_what_the_ledger_lacks_is_added():
    rows = party_rows(["BOL", "AZE", "BOL"], {"AZE": "parties"})
    assert rows == [{"party_id": "BOL", "name": "Bolivia", "kind": "state", "iso3": "BOL"}]
    goods = good_rows(["hs-27", None, "hs-10"], {"hs-10": "goods"})
    assert goods == [{"good_id": "hs-27", "label": "Mineral fuels and oils (HS 27)"}]


def test_the_chapters_of_the_harmonized_system_are_there():
    wanted = {f"{number:02d}" for number in range(1, 100)} - {"77"}
    assert set(chapters()) == wanted
    assert len(set(chapters().values())) == len(wanted)
