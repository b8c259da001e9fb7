"""Cargo that is captive to one way, and the peak that was seen where no capacity is told."""

from __future__ import annotations

from datetime import date

import pytest

from caspia.flows.captive import captive
from caspia.flows.observed_peaks import peak_rules, peaks_in
from tests.flows import region_cases


def test_captive_cargo_goes_by_sea_alone():
    result = region_cases.solved("2023-06", "containers")
    region = result.region
    share = captive()["FAR_EAST", "EUR", "containers"].refusing
    cell = next(
        place
        for place, one in enumerate(region.demand.cells)
        if (one.origin, one.destination) == ("FAR_EAST", "EUR")
    )
    land = region.arcs.flags(
        place for place, ends in enumerate(region.arcs.country) if "KAZ" in ends
    )
    routes = result.routes
    over_land = routes.tonnes[(routes.cell == cell) & routes.over(land)].sum()
    assert 0 < over_land <= (1 - share) * region.demand.tonnes[cell].sum() * (1 + 1e-9)


def test_every_peak_is_of_an_ended_year():
    arcs = region_cases.region("2023-06", "containers").arcs
    ledger = region_cases.ledger()
    (found,) = [
        one for one in peaks_in(ledger, date(2022, 6, 1), arcs) if "china_europe" in one.room_id
    ]
    (row_id,) = found.rows
    row = ledger.row(row_id)
    assert row["valid_to"] <= date(2022, 1, 1)
    rule = next(one for one in peak_rules() if one.room == "china_europe_rail")
    years = 2022 - row["valid_from"].year
    assert found.tonnes_per_year == pytest.approx(row["value"] * rule.growth**years * 12.0)


def test_the_peak_holds_what_it_limits():
    result = region_cases.solved("2023-06", "containers")
    room = next(one for one in result.region.rooms if one.kind == "observed_peak")
    used = result.on_arcs[list(room.arcs)].sum()
    assert used <= room.tonnes[0] * (1 + 1e-6)
    assert room.basis == "assumed"
