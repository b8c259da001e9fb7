"""Whose cargo is where, and where the cargo of someone goes: as routes counted one by one say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caspia.errors import BadInputError, UnknownNameError
from caspia.flows.spans import spanned
from caspia.flows.tracing import cargo_over, places_of
from tests.flows.region_cases import (
    NORTH_WAY,
    SEA_WAY,
    SHORT_WAY,
    ledger,
    solved,
    toy_cell,
    toy_region,
    toy_result,
)

CELLS = (
    toy_cell("KAZ", "TUR"),
    toy_cell("UZB", "TUR"),
    toy_cell("AZE", "TUR", nodes=("alat", "istanbul")),
)
WAYS = ((SEA_WAY, NORTH_WAY), (SEA_WAY, NORTH_WAY), (SHORT_WAY,))


@st.composite
def results(draw):
    """Return a toy result, its routes as (cell, month, tonnes, way)."""
    routes = []
    for cell, ways in enumerate(WAYS):
        for month in range(2):
            for way in ways:
                tonnes = draw(st.integers(0, 9))
                if tonnes:
                    routes.append((cell, month, float(tonnes), way))
    region = toy_region(CELLS, [[20, 20]] * 3)
    return toy_result(region, routes), routes


@settings(max_examples=40)
@given(
    results(),
    st.sampled_from(
        ["sea-aktau-alat", "rail-alat-ganja", "rail-samara-moscow", "rail-mangystau-aktau"]
    ),
)
def test_whose_cargo_is_on_a_link(case, link):
    result, routes = case
    found = {}
    for cell, _, tonnes, way in routes:
        if any(key.link == link for key in way):
            found[CELLS[cell].origin] = found.get(CELLS[cell].origin, 0.0) + tonnes
    table = cargo_over(result, link)
    assert dict(zip(table["origin"], table["tonnes"], strict=True)) == pytest.approx(found)
    assert table["tonnes"].is_sorted(descending=True)
    if found:
        assert table["share"].sum() == pytest.approx(1.0)


@settings(max_examples=40)
@given(results(), st.sampled_from(["KAZ", "UZB", "AZE", None]))
def test_where_the_cargo_of_someone_goes(case, origin):
    result, routes = case
    found, total = {}, 0.0
    for cell, _, tonnes, way in routes:
        if origin in (None, CELLS[cell].origin):
            total += tonnes
            for key in way:
                if key.link:
                    found[key.link] = found.get(key.link, 0.0) + tonnes
    table = places_of(result, origin, "TUR")
    assert dict(zip(table["link_id"], table["tonnes"], strict=True)) == pytest.approx(found)
    for link, share in zip(table["link_id"], table["share"], strict=True):
        assert share == pytest.approx(found[link] / total)


def test_a_place_holds_what_begins_ends_or_passes_there():
    routes = [(0, 0, 5.0, SEA_WAY), (1, 0, 3.0, NORTH_WAY), (2, 0, 2.0, SHORT_WAY)]
    result = toy_result(toy_region(CELLS, [[20, 20]] * 3), routes)
    assert cargo_over(result, "alat")["origin"].to_list() == ["KAZ", "AZE"]
    assert cargo_over(result, "alat")["share"].to_list() == pytest.approx([5 / 7, 2 / 7])


def test_nobody_is_on_an_empty_link():
    result = toy_result(toy_region(CELLS, [[20, 20]] * 3), [(0, 0, 5.0, SEA_WAY)])
    assert cargo_over(result, "tap_west").is_empty()
    assert places_of(result, "AZE", "TUR").is_empty()


def test_whose_gas_is_in_tanap():
    result = solved("2023-06", "natural_gas")
    whole, west = cargo_over(result, "tanap"), cargo_over(result, "tanap_west")
    assert set(west["destination"]) == {"EUR"}
    assert {("AZE", "EUR"), ("AZE", "TUR")} <= set(
        zip(whole["origin"], whole["destination"], strict=True)
    )
    assert whole["tonnes"].sum() >= west["tonnes"].sum()


def test_both_ways_agree_on_a_real_month():
    result = solved("2023-06", "crude_oil")
    links = places_of(result, "KAZ", "SEA")
    for line in links.head(8).iter_rows(named=True):
        over = cargo_over(result, line["link_id"]).filter(origin="KAZ", destination="SEA")
        # A route that runs over a link there and back counts once there and twice here.
        assert over["tonnes"].sum() == pytest.approx(line["tonnes"], rel=1e-9)


def test_a_composite_is_the_pipes_between_its_ends():
    links = {row.id: row for row in ledger().rows("links", part="composite")}
    assert spanned(ledger(), links["tap"]) == ("tap_east", "tap_mid", "tap_west")
    assert set(spanned(ledger(), links["cpc"])) == {"cpc_atyrau_kropotkin", "cpc_kropotkin_novo"}


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("cac_china_ab", "any of several lines.*cac_c_shymkent_khorgos"),
        ("rail-xian-alat", "Nothing tells which links rail-xian-alat spans"),
    ],
)
def test_a_composite_of_which_nothing_tells_what_it_spans_is_refused(link, says):
    with pytest.raises(BadInputError, match=says):
        cargo_over(solved("2023-06", "natural_gas"), link)


def test_an_unknown_place_is_named_with_those_near():
    with pytest.raises(UnknownNameError, match="tanap_west"):
        cargo_over(solved("2023-06", "natural_gas"), "tanap_wst")
