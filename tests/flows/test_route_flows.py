"""Which cargo went which way: sums over routes, and legs turned into the order of travel."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from caspia.flows.route_flows import joined
from tests.flows.region_cases import solved


@pytest.fixture(scope="module", params=["natural_gas", "crude_oil"])
def result(request):
    return solved("2023-06", request.param)


def test_a_route_runs_from_origin_to_destination_without_a_gap(result):
    arcs, cells = result.region.arcs, result.region.demand.cells
    for cell, way in zip(result.routes.cell.tolist(), result.routes.ways(), strict=True):
        at = arcs.access(cells[cell].origin_node)
        for arc in way:
            assert arcs.tail[arc] == at
            at = arcs.head[arc]
        assert at == arcs.access(cells[cell].destination_node)


def test_what_enters_an_arc_is_what_leaves_the_one_before(result):
    routes, gain = result.routes, result.region.gain[0]
    for place in range(len(routes)):
        entries = np.flatnonzero(routes.route == place)
        assert routes.amount[entries[-1]] * gain[routes.arc[entries[-1]]] == pytest.approx(1.0)
        for entry, after in pairwise(entries.tolist()):
            handed_on = routes.amount[entry] * gain[routes.arc[entry]]
            assert handed_on == pytest.approx(routes.amount[after])


def test_tonnes_over_the_arcs_of_routes_are_the_flows_of_the_answer(result):
    (solved_month,) = result.solved
    ours, theirs = result.on_arcs, solved_month.answer.flows.on_arcs(solved_month.problem)
    assert np.abs(ours - theirs).max() < 1e-9 * theirs.max()


def test_what_arrives_by_routes_is_what_is_delivered(result):
    arrived = np.zeros(result.delivered.shape)
    np.add.at(arrived, (result.routes.cell, result.routes.period), result.routes.tonnes)
    assert arrived == pytest.approx(result.delivered, rel=1e-9, abs=1e-3)
    assert (result.routes.tonnes > 0).all()
    assert (result.routes.cell == result.region.parts.cell[result.routes.part]).all()
    assert np.abs(result.delivered + result.stranded - result.region.demand.tonnes).max() < 1e-3


def test_sums_along_routes_are_those_of_a_loop(result):
    routes, arcs = result.routes, len(result.region.arcs)
    weight = np.arange(arcs, dtype=float)
    chosen = np.arange(arcs) % 7 == 0
    summed, over = routes.summed(weight), routes.over(chosen)
    for place, way in enumerate(routes.ways()):
        amounts = routes.amount[routes.route == place]
        assert summed[place] == pytest.approx(float(amounts @ weight[list(way)]))
        assert over[place] == any(chosen[arc] for arc in way)


def test_routes_joined_are_those_of_both():
    one, other = solved("2023-06", "natural_gas").routes, solved("2023-06", "crude_oil").routes
    both = joined([one, other])
    assert both.ways() == one.ways() + other.ways()
    assert both.tonnes.tolist() == [*one.tonnes, *other.tonnes]
    assert (np.diff(both.route) >= 0).all()
