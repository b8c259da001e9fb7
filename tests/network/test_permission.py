"""Transit permissions: dated, by mode and good, of a state or a bloc that it belongs to."""

from datetime import date
from functools import cache

import pytest

import caspia
from caspia.network import Network, find_routes
from caspia.network.permission import permissions_on
from tests.reference import reference


@cache
def ledger():
    return reference()


def met(on, modes, good="containers"):
    return {p.permission_id: p for p in permissions_on(ledger(), on, good, modes)}


def test_transit_through_russia_is_shunned_since_the_invasion():
    assert met(date(2022, 2, 1), {"RUS": ["rail"]}) == {}
    found = met(date(2022, 6, 1), {"RUS": ["rail"]})["rus-rail-2022"]
    assert (found.standing, found.refusing.median) == ("permitted", 60)
    assert set(found.bound) == {"EU", "GBR", "USA"}
    assert not found.on_paper
    assert "rus-rail-2022" not in met(date(2024, 6, 1), {"RUS": ["rail"]})
    assert "rus-rail-2024" in met(date(2024, 6, 1), {"RUS": ["rail"]})


def test_a_row_speaks_of_its_mode_only():
    assert set(met(date(2023, 6, 1), {"RUS": ["road"]})) == {"rus-road-2022"}
    assert "rus-road-2022" not in met(date(2023, 6, 1), {"RUS": ["rail"]})


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2017, 6, 1), "irn-2016"),
        (date(2018, 11, 5), "irn-2018"),
        (date(2025, 9, 27), "irn-2018"),
        (date(2025, 9, 28), "irn-2025"),
    ],
)
def test_sanctions_on_iran_by_date(on, expected):
    assert set(met(on, {"IRN": ["rail"]})) == {expected}


def test_a_route_that_most_avoid_exists_on_paper():
    assert met(date(2023, 6, 1), {"IRN": ["road"]})["irn-2018"].on_paper
    assert not met(date(2017, 6, 1), {"IRN": ["road"]})["irn-2016"].on_paper


def test_a_ban_for_all_is_on_paper_and_one_for_some_is_not():
    assert met(date(2021, 6, 1), {"TKM": ["road"]})["tkm-road-2020"].on_paper
    assert not met(date(2023, 6, 1), {"RUS": ["road"]})["rus-road-2022"].on_paper


def test_the_row_of_the_good_stands_before_that_of_all_goods():
    assert set(met(date(2023, 6, 1), {"IRN": ["rail"]}, "crude_oil")) == {"irn-oil-2018"}


def test_a_bloc_s_row_is_met_in_its_members():
    assert "eu-road-2022" in met(date(2023, 6, 1), {"POL": ["road"]})
    assert met(date(2023, 6, 1), {"POL": ["rail"]}) == {}
    assert met(date(2023, 6, 1), {"GEO": ["road"]}) == {}


def test_gas_of_others_goes_through_iran_by_swap_alone():
    swapped, through = ("swap", "gas_pipeline"), ("gas_pipeline",)
    assert "irn-gas-transit" not in met(date(2023, 6, 1), {"IRN": swapped[:1]}, "natural_gas")
    assert met(date(2023, 6, 1), {"IRN": through}, "natural_gas")["irn-gas-transit"].on_paper


def test_a_line_that_comes_up_to_a_border_hands_over_there():
    on = Network.on(ledger(), "2023-06-15")
    found = find_routes(on, "galkynysh", "astara_aze", "natural_gas").routes
    met_on = {way.corridor: {one.permission_id for one in way.reservations} for way in found}
    assert "irn-gas-transit" not in met_on["swap"]
    assert "irn-gas-transit" in met_on["gas_pipeline"]


def test_an_ending_that_was_not_known_has_not_come():
    early = caspia.open(as_of="2018-06-01")
    found = permissions_on(early, date(2018, 12, 1), "containers", {"IRN": ["rail"]})
    assert [one.permission_id for one in found] == ["irn-2016"]


def test_every_number_is_ordered_and_every_assumed_row_says_so():
    for row in ledger().rows("transit_permissions"):
        for column in ("refusing", "added_cost", "added_risk"):
            ends = (row[f"{column}_low"], row[column], row[f"{column}_high"])
            assert ends == (None, None, None) or ends[0] <= ends[1] <= ends[2], row.id
        if row["refusing"] is not None:
            assert row["basis"] == "assumed"
            assert "assumed" in row["why"], row.id
