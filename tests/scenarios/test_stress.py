"""N-1: each loss as solved from nothing, in any order, and what carries nothing changes nothing."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from typer.testing import CliRunner

from caspia.cli.main import app
from caspia.errors import BadInputError
from caspia.flows import region_on, solve_region
from caspia.flows.route_table import per_tonne
from caspia.scenarios import Scenario
from caspia.scenarios.stress import stress
from caspia.scenarios.stress.months import Month
from tests.reference import reference

MONTH, GAS, GRAIN = "2024-03", ("natural_gas",), ("grain",)


@cache
def ledger():
    return reference()


@cache
def found():
    return stress(ledger(), MONTH, goods=GAS)


def fresh(patches, goods=GAS):
    shut = Scenario.of("fresh", patches).apply(ledger())
    return solve_region(region_on(shut, MONTH, goods=goods))


def usd(result):
    return float(per_tonne(result, "usd") @ result.routes.tonnes)


def losses(kind, count):
    """The worst, the least bad and some between."""
    solved = [one for one in found().of(kind) if one.exact]
    return [solved[place] for place in np.linspace(0, len(solved) - 1, count).astype(int)]


def test_a_lost_link_is_as_solved_from_nothing():
    base = found().result
    for one in losses("links", 6):
        after = fresh([{"close": one.out[0]}])
        stranded = base.delivered.sum() - after.delivered.sum()
        assert one.stranded_tonnes == pytest.approx(stranded, abs=1.0), one.out
        assert one.cost_usd == pytest.approx(usd(after) - usd(base), abs=1e-6 * usd(base))


@pytest.mark.parametrize("link", ["rail-saryagash-keles", "sea-aktau-alat", "rail-aktogay-moyinty"])
def test_freight_spreads_as_when_solved_from_nothing(link):
    base = solve_region(region_on(ledger(), MONTH, goods=GRAIN))
    month = Month(base, base.solved[0])
    flags = base.region.arcs.flags(base.region.arcs.of_link[link])
    without, after = month.without(flags), fresh([{"close": link}], GRAIN)
    assert month.moved.tonnes == pytest.approx(base.delivered.sum())
    assert month.moved.usd == pytest.approx(usd(base))
    assert without.tonnes == pytest.approx(after.delivered.sum(), abs=1.0)
    # Which further ways are choices depends a little on where the search for the plan began.
    assert without.usd == pytest.approx(usd(after), rel=1e-3)


def test_a_lost_place_loses_all_that_touches_it():
    base = found().result
    for one in losses("nodes", 3):
        after = fresh([{"close": f"node:{one.out[0]}"}])
        stranded = base.delivered.sum() - after.delivered.sum()
        assert one.stranded_tonnes == pytest.approx(stranded, abs=1.0), one.out


def test_a_lost_agreement_is_the_ledger_with_it_suspended():
    base = found().result
    assert found().of("agreements")
    for one in losses("agreements", 3):
        after = fresh([{"suspend": one.out[0]}])
        stranded = base.delivered.sum() - after.delivered.sum()
        assert one.stranded_tonnes == pytest.approx(stranded, abs=1.0)


def test_what_carries_nothing_changes_nothing():
    idle = [one for one in found().of("links") if not one.exact]
    assert idle
    assert all(one.stranded_tonnes == one.cost_usd == one.used_tonnes == 0 for one in idle)
    after = fresh([{"close": idle[0].out[0]}])
    assert after.delivered.sum() == pytest.approx(found().result.delivered.sum())
    assert usd(after) == pytest.approx(usd(found().result), rel=1e-9)


def test_the_order_of_losses_does_not_matter():
    result = found().result
    links = {one.out[0]: one for one in losses("links", 5)}
    months = [Month(result, solved) for solved in result.solved]
    for link in reversed(list(links)):
        flags = result.region.arcs.flags(result.region.arcs.of_link[link])
        left = [(m.moved, m.without(flags)) for m in months if m.carries(flags)]
        assert sum(a.tonnes - b.tonnes for a, b in left) == links[link].stranded_tonnes
        assert sum(b.usd - a.usd for a, b in left) == links[link].cost_usd


def test_the_worst_comes_first():
    stranded = [round(one.stranded_tonnes) for one in found().of("links")]
    assert stranded == sorted(stranded, reverse=True)
    assert stranded[0] > 0


def test_a_kind_that_is_none_is_refused():
    with pytest.raises(BadInputError, match="no kind 'roads'"):
        stress(ledger(), MONTH, kinds=("roads",), goods=GAS)


def test_the_command_ranks_agreements():
    arguments = ["stress", "--period", MONTH, "--kind", "agreements", "--good", "gas", "--quiet"]
    answer = CliRunner().invoke(app, arguments)
    assert answer.exit_code == 0
    assert "Agreements" in answer.stdout
    assert "Model result, no observation" in answer.stdout
