"""What a scenario changes: it adds up, its causes can be taken away one by one."""

from __future__ import annotations

from functools import cache

import pytest

import caspia
from caspia.errors import BadInputError, SolverError
from caspia.flows import solve
from caspia.scenarios import Scenario
from caspia.scenarios.batch import Processes
from caspia.scenarios.difference.measured import measured
from caspia.scenarios.exports import as_plain, effect_table
from caspia.scenarios.solved_sets import Question, worths
from caspia.scenarios.whatif import LEAST, what_if
from tests.reference import reference

MONTH, GOODS = "2024-03", ("grain", "metals")
LINK = "rail-saryagash-keles"
PATCHES = (
    {"close": LINK},
    {"demand": "grain", "origin": "KAZ", "destination": "UZB", "by": 2.0},
)


@cache
def ledger():
    return reference()


@cache
def answer(*numbers):
    whole = Scenario.of("mine", PATCHES)
    some = whole.only({f"scenario:mine/{number + 1}" for number in numbers})
    return what_if(ledger(), some, MONTH, goods=GOODS)


def test_parts_add_up_to_every_difference():
    found = answer(0, 1)
    assert found.effects
    for effect in found.effects:
        parts = sum(effect.parts.values())
        assert parts == pytest.approx(effect.difference, abs=LEAST[effect.measure.unit])


def test_with_and_without_are_fresh_solutions():
    found = answer(0, 1)
    fresh = solve(Scenario.of("mine", PATCHES).apply(ledger()), MONTH, goods=GOODS)
    assert measured(found.after) == pytest.approx(measured(fresh), rel=1e-9)
    assert measured(found.before) == pytest.approx(
        measured(solve(ledger(), MONTH, goods=GOODS)), rel=1e-9
    )


def test_a_cause_taken_away_takes_its_lines_and_no_others():
    both, alone = answer(0, 1), answer(1)
    assert [cause.says for cause in both.causes][1] == alone.causes[0].says
    assert both.causes[1].touched == alone.causes[0].touched
    closed = both.causes[0].touched.changes
    assert [(one.link_id, one.kind) for one in closed] == [(LINK, "closed")]
    assert alone.causes[0].touched.changes == ()


def test_what_wants_to_move_is_the_part_of_the_patch_on_demand():
    effect = answer(0, 1).effect("total", "", "demand")
    assert effect is not None
    closing, more = effect.parts.values()
    assert closing == pytest.approx(0.0, abs=1e-6)
    assert more == pytest.approx(effect.difference)


def test_it_balances_with_and_without():
    found = answer(0, 1)
    assert found.before.balance.holds
    assert found.after.balance.holds


def test_a_closed_link_carries_nothing():
    effect = answer(0, 1).effect("link", LINK, "tonnes")
    assert effect is not None
    assert effect.before > 0
    assert effect.after == 0


def test_diverted_created_and_lost_account_for_what_arrives():
    found = answer(0, 1)
    delivered = found.effect("total", "", "delivered")
    net = found.diverted.created - found.diverted.lost
    assert net == pytest.approx(0.0 if delivered is None else delivered.difference, abs=1.0)


def test_a_scenario_of_other_days_is_refused():
    later = Scenario.of("later", [{"close": LINK, "from": "2025-01-01"}])
    with pytest.raises(BadInputError, match="Nothing of later holds in"):
        what_if(ledger(), later, MONTH, goods=GOODS)


def test_against_another_scenario():
    one, both = Scenario.of("one", PATCHES[:1]), Scenario.of("two", PATCHES[1:])
    found = what_if(ledger(), both, MONTH, against=one, goods=GOODS)
    shut = solve(one.apply(ledger()), MONTH, goods=GOODS)
    assert measured(found.before) == pytest.approx(measured(shut), rel=1e-9)
    assert found.effect("link", LINK, "tonnes") is None


def test_exports_tell_all():
    found = answer(0, 1)
    plain = as_plain(found)
    assert {"causes", "effects", "balance", "provenance"} <= plain.keys()
    assert len(plain["effects"]) == len(found.effects) == effect_table(found).height
    assert plain["provenance"]["layers"] == ["reference", "scenario:mine"]
    assert plain["causes"][0]["sources"] == ["scenario:mine"]


def test_workers_give_the_same_effects():
    whole = Scenario.of("mine", PATCHES)
    found = what_if(ledger(), whole, MONTH, goods=GOODS, executor=Processes(2))
    assert found.effects == answer(0, 1).effects


def test_a_set_that_cannot_be_solved_is_told_with_its_causes():
    wrong = Scenario.of("wrong", [{"close": "no-such-link"}])
    question = Question.of(ledger(), (MONTH, GOODS, "choice"), [wrong])
    with pytest.raises(
        BadInputError, match=r"Under scenario:wrong/1: 1 problem(.|\n)*no-such-link"
    ):
        worths(question)


def test_a_fault_of_a_solver_is_one_of_ours(monkeypatch):
    def fails(payload, task):
        raise SolverError("no optimum")

    monkeypatch.setattr("caspia.scenarios.solved_sets.worth", fails)
    question = Question.of(ledger(), (MONTH, GOODS, "choice"), [Scenario.of("mine", PATCHES)])
    with pytest.raises(SolverError, match="no optimum"):
        worths(question)


def test_a_preset_is_asked_by_name_on_its_own_period():
    found = caspia.what_if(ledger(), "cpc-outage", goods=["crude_oil"])
    assert str(found.after.region.period) == "Apr 2023"
    assert found.effect("link", "cpc_kropotkin_novo", "tonnes").after == 0


def test_gas_stays_behind_when_the_swap_stops():
    found = caspia.what_if(ledger(), "iran-swap-suspended", period="2023-05", goods=["natural_gas"])
    swapped = found.effect("link", "swap_tkm_irn_aze", "tonnes")
    assert swapped.before > 50_000
    assert swapped.after == 0
    (left,) = (one for one in found.after.left_behind if one.cell.name == "natural_gas:TKM-AZE")
    # The rest goes round by Russia; through Iran itself nothing may.
    assert left.tonnes > swapped.before / 2
    assert found.effect("corridor", "NORTHERN", "tonnes").difference > 0
    assert "rasht_chelavand" not in {one.measure.of for one in found.of_kind("link", "tonnes")}
    assert "ag-swap-2021" in {cause for one in left.reopenings for cause in one.causes}


def test_a_scenario_without_a_period_needs_one():
    with pytest.raises(BadInputError, match="mine names no period"):
        what_if(ledger(), Scenario.of("mine", PATCHES))
