"""Choice again among frozen routes gives what the whole choice gives among the same routes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from caspia.flows.chooser import again
from caspia.flows.engines import choice, frozen_base
from caspia.flows.engines.frozen_choice import frozen_choice
from caspia.flows.engines.pool_answer import link_flows
from caspia.flows.gates import gates
from tests.flows import region_cases

GOODS = ("containers", "grain", "metals")


@pytest.fixture(scope="module")
def case():
    region = region_cases.region("2023-06", *GOODS)
    (problem,) = region.problems(GOODS)
    base = frozen_base(problem)
    through = [gate.arcs(region.arcs) for gate in gates()]
    found = choice(problem, 25.0, base=base, through=through)
    return problem, base, found


def on_arcs(problem, routes, tonnes):
    return link_flows(problem, routes, tonnes).on_arcs(problem)


@pytest.mark.parametrize("dispersion", [15.0, 25.0, 40.0])
@pytest.mark.parametrize("factor", [0.8, 1.0, 1.2])
def test_other_numbers_give_the_flows_of_the_whole_choice(case, dispersion, factor):
    problem, base, found = case
    cost = problem.cost * 1.07
    demands = replace(problem.demands, amount=problem.demands.amount * factor)
    other = replace(problem, cost=cost, demands=demands)
    whole = choice(other, dispersion, base=base, routes=found.pool)
    # The whole one may add routes of its own cheapest plan: among the same routes they are equal.
    frozen = frozen_choice(problem, replace(found, pool=whole.pool))
    tonnes = again(frozen, other, dispersion)
    assert tonnes is not None
    ours = on_arcs(other, frozen.routes, tonnes)
    theirs = whole.answer.flows.on_arcs(other)
    assert np.abs(ours - theirs).max() <= 1e-8 * theirs.max()
    assert tonnes.sum() == pytest.approx(whole.tonnes.sum(), rel=1e-9)


def test_the_same_numbers_give_the_same_flows(case):
    problem, _, found = case
    frozen = frozen_choice(problem, found)
    tonnes = again(frozen, problem, 25.0)
    assert tonnes is not None
    ours = on_arcs(problem, frozen.routes, tonnes)
    assert np.abs(ours - found.answer.flows.on_arcs(problem)).max() <= 1e-3


def test_where_a_demand_has_lost_its_routes_nothing_is_answered(case):
    problem, _, found = case
    frozen = frozen_choice(problem, found)
    first = frozen.routes.demand[0]
    arcs = np.unique(frozen.routes.arc[frozen.routes.demand[frozen.routes.leg] == first])
    carried = problem.carried.copy()
    carried[arcs] = False
    assert again(frozen, replace(problem, carried=carried), 25.0) is None


def test_what_ran_before_makes_no_difference(case):
    problem, _, found = case
    frozen = frozen_choice(problem, found)
    other = replace(problem, cost=problem.cost * 1.1)
    alone = again(frozen, problem, 20.0)
    again(frozen, other, 30.0)
    assert again(frozen, problem, 20.0).tobytes() == alone.tobytes()
