"""Who will not cross a state: nested parts of a cell that keep every refusing share exactly."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caspia.flows.shippers import Crossing, crossings_on, left_out_on, shippers_of
from caspia.network.permission import Permission
from tests.flows.region_cases import ledger, toy_cell

STATES = ("RUS", "IRN", "TKM", "AFG", "BLR", "KAZ", "TUR")


def crossing(name, states, refusing, bound=(), mode=""):
    permission = Permission(
        name, states[0], mode, "", "", tuple(bound), "permitted", None, None, None, "", ""
    )
    return Crossing(permission, frozenset(states), refusing)


@st.composite
def permissions(draw):
    count = draw(st.integers(0, 6))
    return tuple(
        crossing(
            f"p{n}",
            (draw(st.sampled_from(STATES)),),
            draw(st.one_of(st.sampled_from([0.0, 0.4, 1.0]), st.floats(0.01, 0.99))),
            draw(st.sampled_from([(), ("KAZ",), ("EU", "USA"), ("TUR", "EU")])),
        )
        for n in range(count)
    )


@settings(max_examples=200)
@given(permissions())
def test_parts_are_nested_and_keep_each_share_exactly(crossings):
    parts = shippers_of(toy_cell("KAZ", "TUR"), crossings)
    assert sum(part.share for part in parts) == pytest.approx(1.0, abs=1e-12)
    assert all(part.share > 0 for part in parts)
    for wary, bolder in pairwise(parts):
        assert wary.refused > bolder.refused
    for one in parts[0].met:
        refusing = sum(part.share for part in parts if part.refuses(one))
        assert refusing == pytest.approx(one.refusing, abs=1e-12)
    assert len({part.key for part in parts}) == len(parts)


@given(permissions())
def test_a_state_does_not_bind_its_own_cargo_nor_a_rule_whom_it_does_not_name(crossings):
    (*_, bold) = shippers_of(toy_cell("KAZ", "TUR"), crossings)
    met = {one.permission.permission_id for one in bold.met}
    for one in crossings:
        own = one.states & {"KAZ", "TUR"}
        bound = set(one.permission.bound)
        binds = not bound or bool(bound & {"KAZ", "TUR"})
        assert (one.permission.permission_id in met) == (not own and binds)


def test_the_cargo_of_the_union_is_bound_by_what_binds_the_union():
    rule = crossing("rus-rail", ("RUS",), 0.6, ("EU", "USA", "GBR"), "rail")
    assert len(shippers_of(toy_cell("CHN", "EUR"), [rule])) == 2
    assert len(shippers_of(toy_cell("CHN", "KAZ"), [rule])) == 1
    assert len(shippers_of(toy_cell("RUS", "EUR"), [rule])) == 1


def test_what_a_bloc_forbids_binds_its_members_own_cargo_no_more():
    rule = crossing("eu", ("EU", "DEU", "POL"), 1.0)
    (part,) = shippers_of(toy_cell("KAZ", "EUR"), [rule])
    assert part.refused == frozenset()
    (part,) = shippers_of(toy_cell("KAZ", "TUR"), [rule])
    assert part.refused == {"eu"}


def test_forbidden_for_all_is_nobody():
    found = {
        one.permission.permission_id: one for one in crossings_on(ledger(), JUNE_2020, "metals")
    }
    assert found["tkm-road-2020"].refusing == 1.0
    parts = shippers_of(toy_cell("KAZ", "TUR", "metals"), tuple(found.values()))
    assert all("tkm-road-2020" in part.refused for part in parts)
    own = shippers_of(toy_cell("TKM", "TUR", "metals"), tuple(found.values()))
    assert all("tkm-road-2020" not in part.refused for part in own)


JUNE_2020, JUNE_2023 = date(2020, 6, 15), date(2023, 6, 15)


def test_the_row_of_a_good_stands_before_the_row_of_all():
    def iran(good):
        found = {
            one.permission.permission_id: one for one in crossings_on(ledger(), JUNE_2023, good)
        }
        return {name: one.refusing for name, one in found.items() if one.permission.state == "IRN"}

    assert iran("grain") == {"irn-2018": 0.75}
    assert iran("crude_oil") == {"irn-oil-2018": 0.9}


def test_rows_in_words_are_no_share_and_are_listed():
    left = left_out_on(ledger(), JUNE_2023)
    assert left == ("eu-road-2022", "rus-road-2022")
    met = {one.permission.permission_id for one in crossings_on(ledger(), JUNE_2023, "general")}
    assert not met & set(left)
    in_words = {row.id for row in ledger().rows("transit_permissions") if row["goods_meant"]}
    assert set(left_out_on(ledger(), date(2025, 6, 15))) == in_words


def test_a_permission_holds_from_its_first_day_to_the_day_before_its_last():
    def met(on):
        return {one.permission.permission_id for one in crossings_on(ledger(), on, "containers")}

    assert "tkm-road-2020" in met(date(2022, 5, 31))
    assert "tkm-road-2020" not in met(date(2022, 6, 1))
    assert "tkm-road-2022" in met(date(2022, 6, 1))
