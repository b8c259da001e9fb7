"""Demand in parts: the shares of every cell add up to one in every month, whatever changes."""

from __future__ import annotations

import numpy as np
import pytest

from caspia.demand import demand_on
from caspia.flows.demand_parts import demand_parts
from tests.flows.region_cases import ledger


@pytest.fixture(scope="module")
def around_invasion():
    table = demand_on(ledger(), "2022-02..2022-06")
    return table, demand_parts(ledger(), table)


def test_shares_of_each_cell_add_up_to_one_in_each_month(around_invasion):
    table, parts = around_invasion
    total = np.zeros(table.tonnes.shape)
    np.add.at(total, parts.cell, parts.share)
    assert np.abs(total - 1).max() < 1e-12
    assert (parts.share >= 0).all()
    assert (np.diff(parts.cell) >= 0).all()


def test_a_part_is_there_in_the_months_in_which_its_rules_hold(around_invasion):
    table, parts = around_invasion
    (cell,) = (n for n, one in enumerate(table.cells) if one.name == "containers:CHN-EUR")
    share = {}
    for place in np.flatnonzero(parts.cell == cell).tolist():
        refuses = "rus-rail-2022" in parts.shippers[place].refused
        share[refuses] = share.get(refuses, 0.0) + parts.share[place]
    assert share[True] == pytest.approx([0, 0.6, 0.6, 0.6, 0.6])
    assert share[False] == pytest.approx([1, 0.4, 0.4, 0.4, 0.4])


def test_parts_of_a_cell_have_names_and_keys_of_their_own(around_invasion):
    table, parts = around_invasion
    keys = list(zip(parts.cell.tolist(), (part.key for part in parts.shippers), strict=True))
    assert len(set(keys)) == len(keys)
    for name, part in zip(parts.names(table), parts.shippers, strict=True):
        assert all(f" without {one}" in name for one in part.refused)


def test_what_nothing_was_done_for_is_listed_once(around_invasion):
    _, parts = around_invasion
    assert parts.left_out == ("eu-road-2022",)
