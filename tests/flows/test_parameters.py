"""Values of time, dispersion, constants: one for each, within their ends, changed by key alone."""

from __future__ import annotations

import pytest

from caspia.demand import goods
from caspia.errors import BadInputError
from caspia.flows import parameters
from caspia.flows.gates import gates


def test_every_good_has_one_value_of_time():
    rows = [row for row in parameters().rows.values() if row.name == "value_of_time"]
    named = [good for row in rows for good in row.applies_to]
    assert sorted(named) == sorted(goods())


def test_every_corridor_with_a_gate_has_one_constant_and_the_other_way_round():
    rows = [row for row in parameters().rows.values() if row.name == "corridor_constant"]
    named = [corridor for row in rows for corridor in row.applies_to]
    assert sorted(named) == sorted({gate.corridor for gate in gates()})


@pytest.mark.parametrize("key", parameters().rows)
def test_a_value_lies_within_its_ends_and_says_why(key):
    row = parameters().rows[key]
    assert row.key == key
    assert row.low <= row.value <= row.high
    assert row.why


def test_other_values_are_a_new_set():
    changed = parameters().having({"dispersion.*": 3.0})
    assert changed.value("dispersion") == 3.0
    assert parameters().value("dispersion") != 3.0
    others = [key for key in parameters().rows if key != "dispersion.*"]
    assert all(changed.rows[key] == parameters().rows[key] for key in others)


def test_constants_can_all_be_left_out():
    middle = parameters().having({"corridor_constant.MIDDLE": -12.5})
    assert middle.value("corridor_constant", "MIDDLE") == -12.5
    none = middle.without_constants()
    assert {gate.corridor: none.value("corridor_constant", gate.corridor) for gate in gates()} == (
        dict.fromkeys((gate.corridor for gate in gates()), 0.0)
    )
    assert none.value("dispersion") == middle.value("dispersion")


@pytest.mark.parametrize(("name", "applies_to"), [("speed", "*"), ("value_of_time", "tea")])
def test_what_is_not_there_is_named(name, applies_to):
    with pytest.raises(BadInputError, match=f"{name} for") as caught:
        parameters().value(name, applies_to)
    assert "dispersion" in str(caught.value)


def test_a_key_that_is_not_there_is_named():
    with pytest.raises(BadInputError, match=r"dispersion\.road"):
        parameters().having({"dispersion.road": 1.0})
