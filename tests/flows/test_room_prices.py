"""C5: a price is a difference, from the left and from the right; C3: nothing else is in it."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from caspia.flows import solve_region
from caspia.flows.link_table import used_room
from caspia.flows.room_prices import STEP, room_prices, tightest
from tests.flows.region_cases import region, solved

CASES = [("natural_gas", "choice"), ("crude_oil", "least-cost")]


def with_room(found, room_id, factor):
    rooms = tuple(
        replace(room, tonnes=room.tonnes * factor) if room.room_id == room_id else room
        for room in found.rooms
    )
    return replace(found, rooms=rooms)


def moved_at_cost(good, engine, room_id, factor):
    """Solve from nothing with another limit; return tonnes and US dollars."""
    result = solve_region(with_room(region("2023-06", good), room_id, factor), engine=engine)
    (one,) = result.solved
    flows, problem = one.answer.flows, one.problem
    goods = problem.commodities().good[flows.commodity]
    # C3: the cost is what carrying costs, and nothing for what is left behind.
    cost = float(flows.sent @ problem.cost[flows.arc, goods])
    assert one.answer.cost == pytest.approx(cost, rel=1e-9)
    return result.delivered.sum(), cost


@pytest.mark.parametrize(("good", "engine"), CASES)
def test_c5_a_price_is_the_difference_of_solving_again(good, engine):
    prices = solved("2023-06", good, engine=engine).prices
    assert len(prices) >= 2
    for price in prices:
        name, step = price.tight.room.room_id, STEP * price.tight.most
        (less, low), (same, cost), (more, high) = (
            moved_at_cost(good, engine, name, factor) for factor in (1 - STEP, 1.0, 1 + STEP)
        )
        assert price.stranded_left == pytest.approx((same - less) / step, abs=1e-5)
        assert price.stranded_right == pytest.approx((more - same) / step, abs=1e-5)
        assert price.usd_left == pytest.approx((low - cost) / step, abs=1e-3)
        assert price.usd_right == pytest.approx((cost - high) / step, abs=1e-3)


@pytest.mark.parametrize("good", ["crude_oil", "containers", "natural_gas"])
def test_c5_room_is_worth_no_more_the_more_there_is(good):
    result = solved("2023-06", good)
    assert result.prices
    for price in result.prices:
        assert price.stranded_left >= price.stranded_right - 1e-6 >= -2e-6
        if not price.stranded_left:
            assert price.usd_left >= price.usd_right - 1e-3 >= -2e-3


def test_c5_left_and_right_are_two_prices():
    """Among many shippers each tonne of room is worth less than the one before."""
    prices = solved("2023-06", "crude_oil").prices
    assert prices
    assert all(price.usd_left > price.usd_right > 0 for price in prices)


def test_c5_where_half_a_percent_is_missing_more_room_moves_that_and_no_more():
    found, link = region("2023-06", "natural_gas"), "cac_beyneu_alexandrovgay"
    cap = next(room for room in found.rooms if room.kind == "agreement" and room.target == link)
    needed = used_room(solved("2023-06", "natural_gas"), cap)[0]
    short = with_room(found, cap.room_id, 0.995 * needed / cap.tonnes[0])
    prices = room_prices(solve_region(short), most=20)
    (price,) = (one for one in prices if one.tight.room.room_id == cap.room_id)
    assert price.stranded_left == pytest.approx(1.0, abs=0.2)
    missing = 0.005 / 0.995 / STEP
    assert price.stranded_right == pytest.approx(price.stranded_left * missing, rel=1e-3)
    assert f"moves {price.stranded_right:.2f} to {price.stranded_left:.2f} t more" in price.sentence


@pytest.mark.parametrize("good", ["crude_oil", "containers", "natural_gas"])
def test_c3_no_penalty_leaks_into_a_price(good):
    result = solved("2023-06", good)
    (one,) = result.solved
    dearest = result.routes.summed(one.problem.cost.max(axis=1)).max()
    for price in result.prices:
        assert abs(price.usd_left) <= dearest
        assert abs(price.usd_right) <= dearest
        # A tonne of room moves no more than a tonne that enters, as little as is lost after it.
        assert price.stranded_left <= 1.0 + 1e-6
    assert one.answer.cost_dual.max(initial=0.0) <= dearest


@pytest.mark.parametrize("good", ["crude_oil", "containers", "natural_gas"])
def test_c5_a_sentence_says_the_numbers_of_its_price(good):
    for price in solved("2023-06", good).prices:
        text, tight = price.sentence, price.tight
        assert f"was full in June 2023 ({tight.most:,.0f} t)" in text
        assert ("on an assumed limit" in text) == (tight.room.basis == "assumed")
        said = re.search(r"room (moves|is worth) ([\d.]+)(?: to ([\d.]+))? (t more|USD)", text)
        if said is None:
            assert max(price.usd_left, price.usd_right) < 0.005
            assert "worth nothing" in text
            continue
        ends = (
            (price.stranded_left, price.stranded_right)
            if said[4] == "t more"
            else (price.usd_left, price.usd_right)
        )
        assert float(said[2]) == pytest.approx(max(min(ends), 0), abs=0.00501)
        assert float(said[3] or said[2]) == pytest.approx(max(ends), abs=0.00501)


def test_the_tightest_limits_come_first_and_are_used_as_told():
    result = solved("2023-06", "containers")
    found = tightest(result, most=1000)
    assert [one.room for one in tightest(result)] == [one.room for one in found[:5]]
    rounded = [round(one.utilisation, 3) for one in found]
    assert rounded == sorted(rounded, reverse=True)
    for one in found:
        assert one.used == pytest.approx(used_room(result, one.room)[one.month])
        assert one.utilisation == pytest.approx(one.used / one.most)
        assert one.utilisation <= 1 + 1e-6
    assert {price.tight.room.room_id for price in result.prices} <= {
        one.room.room_id for one in found if one.utilisation >= 0.999
    }


def test_c5_a_price_in_a_later_month_is_of_that_month(cut_off):
    solving = {one.month: one for one in cut_off.solved}
    for price in cut_off.prices:
        month = price.tight.month
        one = solving[month]
        limit = next(
            limit for limit in one.problem.limits if limit.limit_id == price.tight.room.room_id
        )
        assert price.tight.most == limit.high
        entering = np.isin(one.answer.flows.arc, limit.arcs)
        assert price.tight.used == pytest.approx(one.answer.flows.sent[entering].sum())
        assert f"{cut_off.region.months[month]:%B %Y}" in price.sentence
