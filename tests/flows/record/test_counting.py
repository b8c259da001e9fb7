"""Counting against an oracle that walks every route by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.demand import goods
from caspia.flows.record import Count
from caspia.flows.record.counting import counted
from tests.flows.record.small import (
    ARCS,
    CELLS,
    by_ferry_and_road,
    by_gas_line,
    by_sea_and_rail,
    by_sea_to_baku,
    moved,
)

ALL = frozenset(goods())
SHIPS = {"sea", "ferry", "river"}


def count(counting, at=(), **rest):
    values = {
        "modes": (),
        "land": "",
        "also": (),
        "origins": "*",
        "destinations": "*",
        "both_ways": False,
        "either": (),
        "goods": ALL,
        "empties": False,
    }
    return Count(counting, tuple(at), **(values | rest))


def walked(one, cell, way, amounts):
    """Return what counts of a tonne of one route, by walking it."""
    steps = [(ARCS.keys[arc], arc, amount) for arc, amount in zip(way, amounts, strict=True)]
    if not of_cell(one, cell) or (one.also and not any(k.link in one.also for k, *_ in steps)):
        return 0.0
    if one.counting == "through":
        return sum(first_in_state(one, steps, modes) for modes in one.modes)
    if one.counting == "links":
        return max([amount for key, _, amount in steps if key.link in one.at] or [0])
    if one.counting == "handling":
        return sum(amount for key, _, amount in steps if at_quay(one, key))
    return 1.0


def of_cell(one, cell):
    ends = (cell.origin, cell.destination)
    fit = named(one.origins, ends[0]) and named(one.destinations, ends[1])
    turned = named(one.origins, ends[1]) and named(one.destinations, ends[0])
    if one.either and not (ends[0] in one.either or ends[1] in one.either):
        return False
    if one.counting == "through" and one.at[0] in ends:
        return False
    return cell.good in one.goods and (fit or (one.both_ways and turned))


def first_in_state(one, steps, modes):
    for _, arc, amount in steps:
        if ARCS.mode[arc] in modes and one.at[0] in ARCS.country[arc]:
            return amount
    return 0.0


def named(text, zone):
    if text == "*":
        return True
    return (zone in text.strip("!").split(";")) != text.startswith("!")


def at_quay(one, key):
    sides = [layer.split("_")[0] for layer in (key.tail_layer, key.head_layer)]
    ships = [side for side in sides if side in SHIPS]
    land = [side for side in sides if side not in SHIPS]
    wanted = set(one.modes[0]) if one.modes else SHIPS
    here = not key.link and key.tail_node in one.at
    return here and len(ships) == 1 and ships[0] in wanted and (not one.land or land == [one.land])


def parts(names, most=3):
    return st.lists(st.sampled_from(sorted(names)), min_size=1, max_size=most, unique=True)


ZONES = sorted({zone for one in CELLS for zone in (one.origin, one.destination)})
PATTERN = st.one_of(
    st.just("*"),
    parts(ZONES).map(";".join),
    parts(ZONES).map(lambda names: "!" + ";".join(names)),
)
LINK_IDS = {key.link for key in ARCS.keys if key.link}
NODES = {key.tail_node for key in ARCS.keys}
LAND = ("rail", "road", "sea", "ferry")


@st.composite
def counts(draw):
    counting = draw(st.sampled_from(["links", "handling", "through", "between"]))
    at = {
        "links": parts(LINK_IDS),
        "handling": parts(NODES),
        "through": parts({"KAZ", "AZE", "GEO"}, 1),
        "between": st.just([]),
    }[counting]
    groups = st.lists(parts(LAND, 2).map(tuple), min_size=1, max_size=2).map(tuple)
    ships = st.one_of(st.just(()), parts(SHIPS).map(lambda names: (tuple(names),)))
    return count(
        counting,
        draw(at),
        modes=draw(groups) if counting == "through" else draw(ships),
        land=draw(st.sampled_from(["", "rail", "road"])),
        also=tuple(draw(st.one_of(st.just([]), parts(LINK_IDS)))),
        origins=draw(PATTERN),
        destinations=draw(PATTERN),
        both_ways=draw(st.booleans()),
        either=tuple(draw(st.one_of(st.just([]), parts(ZONES)))),
        goods=frozenset(draw(parts(ALL, 8))),
    )


@st.composite
def flows(draw):
    """Draw routes of any arcs in any order; counting must not care whether they hang together."""
    lines = []
    for _ in range(draw(st.integers(1, 6))):
        way = tuple(draw(st.lists(st.integers(0, len(ARCS) - 1), min_size=1, max_size=8)))
        # What enters shrinks along the way as cargo is lost.
        shares = [draw(st.floats(0.0, 0.2)) for _ in way]
        amounts = list(np.cumsum([*shares[::-1]])[::-1] + 1.0)
        lines.append((draw(st.integers(0, len(CELLS) - 1)), 0, 1.0, way, amounts))
    return lines


@given(flows(), counts())
def test_counting_agrees_with_walking_every_route(lines, one):
    found = counted(moved(lines), one)
    walk = [walked(one, CELLS[line[0]], line[3], line[4]) for line in lines]
    assert found == pytest.approx(walk, abs=1e-12)


REGION = [
    (0, 0, 100.0, by_sea_and_rail()),
    (1, 0, 40.0, by_ferry_and_road()),
    (3, 0, 7.0, by_sea_to_baku()),
    (5, 0, 90.0, by_gas_line(), [1.1, 1.1, 1.0]),
]


def tonnes(one):
    return float((counted(moved(REGION), one) * [line[2] for line in REGION]).sum())


def test_a_port_counts_what_changes_between_ship_and_land():
    assert tonnes(count("handling", ["aktau"])) == 147
    assert tonnes(count("handling", ["alat"])) == 147
    assert tonnes(count("handling", ["alat", "aktau"])) == 294
    assert tonnes(count("handling", ["alat"], modes=(("ferry",),), land="road")) == 40
    assert tonnes(count("handling", ["alat"], land="rail")) == 100


def test_transit_is_neither_from_nor_to_the_state():
    modes = (("rail", "road", "sea", "ferry"),)
    assert tonnes(count("through", ["AZE"], modes=modes)) == 140
    assert tonnes(count("through", ["KAZ"], modes=modes)) == 40
    assert tonnes(count("through", ["AZE"], modes=(("rail",),))) == 100
    assert tonnes(count("through", ["AZE"], modes=(("road",),))) == 40


def test_statistics_by_all_modes_count_a_tonne_once_for_each_mode():
    modes = (("rail",), ("road",), ("sea", "ferry"))
    assert tonnes(count("through", ["AZE"], modes=modes)) == 280


def test_two_links_of_a_route_count_it_once():
    assert tonnes(count("links", ["rail-alat-ganja", "rail-ganja-boyuk_kesik"])) == 100
    ways = ["sea-aktau-alat", "ferry-aktau-alat"]
    assert tonnes(count("links", ways)) == 147
    assert tonnes(count("links", ways, destinations="!AZE")) == 140


def test_a_line_carries_what_is_lost_on_it_and_a_market_gets_what_arrives():
    gas = {"goods": frozenset({"natural_gas"})}
    assert tonnes(count("links", ["scp_sangachal_tbilisi"], **gas)) == pytest.approx(99)
    assert tonnes(count("between", origins="AZE", destinations="GEO", **gas)) == 90


def test_links_that_the_period_does_not_have_carry_nothing():
    assert tonnes(count("links", ["btc"])) == 0
