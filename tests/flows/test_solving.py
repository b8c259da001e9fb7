"""Solving: the same inputs give the same bytes, months do not lean on each other, engines agree."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from caspia.errors import BadInputError
from caspia.flows import parameters, solve, solve_region
from caspia.flows.route_table import corridor_table, route_table
from tests.flows.region_cases import (
    flow_by_arc,
    largest_difference,
    ledger,
    region,
    solved,
)


def told(result):
    """Return all that a result says, as bytes."""
    tables = (result.links(), route_table(result), corridor_table(result))
    return [table.write_json() for table in tables], [
        result.on_arcs.tobytes(),
        result.delivered.tobytes(),
        repr([one.told() for one in result.left_behind]),
        repr([price.sentence for price in result.prices]),
    ]


@pytest.mark.parametrize("good", ["crude_oil", "natural_gas"])
def test_the_same_inputs_give_the_same_bytes_whatever_ran_before(good):
    first = solved("2023-06", good)
    solve_region(region("2022-12..2023-02", "natural_gas"))
    assert told(solve(ledger(), "2023-06", goods=[good])) == told(first)


def test_a_table_is_the_same_each_time_it_is_asked_for():
    result = solved("2023-06", "containers")
    for table in (route_table, corridor_table):
        assert len({table(result).write_json() for _ in range(20)}) == 1


def test_other_goods_without_room_in_common_change_nothing():
    together = solve_region(region("2023-06", "natural_gas", "coal"))
    alone = solved("2023-06", "natural_gas")
    gas = together.cells_of(["natural_gas"])
    assert together.delivered[gas].sum() == pytest.approx(alone.delivered.sum(), rel=1e-9)
    (one,) = (one for one in together.solved if one.found is None)
    assert one.answer.cost == pytest.approx(alone.solved[0].answer.cost, rel=1e-9)


def test_months_of_one_network_are_those_solved_singly():
    whole = solved("2022-12..2023-02", "natural_gas")
    for month, period in enumerate(("2022-12", "2023-01", "2023-02")):
        alone = solved(period, "natural_gas")
        apart = largest_difference(flow_by_arc(whole, month), flow_by_arc(alone))
        assert apart < 1e-6 * whole.on_arcs.max()


@pytest.mark.parametrize("engine", ["least-cost", "choice"])
def test_a_quarter_moves_what_its_months_move_at_their_cost(engine):
    goods = ("crude_oil", "natural_gas")
    whole = solved("2023-01..2023-03", *goods, engine=engine)
    for month, period in enumerate(("2023-01", "2023-02", "2023-03")):
        alone = solved(period, *goods, engine=engine)
        assert whole.delivered[:, month] == pytest.approx(alone.delivered[:, 0], abs=1e-3)
        mine = [one for one in whole.solved if one.month == month]
        for one, other in zip(mine, alone.solved, strict=True):
            # Choice is among routes found in the first month of a state of the calendar; those
            # found in the month itself may be others, a little cheaper or dearer.
            slack = 1e-9 if one.found is None else 5e-3
            assert one.answer.cost == pytest.approx(other.answer.cost, rel=slack)


def test_choice_comes_down_to_the_least_cost_as_dispersion_fades():
    """All freight of the region in one month, within 1e-4 of the cheapest plan."""
    least = solved("2023-06", engine="least-cost")
    sharp = region("2023-06").having(parameters().having({"dispersion.*": 0.01}))
    found = solve_region(sharp)
    assert found.delivered == pytest.approx(least.delivered, rel=1e-6, abs=1.0)
    one, other = found.solved[0], least.solved[0]
    assert one.found is not None
    assert other.found is None
    assert other.answer.cost * (1 - 1e-9) <= one.answer.cost <= other.answer.cost * (1 + 1e-4)


def test_choice_costs_no_less_and_moves_as_much():
    choice, least = solved("2023-06"), solved("2023-06", engine="least-cost")
    assert choice.delivered == pytest.approx(least.delivered, rel=1e-6, abs=1.0)
    assert choice.solved[0].answer.cost > least.solved[0].answer.cost
    assert len(choice.routes) > len(least.routes)


def test_gas_goes_by_least_cost_in_any_case():
    for result in (solved("2023-06"), solved("2023-06", engine="least-cost")):
        assert [one.frame.cargo[0].good == "natural_gas" for one in result.solved] == [False, True]
        assert result.solved[1].found is None
    assert solved("2023-06").solved[0].found is not None


def test_each_limit_is_kept_in_every_month(cut_off):
    for one in cut_off.solved:
        flows = one.answer.flows
        for limit in one.problem.limits:
            used = flows.sent[np.isin(flows.arc, limit.arcs)].sum()
            assert used <= limit.high * (1 + 1e-6)


def test_what_is_worked_on_is_told_to_the_end():
    steps = []
    solve(
        ledger(),
        "2023-06",
        goods=["natural_gas"],
        done=lambda what, number, total: steps.append((what, number, total)),
    )
    assert [what for what, *_ in steps] == ["reading the network", "solving"]
    assert all(0 < number <= total for _, number, total in steps)
    assert steps[-1][1] == steps[-1][2]


def test_what_cannot_be_solved_is_refused():
    with pytest.raises(BadInputError, match="choice or least-cost"):
        solve_region(region("2023-06", "crude_oil"), engine="fast")
    found = region("2023-06", "crude_oil")
    nothing = replace(found, demand=replace(found.demand, tonnes=0 * found.demand.tonnes))
    with pytest.raises(BadInputError, match="Nothing of crude_oil wants to move in Jun 2023"):
        solve_region(nothing)


def test_a_result_says_what_it_is():
    text = repr(solved("2023-06", "natural_gas"))
    assert text.startswith("<FlowResult Jun 2023 by choice: 8.0 Mt moved, ")
