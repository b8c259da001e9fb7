"""The event loop against a simulation second by second, and against the theory of queues."""

from __future__ import annotations

from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caspia.flows.ferry.calls import Fleet, call_by_call
from caspia.flows.ferry.draws import FerryDraws
from caspia.flows.ferry.tally import tally
from tests.flows.ferry.plain import LATE, PlainSea, small_draws

HORIZON = 300
RANKS = 20_000

fleets = st.builds(
    Fleet,
    vessels=st.integers(1, 4),
    load=st.integers(1, 7),
    block=st.integers(1, 4),
    berths=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    longest_wait_s=st.tuples(st.integers(0, 40), st.integers(0, 40)),
)


@settings(max_examples=60)
@given(fleet=fleets, seed=st.integers(0, 2**32 - 1))
def test_every_call_is_that_of_a_simulation_second_by_second(fleet, seed):
    draws = small_draws(seed, fleet, 3, HORIZON)
    calls = call_by_call(draws, fleet)
    counts, waits = tally(draws, calls, fleet, (0, HORIZON))
    for replication in range(3):
        plain = PlainSea(draws, fleet, replication).run()
        assert sailings(calls, replication) == sorted(plain.sailings)
        assert counts.vessel_use[replication] * HORIZON * fleet.vessels == pytest.approx(plain.busy)
        for port, harbour in enumerate(plain.harbours):
            assert counts.arrived[replication, port] == harbour.arrived
            assert counts.carried[replication, port] == harbour.carried
            assert counts.waiting[replication, port] == len(harbour.quay)
            at_berth = counts.berth_use[replication, port] * HORIZON * fleet.berths[port]
            assert at_berth == pytest.approx(plain.at_berth[port])
            shut_s = counts.closed_share[replication, port] * HORIZON
            assert shut_s == pytest.approx(plain.shut_s[port])
            assert unit_waits(waits, 2 * replication + port) == sorted(plain.waits[port])


def sailings(calls, replication):
    """Return what sailed before the horizon as the plain simulation tells it."""
    names = ("line", "came", "berthed", "ready", "doors", "loaded", "sailed", "units")
    ours = calls.line // 2 == replication
    rows = zip(*(getattr(calls, name)[ours].tolist() for name in names), strict=True)
    return sorted((row[0] & 1, *row[1:]) for row in rows if row[6] < HORIZON)


def unit_waits(waits, line):
    ours = waits.line == line
    return sorted(np.repeat(waits.wait_s[ours].ravel(), waits.units[ours].ravel()).tolist())


def servers(count, rho, service, replications, customers, seed):
    """Return draws of a line that is a queue: one unit a sailing, the whole trip in one time."""
    chance = np.random.default_rng(seed)
    rate = rho * count / service
    gaps = chance.exponential(1 / rate, (replications, customers))
    come = np.zeros((replications, 2, customers + 1), dtype=np.int32)
    come[:, 0, :-1] = np.cumsum(gaps, axis=1)
    come[:, 0, -1] = LATE + 1
    come[:, 1] = LATE + 1
    horizon = int(come[:, 0, -2].min())
    never = np.full((replications, 2, 1), LATE + 1, dtype=np.int32)
    return chance, horizon, come, never


def test_one_vessel_and_one_berth_are_the_queue_m_d_1():
    rho, service = 0.7, 3600
    _, horizon, come, never = servers(1, rho, service, 60, 6000, 1)
    work = np.zeros((1, 2 * horizon // service + 4, 60, 3), dtype=np.uint16)
    work_s = np.array([[[0], [service // 3], [service - service // 3]], [[0], [0], [0]]], np.int32)
    draws = FerryDraws(horizon, come, work, work_s, never, never)
    waits, mean, error = mean_wait(draws, Fleet(1, 1, 1, (1, 1), (LATE, 0)))
    expected = rho * service / (2 * (1 - rho))
    assert error < 0.03 * expected
    assert mean == pytest.approx(expected, abs=4 * error)
    at_once = (waits.units * (waits.wait_s == 0)).sum() / waits.units.sum()
    assert at_once == pytest.approx(1 - rho, abs=0.01)


@pytest.mark.parametrize("vessels", [1, 2, 5])
def test_vessels_of_chance_trips_are_the_queue_m_m_c(vessels):
    rho, service = 0.75, 36000
    chance, horizon, come, never = servers(vessels, rho, service, 60, 6000, 2)
    trips = 2 * horizon // service + 4
    work = np.zeros((vessels, 2 * trips, 60, 3), dtype=np.uint16)
    work[..., 2] = chance.integers(0, RANKS, work.shape[:3])
    work_s = np.zeros((2, 3, RANKS), dtype=np.int32)
    work_s[0, 2] = -service * np.log1p(-(np.arange(RANKS) + 0.5) / RANKS)
    draws = FerryDraws(horizon, come, work, work_s, never, never)
    _, mean, error = mean_wait(draws, Fleet(vessels, 1, 1, (vessels, vessels), (LATE, 0)))
    expected = erlang_c(vessels, rho * vessels) * service / (vessels * (1 - rho))
    assert error < 0.05 * expected
    assert mean == pytest.approx(expected, abs=4 * error)


def erlang_c(servers, offered):
    """Return the share of customers that wait."""
    last = offered**servers / factorial(servers) * servers / (servers - offered)
    return last / (sum(offered**n / factorial(n) for n in range(servers)) + last)


def mean_wait(draws, fleet):
    """Return the waits after a tenth of the time, their mean and its standard error, in seconds."""
    calls = call_by_call(draws, fleet)
    between = (draws.horizon_s // 10, draws.horizon_s)
    counts, waits = tally(draws, calls, fleet, between)
    means = counts.mean_wait_h[:, 0] * 3600
    return waits, means.mean(), means.std(ddof=1) / np.sqrt(len(means))


def test_vessels_begin_at_the_two_ends_by_turns():
    fleet = Fleet(3, 1, 1, (1, 1), (0, 0))
    draws = small_draws(5, fleet, 2, HORIZON)
    calls = call_by_call(draws, fleet)
    at_start = calls.line[calls.came == 0]
    assert sorted(at_start.tolist()) == [0, 0, 1, 2, 2, 3]
