"""The region read from the ledger: months, goods, ends of cargo, and problems of one frame."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from caspia.demand import goods
from caspia.errors import BadDateError, BadInputError, UnknownNameError
from caspia.flows import parameters, region_on
from caspia.flows.region_problem import frame_of
from tests.flows.region_cases import ledger, region


def test_a_month_is_that_of_its_fifteenth_day():
    found = region("2022-12..2023-02", "natural_gas")
    assert found.months == (date(2022, 12, 1), date(2023, 1, 1), date(2023, 2, 1))
    assert [network.date for network in found.values.networks] == [
        date(2022, 12, 15),
        date(2023, 1, 15),
        date(2023, 2, 15),
    ]


def test_goods_can_be_chosen():
    found = region("2023-06", "natural_gas", "coal")
    assert set(found.goods) == {"natural_gas", "coal"}
    everything = region("2023-06")
    assert set(everything.goods) == set(goods())
    for place, cell in enumerate(found.demand.cells):
        other = everything.demand.cells.index(cell)
        assert found.demand.tonnes[place] == pytest.approx(everything.demand.tonnes[other])


def test_what_cannot_be_asked_is_refused():
    with pytest.raises(UnknownNameError, match="crude_oil"):
        region_on(ledger(), "2023-06", goods=["crude"])
    with pytest.raises(BadInputError, match="No good is asked for"):
        region_on(ledger(), "2023-06", goods=[])
    with pytest.raises(BadDateError):
        region_on(ledger(), "2031-06")
    with pytest.raises(BadDateError):
        region_on(ledger(), "2023-06-03..2023-06-20")


def test_cargo_begins_and_ends_where_the_region_has_a_place():
    found = region("2023-06")
    for cell in found.demand.cells:
        for node in (cell.origin_node, cell.destination_node):
            place = found.arcs.access(node)
            assert found.arcs.vertex_ids[place] == f"{node}:access"


def test_problems_of_the_months_share_a_frame_and_ask_for_the_demand():
    found = region("2022-12..2023-02", "crude_oil", "natural_gas")
    for group in (["crude_oil"], ["natural_gas"]):
        problems = found.problems(group)
        assert len(problems) == 3
        of_group = [cell.good in group for cell in found.demand.cells]
        for month, problem in enumerate(problems):
            assert problem.demands.ids == problems[0].demands.ids
            assert problem.good_ids == problems[0].good_ids
            wanted = found.demand.tonnes[of_group, month].sum()
            assert problem.demands.amount.sum() == pytest.approx(wanted, rel=1e-9)
            assert (problem.cost >= 0).all()


def test_c2_no_cargo_takes_an_arc_that_is_not_open_to_its_good():
    found = region("2022-12..2023-02", "crude_oil")
    frame = frame_of(found, ["crude_oil"])
    for month, problem in enumerate(found.problems(["crude_oil"])):
        is_open = found.values.open[month, :, 0]
        assert not problem.carried[~is_open].any()
        for place, cargo in enumerate(frame.cargo):
            if not cargo.shippers.refused:
                assert (problem.carried[:, place] == is_open).all()


def test_a_part_that_never_moves_is_not_asked_for():
    found = region("2023-06", "crude_oil")
    tonnes = found.demand.tonnes.copy()
    tonnes[0] = 0.0
    less = replace(found, demand=replace(found.demand, tonnes=tonnes))
    kept = frame_of(less, ["crude_oil"])
    assert 0 not in found.parts.cell[kept.part]
    assert 0 in found.parts.cell[frame_of(found, ["crude_oil"]).part]


def test_other_parameters_leave_the_region_as_it_is():
    found = region("2023-06", "crude_oil")
    other = found.having(parameters().having({"dispersion.*": 1.5}))
    assert other.parameters.value("dispersion") == 1.5
    assert found.parameters.value("dispersion") != 1.5
    assert other.arcs is found.arcs
    assert np.array_equal(other.gain, found.gain)


def test_lines_of_gas_burn_what_other_parameters_say():
    found = region("2023-06", "natural_gas")
    other = found.having(parameters().having({"fuel.gas_pipeline": 0.8}))
    lines = np.array([mode == "gas_pipeline" for mode in found.arcs.mode])
    assert np.array_equal(other.gain[:, ~lines], found.gain[:, ~lines])
    assert 1 - other.gain[:, lines] == pytest.approx(2 * (1 - found.gain[:, lines]))
