"""A model beside the record: lines, bands, what counts and what is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import log

import numpy as np
import pytest

from caspia.flows.record import NotUsable, compare, compare_moved, read_record
from caspia.flows.record.told import _told
from caspia.flows.solving import solve
from tests.flows.record.small import (
    CELLS,
    book,
    by_ferry_and_road,
    by_gas_line,
    by_sea_and_rail,
    moved,
    told,
    year,
)
from tests.reference import reference

TONNES = 1.2e6


def region(scale=1.0, **rest):
    lines = [
        (0, month, scale * TONNES / 12, by_sea_and_rail() if month % 2 else by_ferry_and_road())
        for month in range(12)
    ]
    return moved([*lines, (5, 0, 0.72e6, by_gas_line())], **rest)


def ministry(value, start, end, **rest):
    return told("corridor_freight", "MIDDLE", value, start, end, scope="ministry", **rest)


def compared(*quantities, flows=None, known=None, **rest):
    record = book(*quantities)
    return compare_moved(flows or region(), record, known or record, **rest)


def test_a_line_tells_both_and_the_distance():
    record = compared(ministry(0.81, *year(2022)), ministry(1.01, *year(2023)))
    (line,) = record.lines
    assert line.modelled.value == pytest.approx(1.2)
    assert line.observed.value == 1.01
    assert line.error.absolute == pytest.approx(0.19)
    assert line.error.relative == pytest.approx(log(1.2 / 1.01))
    assert not line.inside
    last = line.naive_error(line.naive.last)
    assert last.absolute == pytest.approx(-0.2)
    assert line.naive_error(line.naive.trend) is None
    assert str(line.period) == "2023"


def test_nothing_modelled_has_no_ratio():
    (line,) = compared(told("oil_throughput", "btc", 30.0, *year(2023), good="crude_oil")).lines
    assert line.modelled.value == 0
    assert line.error.absolute == -30
    assert line.error.relative is None


def test_a_soft_end_never_bounds():
    firm, soft = (
        compared(ministry(1.1, *year(2023), qualifier=hedge)).lines[0]
        for hedge in ("exact", "at_least")
    )
    assert not firm.inside
    assert soft.inside


def test_json_has_the_keys_that_others_rely_on():
    found = compared(ministry(1.0, *year(2023), rows=("a", "b"))).as_json()
    (line,) = found["record"]
    assert {"series", "subject", "observed", "modelled", "error", "naive_error"} <= set(line)
    assert line["observation"] == "a"
    assert line["rivals"] == ["b"]
    assert set(line["naive_error"]) == {"last", "trend"}
    assert line["modelled"] == {"value": pytest.approx(1.2), "low": None, "high": None}
    assert found["not_compared"] == []


def test_c7_what_is_not_compared_is_named_with_its_reason():
    unusable = NotUsable("row", "rail_transit", "AZE", date(2023, 1, 1), None, "no end")
    quantities = (
        told("corridor_freight_change", "MIDDLE", 20.0, *year(2023), unit="percent"),
        ministry(0.5, date(2023, 3, 5), date(2023, 6, 1)),
        ministry(0.6, date(2023, 9, 1), date(2024, 9, 1)),
        told("port_throughput", "alat", 1.0, *year(2023), good="wheat"),
        ministry(0.4, *year(2021)),
    )
    record = compare_moved(region(), book(*quantities, aside=(unusable,)), book())
    assert record.lines == ()
    assert [one.why for one in record.not_compared] == [
        "no end",
        "A change follows from two levels, which are scored themselves",
        "its period is not made of whole months",
        "its period reaches beyond that of the flows",
        "demand does not tell wheat apart",
    ]


def test_flows_of_some_goods_are_not_held_against_figures_of_all():
    gas_alone = replace(region(), cells=(CELLS[5],) * len(CELLS))
    gas = told("gas_exports", "AZE", 1.0, *year(2023), "bcm", partner="GEO", good="natural_gas")
    record = compared(ministry(1.0, *year(2023)), gas, flows=gas_alone)
    assert [line.told.quantity.series for line in record.lines] == ["gas_exports"]
    assert "worked out without" in record.not_compared[0].why


def test_gas_between_two_states():
    gas = told("gas_exports", "AZE", 1.0, *year(2023), "bcm", partner="GEO", good="natural_gas")
    assert compared(gas).lines[0].modelled.value == pytest.approx(1.0)


def test_whole_years_count_before_parts_and_no_month_counts_twice():
    whole = ministry(1.0, *year(2023))
    half = ministry(0.5, date(2023, 1, 1), date(2023, 7, 1))
    both = compared(half, whole)
    assert [line.counts for line in both.lines] == [False, True]
    quarter = ministry(0.2, date(2023, 1, 1), date(2023, 4, 1))
    autumn = ministry(0.2, date(2023, 9, 1), date(2023, 11, 1))
    parts = compared(half, quarter, autumn)
    assert [line.counts for line in parts.lines] == [True, False, True]


def test_one_flow_told_by_seller_and_buyer_counts_once_and_shows_twice():
    gas = {"unit": "bcm", "good": "natural_gas"}
    seller = told("gas_exports", "AZE", 1.1, *year(2023), partner="GEO", **gas)
    buyer = told("gas_imports", "GEO", 1.2, *year(2023), partner="AZE", **gas)
    before = told("gas_imports", "GEO", 0.9, *year(2022), partner="AZE", **gas)
    both = compared(before, seller, buyer)
    assert [line.told.quantity.series for line in both.lines] == ["gas_exports", "gas_imports"]
    # The one that last year allows a forecast of.
    assert [line.counts for line in both.lines] == [False, True]
    assert both.lines[0].thing == both.lines[1].thing


def test_another_scope_counts_by_itself():
    other = told("corridor_freight", "MIDDLE", 1.0, *year(2023), scope="association")
    assert [line.counts for line in compared(ministry(1.0, *year(2023)), other).lines] == [True] * 2


def test_bands_are_the_middle_nine_tenths_of_the_draws():
    scales = np.linspace(0.5, 1.5, 101)
    record = compared(
        ministry(1.0, *year(2023)),
        ministry(0.1, date(2023, 1, 1), date(2023, 7, 1)),
        draws=(region(scale) for scale in scales),
    )
    whole, half = record.lines
    assert record.draws == 101
    assert (whole.modelled.low, whole.modelled.high) == pytest.approx((0.66, 1.74))
    assert whole.covered is True
    assert half.covered is False


def test_without_draws_there_is_no_band():
    (line,) = compared(ministry(1.0, *year(2023))).lines
    assert (line.modelled.low, line.covered) == (None, None)


def test_loads_are_drawn_with_the_seed():
    trucks = told("truck_transit", "alat", 100.0, *year(2023), "trucks", mode="ferry")
    first, again, other = (
        compared(trucks, draws=[region()] * 20, seed=seed).lines[0].modelled for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other
    assert first.low < first.value < first.high


def test_the_forecast_uses_what_was_known_and_not_what_happened():
    record = book(ministry(0.8, *year(2022)), ministry(1.0, *year(2023)))
    line = compare_moved(region(), record, book(ministry(0.7, *year(2022)))).lines[0]
    assert line.naive.last.value == 0.7


def test_rivals_come_to_one_interval_and_a_later_change_does_not_move_them():
    found = {one.row_ids: one for one in read_record(reference()).told}
    (rival,) = [
        rows for rows in found if "corridor_freight.middle.2024.astanatimes-2025-03-06-titr" in rows
    ]
    assert len(rival) == 2
    assert 3.1 < found[rival].amount.value < 3.5
    # Told alone, it is as printed, whatever change from it a later report gives.
    alone = found["corridor_freight.middle.2023.report-2026-03-10-titr-series",]
    assert (alone.amount.value, len(alone.tellers)) == (2.764, 1)


def test_nothing_told_twice_needs_no_weighing():
    assert _told({}) == []


def test_the_gas_of_a_month_beside_the_record():
    ledger = reference()
    result = solve(ledger, "2023-04", goods=["natural_gas"])
    record = compare(result)
    found = {(line.told.quantity.subject, line.told.quantity.partner) for line in record.lines}
    assert {("TUR", "AZE"), ("TUR", "IRN")} <= found
    region = result.region
    cell = next(
        place
        for place, one in enumerate(region.demand.cells)
        if (one.origin, one.destination) == ("AZE", "TUR")
    )
    (line,) = [one for one in record.lines if one.told.quantity.partner == "AZE"]
    # 0.72 tonnes make 1000 cubic metres.
    assert line.modelled.value == pytest.approx(result.delivered[cell].sum() / 0.72e6)
    assert any("worked out without" in one.why for one in record.not_compared)
