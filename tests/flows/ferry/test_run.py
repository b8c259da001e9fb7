"""Runs of a line: conservation, Little's law, the share of wind, and the same bytes again."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from caspia.errors import BadInputError
from caspia.flows.ferry import simulate
from caspia.flows.ferry.run import MONTH_H
from tests.flows.ferry.lines import exactly, small_line

LOAD = 12000.0


def counts(run, first=None):
    return {field.name: getattr(run.tally, field.name)[:first] for field in fields(run.tally)}


def assert_same(one, other):
    for name, values in one.items():
        assert values.tobytes() == other[name].tobytes(), name


@pytest.mark.parametrize("load", [2000.0, (LOAD, 3000.0), 10 * LOAD])
def test_what_came_was_carried_or_waits(load):
    run = simulate(small_line(closed_share=0.2), load, replications=20, days=60)
    assert (run.tally.arrived == run.tally.carried + run.tally.waiting).all()
    assert (run.tally.carried > 0).all()


def test_the_mean_queue_is_the_rate_times_the_mean_wait():
    run = simulate(small_line(), LOAD, replications=150, days=120)
    queue, wait = run.tally.queue_units.mean(axis=0), run.tally.mean_wait_h.mean(axis=0)
    rate = LOAD / 40 / MONTH_H
    error = run.tally.queue_units.std(axis=0) / np.sqrt(150)
    assert (error < 0.04 * queue).all()
    assert (abs(queue - rate * wait) < 4 * error).all()


def test_what_comes_is_carried_where_there_is_room_and_no_more_where_there_is_not():
    line = small_line()
    some = simulate(line, LOAD, replications=100, days=180)
    assert some.throughput_t_per_month == pytest.approx([LOAD, LOAD], rel=0.01)
    much, more = (simulate(line, factor * LOAD, replications=30, days=90) for factor in (8, 16))
    assert much.throughput_t_per_month == pytest.approx(more.throughput_t_per_month, rel=0.01)
    assert much.tally.load_factor == pytest.approx(1.0)
    assert (much.throughput_t_per_month < 8 * LOAD).all()


def test_ports_are_closed_for_their_share_of_the_time():
    line = small_line(closed_share=0.3)
    run = simulate(line, LOAD, replications=200, days=180)
    error = run.tally.closed_share.std(axis=0) / np.sqrt(200)
    assert (error < 0.01).all()
    assert (abs(run.tally.closed_share.mean(axis=0) - 0.3) < 4 * error).all()
    calm = simulate(small_line(), LOAD, replications=200, days=180)
    assert (calm.tally.closed_share == 0).all()
    assert (run.p90_h > calm.p90_h).all()


def test_shares_of_berths_and_vessels_lie_between_nothing_and_all():
    run = simulate(small_line(closed_share=0.2), 8 * LOAD, replications=30, days=90)
    for share in (run.tally.berth_use, run.tally.vessel_use, run.tally.load_factor):
        assert ((share > 0) & (share <= 1)).all()


def test_the_same_seed_gives_the_same_bytes_and_another_does_not():
    line = small_line(closed_share=0.2)
    one, again, other = (simulate(line, LOAD, seed, 20, 60) for seed in (7, 7, 8))
    assert_same(counts(one), counts(again))
    assert one.percentiles_h.tobytes() == again.percentiles_h.tobytes()
    assert one.percentiles_h.tobytes() != other.percentiles_h.tobytes()


def test_a_replication_is_the_same_whatever_the_number_of_others():
    line = small_line(closed_share=0.2)
    few, many = (simulate(line, LOAD, 7, number, 30) for number in (3, 430))
    assert_same(counts(few), counts(many, 3))


def test_another_fleet_and_another_load_meet_the_same_wind():
    line = small_line(closed_share=0.2)
    runs = [
        simulate(line, LOAD, 7, 10, 60),
        simulate(line, LOAD / 3, 7, 10, 60),
        simulate(replace(line, vessels=exactly(5)), LOAD, 7, 10, 60),
    ]
    for run in runs[1:]:
        assert (run.tally.closed_share == runs[0].tally.closed_share).all()
    assert (runs[2].tally.arrived == runs[0].tally.arrived).all()


def test_a_vessel_does_not_wait_where_no_cargo_comes():
    run = simulate(small_line(), (LOAD, 0.0), replications=10, days=60)
    assert np.isnan(run.percentiles_h[1]).all()
    assert np.isfinite(run.percentiles_h[0]).all()
    assert (run.tally.units_sailed[:, 1] == 0).all()
    idle = simulate(small_line(), 0.0, replications=2, days=30)
    assert np.isnan(idle.percentiles_h).all()


def test_a_summary_tells_both_ends():
    found = simulate(small_line(), LOAD, replications=5, days=30).summary()
    assert {"throughput_t_per_month", "median_h", "p90_h", "berth_use", "vessel_use"} <= set(found)
    assert all(len(pair) == 2 for pair in found.values())


@pytest.mark.parametrize("load", [-1.0, float("nan"), float("inf"), (1.0, 2.0, 3.0), (1.0, -2.0)])
def test_a_load_that_is_none_is_refused(load):
    with pytest.raises(BadInputError, match="no load of a line"):
        simulate(small_line(), load, replications=1, days=1)


def test_no_replications_are_refused():
    with pytest.raises(BadInputError, match="at least 1"):
        simulate(small_line(), LOAD, replications=0)
    with pytest.raises(BadInputError, match="at least 1"):
        simulate(small_line(), LOAD, days=0)
