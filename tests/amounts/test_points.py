"""Intervals against single points: whatever the truth was, the results hold it."""

from __future__ import annotations

import itertools
import operator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.amounts import (
    Amount,
    agree,
    change,
    convert,
    difference,
    multiple,
    product,
    share,
    sum_of,
)
from caspia.amounts.qualifiers import next_rung, rule

HEDGES = ("exact", "about", "nearly", "more_than", "at_least", "less_than", "up_to")
TONNE = Amount.of(1, "t", counted=True)
# Each operation beside plain arithmetic on two points.
OPERATIONS = {
    "sum": (lambda a, b: sum_of([a, b]), operator.add),
    "difference": (difference, operator.sub),
    "product": (lambda a, b: product(a, multiple(b, TONNE)), operator.mul),
    "comparison": (lambda a, b: share(a, b, within=False), lambda a, b: 100 * a / b),
    "change": (change, lambda a, b: 100 * (a / b - 1)),
    "multiple": (multiple, operator.truediv),
}
# The last bits of a float: a result may miss an end by as much, relative to its size.
NOISE = 1e-12

amounts = st.builds(
    Amount.of,
    st.integers(-9999, 9999),
    st.just("t"),
    st.sampled_from(HEDGES),
    official=st.booleans(),
)
positives = st.builds(
    Amount.of, st.integers(10, 9999), st.just("t"), st.sampled_from(HEDGES), official=st.just(True)
)


def bounded(amount: Amount) -> tuple[float, float]:
    """Return the interval; where an end has no bound, a point far out stands for it."""
    return (
        -1e6 if amount.low is None else amount.low,
        1e6 if amount.high is None else amount.high,
    )


def holds(amount: Amount, point: float) -> bool:
    noise = NOISE * max(1.0, abs(point), abs(amount.low or 0.0), abs(amount.high or 0.0))
    above = amount.low is None or amount.low - noise <= point
    return above and (amount.high is None or point <= amount.high + noise)


@pytest.mark.parametrize("name", OPERATIONS)
@given(
    one=amounts,
    other=amounts,
    positive=positives,
    where=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_a_result_holds_whatever_the_truth_was(name, one, other, positive, where):
    on_amounts, on_points = OPERATIONS[name]
    if name not in ("sum", "difference", "product"):
        other = positive
    points = []
    for amount, part in zip((one, other), where, strict=True):
        low, high = bounded(amount)
        points.append(min(low + part * (high - low), high))
    result = on_amounts(one, other)
    assert not result.is_known or holds(result, on_points(*points))


@given(st.lists(positives, min_size=1, max_size=4), st.integers(0, 10**9))
def test_a_sum_with_someone_missing_is_a_lower_bound(members, absent):
    bound = sum_of([*members, Amount.unknown("t")])
    whole = sum_of([*members, Amount.of(absent, "t", counted=True)])
    assert (bound.high, bound.qualifier) == (None, "at_least")
    assert bound.low <= whole.low <= whole.value


@given(amounts, amounts, st.sampled_from(["kg", "kt", "Mt"]))
def test_a_verdict_does_not_hang_on_the_unit(one, other, unit):
    assert agree(convert(one, unit), other) == agree(one, other)
    assert agree(one, convert(other, unit)) == agree(one, other)


@given(amounts, st.floats(0, 1), st.sampled_from(HEDGES))
def test_amounts_that_share_a_point_are_never_apart(one, part, hedge):
    low, high = bounded(one)
    other = Amount.of(round(min(low + part * (high - low), high), 3), "t", hedge)
    assert agree(one, other) != "apart"
    assert agree(other, one) != "apart"


@given(st.integers(1, 10**9), st.integers(-3, 3))
def test_a_rung_is_the_next_round_number_and_none_lies_between(digits, power):
    rungs = rule("more_than").rungs
    value = Fraction(digits) * Fraction(10) ** power
    ladder = sorted(rung * Fraction(10) ** k for k in range(-5, 14) for rung in rungs)
    pairs = list(itertools.pairwise(ladder))
    above = next(high for low, high in pairs if low <= value < high)
    below = next(low for low, high in pairs if low < value <= high)
    assert next_rung(value, rungs, up=True) == above
    assert next_rung(value, rungs, up=False) == below


@given(st.integers(1, 99999), st.sampled_from(HEDGES), st.booleans())
def test_a_fall_is_a_rise_seen_in_the_mirror(value, hedge, official):
    rise = Amount.of(value / 10, "percent", hedge, official=official)
    fall = Amount.of(-value / 10, "percent", hedge, official=official)
    assert (fall.low, fall.high) == (-rise.high, -rise.low)
    assert (fall.soft_low, fall.soft_high) == (rise.soft_high, rise.soft_low)
    assert fall.qualifier == rise.qualifier
