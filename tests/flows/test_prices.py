"""C5: a price is a difference between plans, never a dual alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from caspia.errors import BadInputError
from caspia.flows.engines import least_cost, prices
from tests.flows.tiny import INF, make, problems


@settings(max_examples=60)
@given(problems())
def test_c5_prices_equal_the_differences_of_plans_made_anew(problem):
    limited = problem.open & np.isfinite(problem.capacity) & (problem.capacity > 0)
    places = [(int(arc), int(period)) for arc, period in np.argwhere(limited)]
    base = least_cost(problem)
    for price, place in zip(prices(problem, places, least_cost), places, strict=True):
        room = problem.capacity[place]
        for factor, stranded, cost in (
            (0.99, price.stranded_left, price.cost_left),
            (1.01, price.stranded_right, price.cost_right),
        ):
            capacity = problem.capacity.copy()
            capacity[place] = room * factor
            other = least_cost(problem.with_capacity(capacity))
            by = room * (1 - factor)
            apart = (base.delivered.sum() - other.delivered.sum()) / by
            assert stranded == pytest.approx(apart, rel=1e-6, abs=1e-6)
            assert cost == pytest.approx((other.cost - base.cost) / by, rel=1e-6, abs=1e-6)


def test_c5_left_and_right_differ_where_the_room_is_just_enough():
    problem = make([(0, 1, 2.0, 5.0), (0, 1, 7.0, 4.0)], [(0, 1, 0, 0, 5)])
    (price,) = prices(problem, [(0, 0)], least_cost)
    assert (price.cost_left, price.cost_right) == pytest.approx((5.0, 0.0), abs=1e-6)
    assert (price.stranded_left, price.stranded_right) == pytest.approx((0.0, 0.0), abs=1e-6)


def test_c3_a_bottleneck_has_two_prices():
    problem = make([(0, 1, 2.0, 3.0)], [(0, 1, 0, 0, 5)])
    (price,) = prices(problem, [(0, 0)], least_cost)
    assert (price.stranded_left, price.stranded_right) == pytest.approx((1.0, 1.0), abs=1e-6)
    assert price.cost_right == pytest.approx(-2.0, abs=1e-6)


def test_what_has_no_capacity_has_no_price():
    problem = make([(0, 1, 2.0, INF), (0, 1, 2.0, 0.0)], [(0, 1, 0, 0, 5)])
    with pytest.raises(BadInputError, match="arc0 in month0, arc1 in month0"):
        prices(problem, [(0, 0), (1, 0)], least_cost)
