"""Arithmetic keeps intervals: worked examples, and the laws that must hold for any amounts."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.amounts import (
    Amount,
    change,
    convert,
    difference,
    multiple,
    product,
    scaled,
    share,
    sum_of,
    widen,
)
from caspia.errors import AmountError

HEDGES = ("exact", "about", "nearly", "more_than", "at_least", "less_than", "up_to")
PER_HUNDRED = Amount.of(45.8, "percent")
TWO = Amount.of(2, "Mt", counted=True)
OPERATIONS = {
    "sum": lambda a, b: sum_of([a, b]),
    "difference": difference,
    "product": lambda a, b: product(a, multiple(b, TWO)),
    "share": share,
    "comparison": lambda a, b: share(a, b, within=False),
    "change": change,
    "multiple": multiple,
}


@st.composite
def amounts(draw, least=-10_000, unit="Mt"):
    value = draw(st.integers(least, 10_000)) / draw(st.sampled_from([1, 10, 100]))
    return Amount.of(value, unit, draw(st.sampled_from(HEDGES)), official=draw(st.booleans()))


@st.composite
def operands(draw, name):
    """Two amounts for which the operation is defined, even when they are widened by half."""
    one = draw(amounts())
    if name in ("sum", "difference", "product"):
        return one, draw(amounts())
    hedge = draw(st.sampled_from(HEDGES))
    other = Amount.of(draw(st.integers(2000, 10_000)), "Mt", hedge, official=True)
    if name == "share":
        one = Amount.of(draw(st.integers(1, 999)), "Mt", draw(st.sampled_from(HEDGES)))
    return one, other


def holds(outer: Amount, inner: Amount) -> bool:
    low = -math.inf if outer.low is None else outer.low
    high = math.inf if outer.high is None else outer.high
    return (
        low <= (-math.inf if inner.low is None else inner.low)
        and (math.inf if inner.high is None else inner.high) <= high
    )


def close(one: Amount, other: Amount, scale: float = 1.0) -> bool:
    def same(a: float | None, b: float | None) -> bool:
        if a is None or b is None:
            return a is b
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9 * scale)

    numbers = zip((one.value, one.low, one.high), (other.value, other.low, other.high), strict=True)
    flags = (one.soft_low, one.soft_high) == (other.soft_low, other.soft_high)
    return one.unit == other.unit and flags and all(same(a, b) for a, b in numbers)


@pytest.mark.parametrize("name", OPERATIONS)
@given(data=st.data(), by=st.floats(0, 100), percent=st.floats(0, 50))
def test_widening_an_input_never_narrows_a_result(name, data, by, percent):
    operation = OPERATIONS[name]
    a, b = data.draw(operands(name))
    narrow = operation(a, b)
    for result in (
        operation(widen(a, by=by, percent=percent), b),
        operation(a, widen(b, by=by, percent=percent)),
    ):
        assert not result.is_known or holds(result, narrow)


@pytest.mark.parametrize("name", OPERATIONS)
@given(data=st.data())
def test_scaling_units_commutes_with_every_operation(name, data):
    operation = OPERATIONS[name]
    a, b = data.draw(operands(name))
    plain = operation(a, b)
    thousands = operation(convert(a, "kt"), convert(b, "kt"))
    if plain.unit == "Mt":
        plain = convert(plain, "kt")
    assert close(thousands, plain, scale=1e7)


@pytest.mark.parametrize("name", OPERATIONS)
@given(data=st.data())
def test_every_result_holds_its_value(name, data):
    result = OPERATIONS[name](*data.draw(operands(name)))
    if result.is_known:
        assert result.low is None or result.low <= result.value
        assert result.high is None or result.value <= result.high


@pytest.mark.parametrize("name", [name for name in OPERATIONS if name != "sum"])
@given(a=amounts(least=1))
def test_unknown_stays_unknown(name, a):
    unknown = Amount.unknown("kt")
    for one, other in ((a, unknown), (unknown, a), (unknown, unknown)):
        assert not OPERATIONS[name](one, other).is_known


@pytest.mark.parametrize("name", OPERATIONS)
@given(data=st.data())
def test_soft_ends_are_carried(name, data):
    a, b = data.draw(operands(name))
    result = OPERATIONS[name](a, b)
    if not (a.soft_low or a.soft_high or b.soft_low or b.soft_high):
        assert (result.soft_low, result.soft_high) == (False, False)
    elif name in ("sum", "product") and (a.low or 0) > 0 and (b.low or 0) > 0:
        assert result.soft_low == (a.soft_low or b.soft_low)
        assert result.soft_high == (a.soft_high or b.soft_high)


@given(amounts(), st.floats(-1e6, 1e6).filter(lambda factor: abs(factor) > 1e-6))
def test_signs_and_qualifiers_survive_scaling(a, factor):
    result = scaled(a, factor)
    assert result.qualifier == a.qualifier
    assert result.value == a.value * factor
    assert close(scaled(scaled(a, -1), -1), a)
    mirrored = scaled(a, -1)
    assert (mirrored.soft_low, mirrored.soft_high) == (a.soft_high, a.soft_low)
    assert mirrored.low == (None if a.high is None else -a.high)


@given(amounts(), st.sampled_from(["t", "kt", "kg"]))
def test_converting_keeps_sign_and_qualifier_and_comes_back(a, unit):
    there = convert(a, unit)
    assert (there.qualifier, there.soft_low) == (a.qualifier, a.soft_low)
    assert close(convert(there, "Mt"), a)


@given(st.lists(amounts(), min_size=1, max_size=5), st.randoms())
def test_a_sum_does_not_hang_on_its_order(members, random):
    shuffled = members.copy()
    random.shuffle(shuffled)
    assert close(sum_of(members), sum_of(shuffled), scale=1e5)


@given(operands("share"), st.floats(0, 50))
def test_a_share_lies_between_0_and_100(operands_of_share, percent):
    part, whole = operands_of_share
    result = share(widen(part, by=100 * percent), widen(whole, percent=percent))
    assert 0 <= result.low <= result.value <= result.high <= 100


def test_a_sum_with_an_unknown_member_is_a_lower_bound_that_names_it():
    known = Amount.of(8.5, "Mt")
    total = sum_of([known, Amount.unknown("kt"), known], ["AZE", "KAZ", "UZB"])
    assert (total.low, total.high, total.value) == (16.9, None, 17.0)
    assert (total.missing, total.is_lower_bound) == (("KAZ",), True)
    again = sum_of([total, Amount.unknown("Mt")], ["first", "TKM"])
    assert again.missing == ("KAZ", "TKM")
    assert share(known, total).missing == ("KAZ",)
    assert share(known, total).low == 0
    nothing = sum_of([Amount.unknown("Mt")], ["KAZ"])
    assert (nothing.is_known, nothing.missing) == (False, ("KAZ",))


def test_no_lower_bound_where_a_member_may_be_negative():
    balance = Amount.of(-3.5, "Mt")
    assert not sum_of([balance, Amount.unknown("Mt")]).is_known


def test_exact_counts_stay_exact():
    total = sum_of([Amount.of(9, "trucks", counted=True), Amount.of(12, "trucks", counted=True)])
    assert (total.qualifier, total.low, total.high) == ("exact", 21, 21)


@pytest.mark.parametrize(
    ("result", "low", "high", "unit"),
    [
        (
            sum_of([Amount.of(13.3, "Mt"), Amount.of(210, "kt", official=True)]),
            13.4595,
            13.5605,
            "Mt",
        ),
        (difference(Amount.of(13.3, "Mt"), Amount.of(2.1, "Mt")), 11.1, 11.3, "Mt"),
        (change(Amount.of(13.3, "Mt"), Amount.of(10.1, "Mt")), 30.54187, 32.83582, "percent"),
        (multiple(Amount.of(4.5, "bcm"), Amount.of(1.5, "bcm")), 2.870968, 3.137931, "ratio"),
        (share(Amount.of(1.5, "bcm", "more_than"), Amount.of(1.6, "bcm")), 90.909, 100, "percent"),
        (
            product(Amount.of(290, "USD_per_1000m3", official=True), Amount.of(1.5, "bcm"), "MUSD"),
            419.775,
            450.275,
            "MUSD",
        ),
        (product(Amount.of(8.5, "Mt"), PER_HUNDRED), 3.865875, 3.920175, "Mt"),
        (product(PER_HUNDRED, Amount.of(8.5, "Mt")), 3.865875, 3.920175, "Mt"),
        (widen(Amount.of(8.5, "Mt"), by=0.1, percent=10), 7.5, 9.5, "Mt"),
    ],
)
def test_worked_examples(result, low, high, unit):
    assert result.unit == unit
    assert (result.low, result.high) == pytest.approx((low, high), rel=1e-5)
    assert result.qualifier == "between"


@pytest.mark.parametrize(
    ("build", "cure"),
    [
        (lambda: sum_of([]), "at least one"),
        (lambda: sum_of([Amount.of(1, "Mt")], ["a", "b"]), "one name for each"),
        (lambda: sum_of([Amount.of(1, "Mt"), Amount.unknown("TEU")]), "TEU"),
        (lambda: difference(Amount.of(1, "t"), Amount.of(1, "TEU")), "multiply by it"),
        (lambda: multiple(Amount.of(1, "Mt"), Amount.of(0.1, "Mt", "about")), "one side of zero"),
        (lambda: change(Amount.of(1, "Mt"), Amount.of(-5, "Mt")), "above zero"),
        (lambda: share(Amount.of(5, "Mt"), Amount.of(1, "Mt")), "cannot belong"),
        (lambda: share(Amount.of(-5, "Mt"), Amount.of(10, "Mt")), "cannot belong|above zero"),
        (lambda: product(Amount.of(5, "Mt"), Amount.of(2, "USD_per_t")), "Name the unit"),
        (lambda: product(Amount.of(5, "Mt"), Amount.of(2, "USD_per_t"), "Mt"), "multiply to"),
        (lambda: scaled(Amount.of(5, "Mt"), math.nan), "finite"),
        (lambda: widen(Amount.of(5, "Mt"), by=-1), "zero or more"),
        (lambda: widen(Amount.of(5, "Mt"), percent=math.inf), "finite"),
    ],
)
def test_what_cannot_be_computed_raises(build, cure):
    with pytest.raises(AmountError, match=cure):
        build()


def test_nothing_of_however_much_is_nothing():
    boundless = sum_of([Amount.of(8.5, "Mt"), Amount.unknown("Mt")])
    none = product(boundless, Amount.of(0, "ratio", counted=True))
    assert (none.low, none.high) == (0, 0)
    assert scaled(boundless, 0).high == 0
    assert scaled(boundless, -2).low is None


def test_the_input_is_left_alone():
    member = Amount.of(8.5, "Mt", quoted="8.5 million")
    before = replace(member)
    sum_of([member, member])
    scaled(member, 3)
    assert member == before
