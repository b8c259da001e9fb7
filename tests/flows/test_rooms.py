"""Room: every unit in tonnes of the month, each way or both together, and what agreements add."""

from __future__ import annotations

import numpy as np
import pytest

from caspia.errors import BadInputError
from caspia.flows import solve
from caspia.flows.monthly_values import monthly_values
from caspia.flows.rooms import rooms_of
from caspia.ledger import read_period
from caspia.network.assumptions import assumption_rows
from tests.flows.region_cases import ledger, region

GOODS = ("grain", "containers", "natural_gas")
DAYS = np.array([31, 28, 31, 30])
MARCH = 2


@pytest.fixture(scope="module")
def mine(what_if):
    """Arcs, and the rooms of the lines of the tests' own, from January to April 2023."""
    months = [read_period(f"2023-{month:02d}").start for month in (1, 2, 3, 4)]
    arcs, values = monthly_values(what_if, months, GOODS)
    rooms = rooms_of(what_if, months, GOODS, arcs, values)
    return arcs, {room.room_id: room for room in rooms if room.target.startswith("my-")}


def both_ways(name):
    return [f"capacity:my-{name}:my-{a}-my-{b}" for a, b in ("ab", "ba")]


def number(name):
    return assumption_rows()[name]


def test_every_limit_has_its_place(mine):
    _, rooms = mine
    assert set(rooms) == {
        "capacity:my-tonnes",
        *both_ways("trains"),
        *both_ways("boxes"),
        *both_ways("trucks"),
        "capacity:my-gas",
        "capacity:my-swap",
        "deal.grain:my-tonnes",
        "deal.trains:my-trains:my-a-my-b",
        "deal.trains:my-trains:my-b-my-a",
        "deal.swap:my-swap",
        "deal.floor:my-tonnes",
    }


@pytest.mark.parametrize(
    ("room_id", "a_day", "goods"),
    [
        ("capacity:my-tonnes", 12e6 / 365, GOODS),
        (both_ways("trains")[0], 10 * number("train_tonnes").high, GOODS),
        (both_ways("boxes")[1], 120000 * number("teu_tonnes").value / 365, ("containers",)),
        (both_ways("trucks")[1], 100 * number("truck_tonnes").high, GOODS),
        ("capacity:my-gas", 6e6 * number("gas_density").high / 365, ("natural_gas",)),
    ],
)
def test_a_unit_makes_tonnes_by_the_days_of_the_month(mine, room_id, a_day, goods):
    _, rooms = mine
    assert rooms[room_id].tonnes == pytest.approx(a_day * DAYS)
    assert rooms[room_id].goods == tuple(sorted(goods))
    assert (rooms[room_id].floor == 0).all()


def test_a_line_counts_both_ways_together_and_trains_each_way(mine):
    arcs, rooms = mine
    both = arcs.of_link["my-tonnes"]
    assert rooms["capacity:my-tonnes"].arcs == both
    assert len(both) == 2
    for room_id in (*both_ways("trains"), *both_ways("trucks"), *both_ways("boxes")):
        (arc,) = rooms[room_id].arcs
        assert room_id.endswith(f":{arcs.tail_node[arc]}-{arcs.head_node[arc]}")


def test_what_a_limit_rests_on_is_its_figure_or_the_weight_that_was_assumed(mine):
    _, rooms = mine
    assert rooms["capacity:my-tonnes"].basis == "observed"
    assert rooms["capacity:my-gas"].basis == "observed"
    assert rooms[both_ways("trains")[0]].basis == "assumed"
    assert rooms["capacity:my-tonnes"].rows == ("my-tonnes/capacity",)


def test_kinds(mine):
    _, rooms = mine
    kinds = {room_id: room.kind for room_id, room in rooms.items()}
    assert kinds["capacity:my-tonnes"] == "physical"
    assert kinds[both_ways("trains")[0]] == "timetable"
    assert kinds[both_ways("boxes")[0]] == "fleet"
    assert kinds["capacity:my-swap"] == "quota"
    assert kinds["deal.grain:my-tonnes"] == "agreement"


def test_a_cap_holds_while_it_is_agreed_for_the_good_it_names(mine):
    _, rooms = mine
    cap = rooms["deal.grain:my-tonnes"]
    assert np.isfinite(cap.tonnes).tolist() == [False, False, True, False]
    assert cap.tonnes[MARCH] == pytest.approx(6e6 * 31 / 365)
    assert cap.goods == ("grain",)
    assert np.isfinite(rooms["capacity:my-tonnes"].tonnes).all()


def test_a_cap_on_trains_is_on_each_way(mine):
    _, rooms = mine
    for way in ("my-a-my-b", "my-b-my-a"):
        cap = rooms[f"deal.trains:my-trains:{way}"]
        assert cap.tonnes[MARCH] == pytest.approx(4 * number("train_tonnes").high * 31)
        assert len(cap.arcs) == 1
        assert cap.goods == tuple(sorted(GOODS))


def test_a_quota_gives_way_to_a_cap_in_its_months(mine):
    _, rooms = mine
    quota, cap = rooms["capacity:my-swap"], rooms["deal.swap:my-swap"]
    assert np.isfinite(quota.tonnes).tolist() == [True, True, False, True]
    assert np.isfinite(cap.tonnes).tolist() == [False, False, True, False]
    assert cap.tonnes[MARCH] / quota.tonnes[0] == pytest.approx(5 / 4)


def test_a_floor_is_a_least_and_no_most(mine):
    _, rooms = mine
    floor = rooms["deal.floor:my-tonnes"]
    assert floor.floor == pytest.approx([0, 0, 0, 1e6 * 30 / 365])
    assert np.isinf(floor.tonnes).all()


def test_a_floor_that_nobody_wants_is_told_by_contract_link_and_month(what_if):
    with pytest.raises(BadInputError, match=r"deal\.floor:my-tonnes") as fault:
        solve(what_if, "2023-04", goods=["grain"])
    assert "my-tonnes:my-b-my-a in 2023-04" in str(fault.value)


def test_months_of_an_upgrade_have_a_limit_each():
    found = {room.room_id: room for room in region("2024-05..2024-06", "grain").rooms}
    lari = found["capacity:rail-marabda-akhalkalaki"]
    assert lari.tonnes == pytest.approx([1e6 * 31 / 365, 5e6 * 30 / 365])


@pytest.mark.parametrize("period", ["2023-06", "2025-08"])
def test_a_limit_of_the_region_is_on_arcs_that_take_its_goods(period):
    found = region(period)
    for room in found.rooms:
        kinds = [found.values.kind_of[good] for good in room.goods]
        taken = found.values.open[0][list(room.arcs)][:, kinds].any()
        closed = not found.values.networks[0].states.get(room.target, _Passing).passes
        assert taken or closed or room.kind == "agreement", room.room_id
        assert (room.tonnes > 0).all()
        assert all(ledger().find(row) is not None for row in room.rows if ":" not in row)


class _Passing:
    passes = True
