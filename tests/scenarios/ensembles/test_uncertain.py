"""A region with its facts: where nothing deviates it is the region, and every fact moves it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ndtr

from caspia.flows.region_numbers import permissions_of, region_numbers
from caspia.scenarios.ensembles.demand_spans import refusing_of
from caspia.scenarios.ensembles.sequence import deviates, ranks
from caspia.scenarios.ensembles.spans import MOST, Spans
from caspia.scenarios.ensembles.uncertain import uncertain
from tests.flows import region_cases

GOODS = ("containers", "crude_oil", "natural_gas")
LOADS = ("tonnes_per_teu.eastbound", "gas_density")
NAMES = ("hours", "usd", "wanted", "added_usd", "added_risk")


@pytest.fixture(scope="module")
def case():
    region = region_cases.region("2023-06", *GOODS)
    return region, uncertain(region, LOADS)


def test_where_nothing_deviates_it_is_the_region(case):
    region, facts = case
    found, plain = facts.numbers(np.zeros(len(facts.factors))), region_numbers(region)
    for name in NAMES:
        assert getattr(found, name) == pytest.approx(getattr(plain, name), rel=1e-9, abs=1e-9)
    assert found.parameters == plain.parameters
    # Limits are taken at their high end by a plain run only.
    bounded = np.isfinite(plain.most)
    assert (found.most[bounded] <= plain.most[bounded] * (1 + 1e-9)).all()


def test_a_limit_that_may_be_nothing_holds_only_where_it_holds(case):
    _, facts = case
    most = facts.plain.most.copy()
    most[::2] = np.inf
    rooms = len(most)
    nothing = Spans(
        np.zeros(1), np.zeros(1), np.zeros(1), np.array([-1]), np.zeros(rooms, dtype=np.int32)
    )
    other = replace(
        facts,
        plain=replace(facts.plain, most=most),
        spans={**facts.spans, "capacity": nothing},
    )
    found = other.numbers(np.zeros(len(facts.factors))).most
    assert (found[::2] == np.inf).all()
    assert (found[np.isfinite(most)] == 0).all()


def test_every_fact_moves_a_number_and_no_other_fact_is_there(case):
    _, facts = case
    middle = numbers_of(facts, np.zeros(len(facts.factors)))
    still = []
    for place, factor in enumerate(facts.factors):
        moved = False
        for deviate in (-2.0, 2.0):
            z = np.zeros(len(facts.factors))
            z[place] = deviate
            moved |= numbers_of(facts, z) != middle
        if not moved:
            still.append(factor.factor_id)
    assert still == []
    assert len({factor.factor_id for factor in facts.factors}) == len(facts.factors)


def numbers_of(facts, z):
    found = facts.numbers(z)
    arrays = [getattr(found, name) for name in (*NAMES, "most")]
    loads = facts.loads.at(ndtr(z))
    return *(one.tobytes() for one in arrays), repr(found.parameters), repr(loads)


def test_a_demand_that_a_sum_alone_makes_up_is_no_fact_of_its_own(case):
    region, facts = case
    sums, cells = facts.sums, len(region.demand.cells)
    alone = [
        members.tolist()
        for row in range(sums.weights.shape[0])
        if sums.drawn[row] and len(members := np.unique(sums.weights[[row]].indices)) == 1
    ]
    named = {factor.name for factor in facts.factors if factor.kind == "demand"}
    held = {region.demand.cells[one].name for (one,) in alone}
    assert held
    assert not held & named
    assert 0 < len(named) < cells


def test_parameters_of_what_does_not_move_are_no_facts():
    gas = uncertain(region_cases.region("2023-06", "natural_gas"))
    names = {one.name for one in gas.factors if one.kind == "parameter"}
    assert not any(name.startswith("dispersion") for name in names)
    assert not any("containers" in name for name in names)
    assert not any(one.kind == "load" and one.name == "truck_tonnes" for one in gas.factors)


def test_a_cause_moves_all_that_shares_it(case):
    region, facts = case
    place = next(n for n, one in enumerate(facts.factors) if one.factor_id == "time:rail:KAZ")
    z = np.zeros(len(facts.factors))
    z[place] = 1.5
    found, plain = facts.numbers(z), region_numbers(region)
    moved = (found.hours != plain.hours).any(axis=(0, 2))
    modes = {region.arcs.mode[arc] for arc in np.flatnonzero(moved)}
    states = {state for arc in np.flatnonzero(moved) for state in region.arcs.country[arc]}
    assert modes == {"rail"}
    assert "KAZ" in states
    assert moved.sum() > 20


def test_sums_that_rows_tell_hold_in_every_draw(case):
    _, facts = case
    sums = facts.sums
    assert sums.drawn.any()
    for ranked in ranks(8, len(facts.factors), 2):
        z = deviates(ranked, MOST)
        at = {name: spans.at(z) for name, spans in facts.spans.items()}
        kept = sums.kept(at["demand"], at["figure"])
        have = sums.weights @ kept.ravel()
        wanted = at["figure"]
        apart = np.abs(have[sums.drawn] / wanted[sums.drawn] - 1)
        # Sums that overlap pull at each other; most are met.
        assert np.percentile(apart, 75) < 0.01
        assert (kept >= 0).all()


def test_shares_of_shippers_add_up_whoever_stays_away(case):
    region, _ = case
    permissions = permissions_of(region.parts.shippers)
    level = np.array([one.refusing.median / 100 if one.refusing else 0.0 for one in permissions])
    shares = refusing_of(region, permissions, level)
    assert shares.shares(level) == pytest.approx(region.parts.share, abs=1e-12)
    rng = np.random.default_rng(0)
    cells = region.parts.cell
    for _ in range(10):
        found = shares.shares(np.where(level > 0, rng.uniform(0, 1, len(level)), level))
        whole, before = np.zeros((2, cells.max() + 1, found.shape[1]))
        np.add.at(whole, cells, found)
        np.add.at(before, cells, region.parts.share)
        assert whole == pytest.approx(before)
        assert (found >= 0).all()
