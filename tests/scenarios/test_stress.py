"""N-1: each loss as solved from nothing, in any order, and what carries nothing changes nothing."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from typer.testing import CliRunner

from caspia.cli.main import app
from caspia.errors import BadInputError
from caspia.flows import grown, region_on, solve_region
from caspia.flows.engines.remembered_search import RememberedSearch
from caspia.flows.engines.route_sets import route_set
from caspia.flows.gates import gates
from caspia.flows.route_table import per_tonne
from caspia.scenarios import Scenario
from caspia.scenarios.batch import Processes
from caspia.scenarios.stress import Cure, Outcome, stress
from caspia.scenarios.stress.exports import stress_as_plain
from caspia.scenarios.stress.losses import arcs_of
from caspia.scenarios.stress.months import Months
from tests.flows.region_cases import laid_over
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
    for one in losses("links", 4):
        after = fresh([{"close": one.out[0]}])
        stranded = base.delivered.sum() - after.delivered.sum()
        assert one.stranded_tonnes == pytest.approx(stranded, abs=1.0), one.out
        assert one.cost_usd == pytest.approx(usd(after) - usd(base), abs=1e-6 * usd(base))


def lose(months, link, region):
    flags = region.arcs.flags(region.arcs.of_link[link])
    return months.without(flags) if months.carries(flags) else months.moved


def summed(moved):
    return sum(one.tonnes for one in moved), sum(one.usd for one in moved)


@cache
def grain(factor):
    base = solve_region(grown(region_on(ledger(), MONTH, goods=GRAIN), factor))
    return base, Months(base)


@pytest.mark.parametrize("factor", [1.0, 1.5])
@pytest.mark.parametrize("link", ["rail-saryagash-keles", "sea-aktau-alat", "rail-aktogay-moyinty"])
def test_freight_spreads_as_when_solved_from_nothing(link, factor):
    base, months = grain(factor)
    shut = Scenario.of("fresh", [{"close": link}]).apply(ledger())
    after = solve_region(grown(region_on(shut, MONTH, goods=GRAIN), factor))
    assert summed(months.moved) == pytest.approx((base.delivered.sum(), usd(base)))
    tonnes, paid = summed(lose(months, link, base.region))
    assert tonnes == pytest.approx(after.delivered.sum(), abs=1.0)
    # Which further ways are choices depends a little on where the search for the plan began.
    assert paid == pytest.approx(usd(after), rel=1e-3)


def test_the_search_without_arcs_is_that_of_the_closed_network():
    """What is renewed and what is kept are together the routes that a whole search finds."""
    base, _ = grain(1.0)
    solved = base.solved[0]
    through = [gate.arcs(base.region.arcs) for gate in gates()]
    pool = route_set(solved.problem, solved.start, through)
    search = RememberedSearch(solved.problem, solved.start, through, pool)
    for link in ("rail-saryagash-keles", "sea-aktau-alat", "rail-aktogay-moyinty"):
        lost = base.region.arcs.flags(base.region.arcs.of_link[link])
        renewed = search.without(lost)
        found = marked(pool.taken_from(renewed.kept)) | marked(renewed.new)
        shut = solved.problem.without(lost)
        whole = route_set(shut, solved.start, through)
        assert found == marked(whole), link
        assert found != marked(pool), link


def marked(legs):
    return {
        (demand, legs.arc[legs.leg == place].tobytes())
        for place, demand in enumerate(legs.demand.tolist())
    }


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
    months = Months(result)
    for link in reversed(list(links)):
        tonnes, paid = summed(lose(months, link, result.region))
        before = summed(months.moved)
        assert before[0] - tonnes == pytest.approx(links[link].stranded_tonnes, abs=1e-6)
        assert paid - before[1] == pytest.approx(links[link].cost_usd, abs=1e-3)


def test_freight_does_not_depend_on_what_ran_before():
    base, months = grain(1.0)
    links = ["rail-saryagash-keles", "sea-aktau-alat", "rail-aktogay-moyinty"]
    there = {link: summed(lose(months, link, base.region)) for link in links}
    back = {link: summed(lose(months, link, base.region)) for link in reversed(links)}
    assert there == back


def test_two_processes_and_a_run_cut_short_give_the_same(tmp_path):
    def asked(**how):
        return stress(ledger(), MONTH, kinds=("links",), goods=GRAIN, **how)

    plain = asked().outcomes
    assert asked(executor=Processes(2)).outcomes == plain
    assert asked(store=tmp_path).outcomes == plain
    file = next(path for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_size)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    told = []
    assert asked(store=tmp_path, done=lambda *step: told.append(step)).outcomes == plain
    assert told[0][1] > 0


def test_what_is_left_behind_comes_with_the_smallest_reopening():
    hit = [one for one in found().outcomes if one.stranded_tonnes >= 1]
    assert hit
    network = found().result.region.values.networks[0]
    for one in hit:
        assert one.cure is not None, one.out
        assert one.cure.tonnes >= 1
        assert not set(one.cure.causes) & set(one.out)
        for cause in one.cure.causes:
            state = network.states.get(cause)
            assert state is None or not state.passes
    assert any(one.cure.has_way for one in hit)
    assert all(one.cure is None for one in found().outcomes if not one.exact)


def test_among_equals_what_needs_more_reopened_is_worse():
    cure = Cure("grain", "KAZ", "CHN", 5.0, ("a", "b"), ("a opens", "b opens"), has_way=False)
    hard = Outcome("links", ("z",), 1.0, 5.0, 0.0, cure=cure)
    easy = Outcome("links", ("a",), 1.0, 5.0, 0.0, cure=replace(cure, causes=("a",)))
    assert sorted([easy, hard], key=lambda one: one.order) == [hard, easy]
    assert cure.told == "a opens and b opens"


def test_a_floor_that_cannot_be_met_is_told_and_stops_no_other(tmp_path, monkeypatch):
    line, other = "sea-aktau-alat", "rail-saryagash-keles"
    bound = laid_over(
        tmp_path / "floor",
        agreements=["deal,Deal,contract,AZE;KAZ,,rail,"],
        agreement_status=["deal.1,deal,2018-01-01,,day,in_force,,,stated"],
        agreement_effects=[
            f"deal.floor,deal,link,{line},floor,grain,exact,0.3,,,Mt_per_year,,,stated,mine"
        ],
    )
    # With a floor each loss is planned whole; two links tell as much as all.
    few = {line, other}
    monkeypatch.setattr(
        sys.modules[stress.__module__],
        "arcs_of",
        lambda region, kind: {k: v for k, v in arcs_of(region, kind).items() if k in few},
    )
    all_of_it = stress(bound, MONTH, kinds=("links",), goods=GRAIN)
    lines = {one["out"][0]: one for one in stress_as_plain(all_of_it)["losses"]}
    assert "deal.floor" in lines[line]["trouble"]
    assert not lines[other]["trouble"]
    assert lines[other]["solved"]


def test_the_worst_comes_first():
    stranded = [round(one.stranded_tonnes) for one in found().of("links")]
    assert stranded == sorted(stranded, reverse=True)
    assert stranded[0] > 0


def test_a_kind_that_is_none_is_refused():
    with pytest.raises(BadInputError, match="no kind 'roads'"):
        stress(ledger(), MONTH, kinds=("roads",), goods=GAS)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--pairs", "--kind", "nodes"), "Add --kind links"),
        (("--workers", "-1"), "Give 1 or more"),
        (("--format", "xlsx"), "has no format xlsx"),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments, part):
    answer = CliRunner().invoke(app, ["stress", "--period", MONTH, "--quiet", *arguments])
    assert isinstance(answer.exception, BadInputError)
    assert part in str(answer.exception)


def test_the_command_ranks_agreements():
    arguments = ["stress", "--period", MONTH, "--kind", "agreements", "--good", "gas", "--quiet"]
    answer = CliRunner().invoke(app, arguments)
    assert answer.exit_code == 0
    assert "Agreements" in answer.stdout
    assert "Model result, no observation" in answer.stdout
