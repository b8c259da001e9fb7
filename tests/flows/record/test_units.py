"""Tonnes of the flows in the units of observations."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from caspia.flows.record.units import base_of, drawn_loads, middle_loads, modelled
from tests.flows.record.small import by_ferry_and_road, by_gas_line, moved, year
from tests.flows.record.test_counting import count

LOADS = {
    "gas_density": 0.7,
    "oil_density": 0.14,
    "truck_tonnes": 20.0,
    "wagon_tonnes": 50.0,
    "train_tonnes": 1000.0,
    "tonnes_per_teu.westbound": 10.0,
    "tonnes_per_teu.eastbound": 8.0,
    "tonnes_per_teu.other": 12.0,
}
FERRY = ["ferry-aktau-alat"]


def found(lines, counted, unit, period=None, **rest):
    period = period or year(2023)
    return modelled(moved(lines, **rest), counted, period, unit, LOADS)


def test_mass():
    lines = [(0, 0, 2e6, by_ferry_and_road()), (0, 6, 1e6, by_ferry_and_road())]
    assert found(lines, count("links", FERRY), "Mt") == pytest.approx(3.0)
    assert found(lines, count("links", FERRY), "kt") == pytest.approx(3000.0)


def test_only_the_months_of_the_observation_count():
    lines = [(0, month, 10.0 ** (month + 3), by_ferry_and_road()) for month in range(3)]
    first = (date(2023, 1, 1), date(2023, 3, 1))
    assert found(lines, count("links", FERRY), "t", first) == pytest.approx(11_000)


def test_gas_by_volume_and_by_day():
    lines = [(5, 0, 0.7e6, by_gas_line()), (5, 1, 0.7e6, by_gas_line())]
    gas = count("between", goods=frozenset({"natural_gas"}))
    assert found(lines, gas, "bcm") == pytest.approx(2.0)
    assert found(lines, gas, "bcm_per_year") == pytest.approx(2.0)
    january = (date(2023, 1, 1), date(2023, 2, 1))
    assert found(lines, gas, "mcm_per_day", january) == pytest.approx(1000 / 31)


def test_oil_by_barrel():
    lines = [(0, 0, 0.14e6 * 365, by_ferry_and_road())]
    assert found(lines, count("links", FERRY), "Mbbl") == pytest.approx(365.0)
    assert found(lines, count("links", FERRY), "kb_per_day") == pytest.approx(1000.0)


@pytest.mark.parametrize(("unit", "each"), [("trucks", 20), ("wagons", 50), ("trains", 1000)])
def test_by_the_load(unit, each):
    lines = [(0, 0, 1e5, by_ferry_and_road())]
    assert found(lines, count("links", FERRY), unit) == pytest.approx(1e5 / each)


def test_trucks_by_day():
    lines = [(0, 0, 7300.0, by_ferry_and_road())]
    assert found(lines, count("links", FERRY), "trucks_per_day") == pytest.approx(1.0)


def test_containers_weigh_by_their_way_and_empties_count_where_asked():
    lines = [(1, 0, 120.0, by_ferry_and_road()), (2, 0, 100.0, by_ferry_and_road())]
    loaded = count("links", FERRY)
    assert found(lines, loaded, "TEU", empties=0.5) == pytest.approx(120 / 12 + 100 / 10)
    both = count("links", FERRY, empties=True)
    assert found(lines, both, "TEU", empties=0.5) == pytest.approx(1.5 * 20)


def test_units_that_no_tonnes_make():
    assert base_of("count") is None
    assert base_of("percent") is None
    assert base_of("USD") is None
    assert base_of("mcm_per_day") == "m3"


def test_drawn_loads_lie_in_their_intervals_and_the_density_of_gas_cancels():
    middle = middle_loads()
    draws = [drawn_loads(np.random.default_rng(seed)) for seed in range(200)]
    assert middle["truck_tonnes"] == 20
    assert middle["tonnes_per_teu.westbound"] == 9.5
    assert {draw["gas_density"] for draw in draws} == {middle["gas_density"]}
    boxes = [draw["tonnes_per_teu.westbound"] for draw in draws]
    assert 7.5 <= min(boxes) < 8.5
    assert 11 < max(boxes) <= 12
    assert drawn_loads(np.random.default_rng(3)) == draws[3]
