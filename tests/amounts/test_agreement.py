"""Agreement: overlap, rounding, apart; a soft end never calls something false."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.amounts import Amount, agree, parse_amount, widen
from caspia.errors import AmountError


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("13.3 Mt", "13.34 Mt", "agree"),
        ("13.3 Mt", "13 310 kt", "agree"),
        ("13.3 Mt", "13.4 Mt", "rounding"),
        ("13.3 Mt", "13.37 Mt", "rounding"),
        ("13.3 Mt", "13.5 Mt", "apart"),
        ("13.3 Mt", "14 Mt", "rounding"),
        ("more than 1.5 bcm", "1.7 bcm", "agree"),
        ("more than 1.5 bcm", "7 bcm", "agree"),
        ("more than 1.5 bcm", "1.3 bcm", "apart"),
        ("more than 1.5 bcm", "1.46 bcm", "rounding"),
        ("less than 290 USD per 1000 m3", "100 USD per 1000 m3", "agree"),
        ("less than 290 USD per 1000 m3", "300 USD per 1000 m3", "apart"),
        ("more than 5 t", "less than 4 t", "apart"),
        ("more than -5 %", "-40 %", "agree"),
        ("9 trucks", "9 trucks", "agree"),
        ("9 trucks", "10 trucks", "apart"),
        ("9 trucks", "8-10 trucks", "agree"),
        ("20 trucks", "more than 20 trucks", "rounding"),
        ("8 Mt or more", "70 Mt", "agree"),
        ("8 Mt or more", "7 Mt", "apart"),
        ("between 1.2 and 2 bcm", "2-3 bcm", "rounding"),
    ],
)
def test_verdicts(one, other, verdict):
    assert agree(parse_amount(one), parse_amount(other)) == verdict
    assert agree(parse_amount(other), parse_amount(one)) == verdict


def test_unknown_and_other_units_are_no_verdict():
    with pytest.raises(AmountError, match="is_known"):
        agree(Amount.unknown("Mt"), Amount.of(1, "Mt"))
    with pytest.raises(AmountError):
        agree(Amount.of(1, "Mt"), Amount.of(1, "TEU"))


@given(
    st.integers(-9999, 9999),
    st.integers(-9999, 9999),
    st.sampled_from(["exact", "about", "nearly", "more_than", "up_to"]),
    st.floats(0, 100),
)
def test_widening_never_makes_amounts_disagree(first, second, hedge, percent):
    one, other = Amount.of(first / 10, "Mt"), Amount.of(second / 10, "Mt", hedge)
    if agree(one, other) == "agree":
        assert agree(widen(one, percent=percent), other) == "agree"
    assert agree(one, one) == "agree"
