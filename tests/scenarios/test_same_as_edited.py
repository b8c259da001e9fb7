"""A scenario gives what a ledger gives whose files were edited by hand."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from caspia.flows import region_on, solve_region
from caspia.network import Network
from caspia.scenarios import Scenario
from tests.reference import reference
from tests.scenarios.edited import edited_ledger

MONTH = "2024-03"
GOODS = ("grain", "natural_gas")
DAYS = ("2023-02-10", "2024-01-01", "2024-03-16", "2024-06-01")


@cache
def open_links():
    """Links that something could miss: open in the month."""
    states = Network.on(reference(), "2024-03-15").states
    return sorted(link for link, state in states.items() if state.passes)


@cache
def with_capacity():
    links = {row["link_id"] for row in reference().rows("link_values", attribute="capacity")}
    return sorted(links & set(open_links()))


@cache
def permitting():
    """Agreements by which links are open in the month."""
    rows = reference().rows("agreement_effects", effect="permits")
    return sorted({row["agreement_id"] for row in rows if set(row["target"]) & set(open_links())})


days = st.builds(
    lambda start, length: {"from": start} | ({"to": length} if length else {}),
    st.sampled_from(DAYS[:2]),
    st.sampled_from(("", *DAYS[2:])),
)
closed = st.builds(
    lambda link, when: {"close": link, **when},
    st.deferred(lambda: st.sampled_from(open_links())),
    days,
)
suspended = st.builds(
    lambda agreement, verb, when: {verb: agreement, **when},
    st.deferred(lambda: st.sampled_from(permitting())),
    st.sampled_from(("suspend", "lapse")),
    days,
)
scaled = st.builds(
    lambda link, by: {"scale": "capacity", "of": link, "by": by},
    st.deferred(lambda: st.sampled_from(with_capacity())),
    st.sampled_from((0.0, 0.25, 0.8, 3.0)),
)


def thing(patch):
    return patch.get("of") or patch[next(iter(patch))]


patches = st.lists(st.one_of(closed, suspended, scaled), min_size=1, max_size=3, unique_by=thing)


@given(some=patches)
@settings(
    max_examples=3,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_flows_are_those_of_the_edited_ledger(some, tmp_path):
    by_scenario = _solved(Scenario.of("drawn", some).apply(reference()))
    by_hand = _solved(edited_ledger(tmp_path, some))
    assert by_scenario.region.arcs.keys == by_hand.region.arcs.keys
    np.testing.assert_array_equal(by_scenario.region.values.open, by_hand.region.values.open)
    np.testing.assert_allclose(by_scenario.delivered, by_hand.delivered, rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(by_scenario.on_arcs, by_hand.on_arcs, rtol=1e-6, atol=1e-3)


@pytest.mark.parametrize("on", ["2024-02-29", "2024-03-01", "2024-03-31", "2024-04-01"])
def test_first_and_last_day_belong_to_a_patch(on):
    when = {"from": "2024-03-01", "to": "2024-03-31"}
    shut = Scenario.of("march", [{"close": open_links()[0], **when}]).apply(reference())
    state = Network.on(shut, on).state(open_links()[0])
    assert state.passes is (on[:7] != "2024-03")


def _solved(ledger):
    return solve_region(region_on(ledger, MONTH, goods=GOODS))
