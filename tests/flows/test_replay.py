"""A region under other numbers, from frozen routes, against solving it whole."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest

from caspia.errors import BadInputError
from caspia.flows import grown, solve_region
from caspia.flows.backtest.draws import drawn, drawn_region
from caspia.flows.engines import choice
from caspia.flows.engines.logit import Spread, spread
from caspia.flows.engines.pool_answer import link_flows
from caspia.flows.region_numbers import region_numbers
from caspia.flows.region_problem import region_problem
from caspia.flows.replay import Replay, moved_months
from tests.flows import region_cases

GOODS = ("crude_oil", "natural_gas", "grain")
# Of all tonnes on arcs, how many may lie on others when the whole choice adds the routes of its own
# cheapest plan, where costs differ by a tenth to either side.
APART = 0.05


@pytest.fixture(scope="module")
def replay():
    return Replay(region_cases.solved("2023-06", *GOODS))


@pytest.fixture(scope="module")
def two_months():
    return Replay(region_cases.solved("2023-06..2023-07", "containers", "metals", "natural_gas"))


def flows(region, routes):
    return routes.on_arcs(len(region.arcs), len(region.months))


def test_the_same_numbers_give_the_same_flows(replay):
    result = replay.result
    found = replay.under(result.region)
    assert flows(result.region, found.routes) == pytest.approx(result.on_arcs, abs=0.01)
    assert found.delivered.sum() == pytest.approx(result.delivered.sum(), rel=1e-9)
    assert found.whole == 0


def test_dearer_time_is_as_when_solved_whole(replay):
    region = replay.result.region
    key = "value_of_time.grain;ores;fertiliser;coal"
    other = region.having(region.parameters.having({key: 0.12}))
    ours = flows(region, replay.under(other).routes)
    theirs = solve_region(other).on_arcs
    assert np.abs(ours - theirs).max() <= 0.05 * theirs.max()


def alone(month, problem, dispersion):
    """Return the choice among the frozen routes by the solver that begins at nothing."""
    chosen = month.chosen
    cost = chosen.routes.costs(problem, problem.commodities())
    amount = problem.demands.amount
    moved = np.flatnonzero(amount[chosen.routes.demand] > 0)
    wanted, demand = np.unique(chosen.routes.demand[moved], return_inverse=True)
    room = np.array([limit.high for limit in problem.limits])
    rows = np.flatnonzero(np.isfinite(room))
    given = Spread(
        demand.astype(np.int64),
        amount[wanted],
        cost[moved],
        np.log(chosen.sizes(problem)[moved]),
        chosen.use[rows][:, moved],
        room[rows],
    )
    found = np.zeros(len(chosen.routes))
    found[moved] = spread(given, dispersion)[0]
    return found


@pytest.mark.parametrize("seed", range(4))
def test_drawn_numbers_are_as_the_choice_among_the_same_routes(two_months, seed):
    rng = np.random.default_rng(seed)
    region = drawn_region(two_months.result.region, drawn(two_months.result.region, rng))
    rooms = tuple(replace(one, tonnes=one.tonnes * rng.uniform(0.8, 1.2)) for one in region.rooms)
    region = replace(region, rooms=rooms)
    dispersion = region.parameters.value("dispersion")
    months = zip(
        two_months.months,
        moved_months(two_months.months, region_numbers(region)),
        two_months.result.solved,
        strict=True,
    )
    for month, moved, solved in months:
        problem = region_problem(region, solved.frame, solved.month)
        if solved.found is None:
            whole = month.start.extended(problem).answer
            assert moved.tonnes.sum() == pytest.approx(whole.delivered.sum(), rel=1e-9)
        else:
            cold = alone(month, problem, dispersion)
            assert moved.tonnes == pytest.approx(cold, abs=1e-6 * problem.demands.amount.max())
        flow = link_flows(problem, moved.routes, moved.tonnes)
        good = problem.commodities().good[flow.commodity]
        for limit in problem.limits:
            counted = np.isin(flow.arc, limit.arcs) & np.isin(good, limit.goods)
            assert flow.sent[counted].sum() <= limit.high * (1 + 1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_costs_a_tenth_apart_are_as_the_whole_choice(two_months, seed):
    rng = np.random.default_rng(seed)
    region = two_months.result.region
    usd = region.values.usd * rng.uniform(0.9, 1.1, region.values.usd.shape[1])[None, :, None]
    region = replace(region, values=replace(region.values, usd=usd))
    month, solved = two_months.months[0], two_months.result.solved[0]
    problem = region_problem(region, solved.frame, 0)
    moved = month.moved(region_numbers(region))
    dispersion = region.parameters.value("dispersion")
    whole = choice(problem, dispersion, base=month.start, routes=solved.found.pool)
    ours = link_flows(problem, moved.routes, moved.tonnes).on_arcs(problem)
    theirs = whole.answer.flows.on_arcs(problem)
    assert moved.tonnes.sum() == pytest.approx(whole.tonnes.sum(), rel=1e-9)
    assert np.abs(ours - theirs).sum() <= APART * theirs.sum()


def test_more_demand_moves_more_or_is_left_behind(replay):
    region = replay.result.region
    more = grown(region, 3.0)
    found = replay.under(more)
    whole = solve_region(more)
    assert found.delivered.sum() == pytest.approx(whole.delivered.sum(), rel=1e-6)
    assert found.delivered.sum() <= more.demand.tonnes.sum() * (1 + 1e-9)
    assert found.whole > 0


def test_order_makes_no_difference(replay):
    region = replay.result.region
    cheaper = replace(region, parameters=region.parameters.having({"dispersion.*": 15.0}))
    first = replay.under(region).routes.tonnes.tobytes()
    replay.under(cheaper)
    assert replay.under(region).routes.tonnes.tobytes() == first


def test_frozen_months_travel(two_months):
    there = pickle.loads(pickle.dumps(two_months.months))  # noqa: S301
    numbers = region_numbers(grown(two_months.result.region, 1.1))
    for ours, theirs in zip(
        moved_months(two_months.months, numbers), moved_months(there, numbers), strict=True
    ):
        assert ours.tonnes.tobytes() == theirs.tonnes.tobytes()


def test_another_frame_is_refused(replay):
    region = replay.result.region
    shut = replace(region.values, open=np.zeros_like(region.values.open))
    with pytest.raises(BadInputError, match="solve_region"):
        replay.under(replace(region, values=shut))
