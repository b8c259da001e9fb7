"""What shippers weigh: rate, added cost, time, risk and constants, arc by arc, added by hand."""

from __future__ import annotations

import numpy as np
import pytest

from caspia.demand import goods
from caspia.flows import parameters
from caspia.flows.region import weigher
from caspia.flows.shippers import Crossing, Shippers
from caspia.flows.weighing import Weigher
from caspia.network.measures import Value
from caspia.network.permission import Permission
from tests.flows.region_cases import region, toy_cell, toy_region

CELLS = (toy_cell("KAZ", "TUR"),)
USD = np.arange(9) + 1.0
HOURS = 10.0 * np.arange(9)


def value(number):
    return Value(number, number, number, "assumed")


def crossing(state, mode, cost=None, risk=None):
    permission = Permission(
        f"{state}-{mode}",
        state,
        mode,
        "",
        "",
        (),
        "permitted",
        None,
        None if cost is None else value(cost),
        None if risk is None else value(risk),
        "",
        "",
    )
    return Crossing(permission, frozenset({state}), 0.5)


def weighed(met=(), refused=(), constants=None, usd=USD):
    toy = toy_region(CELLS, [[10, 10]], usd=usd, hours=HOURS)
    chosen = parameters().without_constants().having(constants or {})
    found = Weigher(toy.arcs, toy.values, chosen)
    return toy.arcs, found.weighed(0, "grain", Shippers(1.0, tuple(met), frozenset(refused)))


def test_without_rules_it_is_rate_and_the_value_of_time():
    _, found = weighed()
    tau = parameters().value("value_of_time", "grain")
    assert found.usd == pytest.approx(USD)
    assert found.generalised == pytest.approx(USD + tau * HOURS)
    assert found.carried.all()


def test_what_a_permission_adds_is_paid_once_on_entering():
    rule = crossing("AZE", "", cost=7.0, risk=2.0)
    arcs, found = weighed([rule])
    _, plain = weighed()
    added, risky = found.usd - plain.usd, found.generalised - plain.generalised
    (sea,) = arcs.of_link["sea-aktau-alat"]
    assert np.flatnonzero(added).tolist() == [sea]
    assert added[sea] == pytest.approx(7.0)
    lost = parameters().value("risk_share") * 0.02 * goods()["grain"].price_usd_per_t
    assert risky[sea] == pytest.approx(7.0 + lost)
    assert np.flatnonzero(np.abs(risky) > 1e-9).tolist() == [sea]


def test_a_permission_of_a_mode_adds_nothing_by_another():
    _, found = weighed([crossing("AZE", "rail", cost=7.0)])
    assert found.usd == pytest.approx(USD)


def test_what_shippers_refuse_is_closed_to_them_and_to_no_one_else():
    rule = crossing("AZE", "")
    arcs, bold = weighed([rule])
    _, wary = weighed([rule], {"AZE-"})
    assert bold.carried.all()
    shut = {arcs.ids[place] for place in np.flatnonzero(~wary.carried)}
    assert shut == {"sea-aktau-alat:aktau-alat", "rail-alat-ganja:alat-istanbul"}


def test_a_constant_is_charged_at_the_gate_and_nothing_weighs_less_than_nothing():
    arcs, found = weighed(constants={"corridor_constant.MIDDLE": 30.0})
    _, plain = weighed()
    (sea,) = arcs.of_link["sea-aktau-alat"]
    change = found.generalised - plain.generalised
    assert change[sea] == pytest.approx(30.0)
    assert np.abs(np.delete(change, sea)).max() == 0.0
    assert found.usd == pytest.approx(plain.usd)
    _, liked = weighed(constants={"corridor_constant.MIDDLE": -1e6})
    assert liked.generalised.min() == liked.generalised[sea] == 0.0


def test_money_does_not_depend_on_what_shippers_mind():
    found = region("2023-06", "crude_oil")
    shippers = found.parts.shippers[-1]
    one = weigher(found).weighed(0, "crude_oil", shippers)
    other = weigher(
        found.having(parameters().having({"value_of_time.crude_oil;natural_gas": 9.0}))
    ).weighed(0, "crude_oil", shippers)
    assert (one.usd == other.usd).all()
    slow = found.values.hours[0, :, 0] > 0
    assert (other.generalised[slow] > one.generalised[slow]).all()
