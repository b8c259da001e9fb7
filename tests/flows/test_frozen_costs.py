"""Distinct costs are what shippers weigh on every arc; routes are sums of them."""

from __future__ import annotations

import numpy as np
import pytest

from caspia.flows.engines.frozen_choice import frozen_choice
from caspia.flows.frozen_costs import cost_basis, route_costs
from caspia.flows.region import weigher
from caspia.flows.region_numbers import region_numbers
from caspia.flows.region_problem import frame_of, region_problem
from tests.flows import region_cases

GOODS = ("containers", "crude_oil", "metals")


@pytest.fixture(scope="module", params=["2023-06", "2025-03"])
def case(request):
    region = region_cases.region(request.param, *GOODS)
    frame = frame_of(region, GOODS)
    problem = region_problem(region, frame, 0)
    return region, frame, problem, cost_basis(region, frame, problem)


def test_every_cost_is_what_its_shippers_weigh(case):
    region, frame, problem, basis = case
    found = basis.by_cargo(basis.costs(region_numbers(region), 0))
    for place, one in enumerate(frame.cargo):
        weighed = weigher(region).weighed(0, one.good, one.shippers)
        carried = weighed.carried
        assert found[carried, place] == pytest.approx(weighed.generalised[carried], rel=1e-12)
        assert (found[~carried, place] == 0).all()
    assert len(basis.arc) < problem.carried.sum() / 2


def test_other_parameters_are_in_every_cost(case):
    region, frame, _, basis = case
    other = region.having(
        region.parameters.having(
            {
                "value_of_time.containers": 0.5,
                "risk_share.*": 0.3,
                **{key: -35.0 for key in region.parameters.rows if "constant" in key},
            }
        )
    )
    found = basis.by_cargo(basis.costs(region_numbers(other), 0))
    for place, one in enumerate(frame.cargo):
        weighed = weigher(other).weighed(0, one.good, one.shippers)
        carried = weighed.carried
        assert found[carried, place] == pytest.approx(weighed.generalised[carried], rel=1e-12)


def test_routes_cost_and_overlap_as_the_choice_has_it():
    result = region_cases.solved("2023-06", *GOODS)
    (solved,) = result.solved
    problem = solved.problem
    frozen = frozen_choice(problem, solved.found)
    basis = cost_basis(result.region, solved.frame, problem)
    routes = route_costs(basis, frozen.routes, frozen.good, frozen.shared)
    cost, size = routes.of(basis.costs(region_numbers(result.region), 0))
    assert cost == pytest.approx(frozen.routes.costs(problem, problem.commodities()), rel=1e-12)
    assert size == pytest.approx(frozen.sizes(problem), rel=1e-12)
    assert np.isfinite(cost).all()
