"""Amounts written for people, and read back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from caspia.amounts import (
    Amount,
    convert,
    dimension,
    format_amount,
    format_interval,
    parse_amount,
    scaled,
    sum_of,
)

UNITS = ("bcm_per_year", "Mt", "USD", "percent", "TEU", "USD_per_1000m3", "km_per_h", "d")
HEDGES = ("exact", "about", "nearly", "more_than", "at_least", "less_than", "up_to")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Amount.of(1.5, "bcm", "more_than"), "more than 1.5 bcm"),
        (Amount.of(13.3, "Mt", quoted="13.3 million"), "13.3 Mt"),
        (Amount.of(13.3, "Mt", quoted="13.30 million"), "13.30 Mt"),
        (Amount.of(529400000, "USD", quoted="529.4 million"), "529.4 MUSD"),
        (Amount.of(1e9, "USD", quoted="1000 million"), "1,000 MUSD"),
        (Amount.of(22.638e9, "USD", "about", "22.638 billion"), "about 22.638 bn USD"),
        (Amount.of(2700, "MUSD"), "2.7 bn USD"),
        (Amount.of(5e8, "USD", official=True), "500,000,000 USD"),
        (Amount.of(102870, "USD", official=True), "102,870 USD"),
        (Amount.of(None, "bcm_per_year", "between", low=1.5, high=2), "1.5–2 bcm a year"),
        (Amount.of(None, "percent", "between", low=-6, high=-5), "−6 to −5 %"),
        (Amount.of(4.5, "mcm_per_day"), "4.5 mcm a day"),
        (Amount.of(20, "percent", "nearly"), "nearly 20 %"),
        (Amount.of(-5, "percent"), "−5 %"),
        (Amount.of(60000, "TEU", quoted="60 thousand"), "60 thousand TEU"),
        (Amount.of(1500, "kt"), "1,500 kt"),
        (Amount.of(6, "train_pairs_per_day"), "6 train pairs a day"),
        (Amount.of(9, "count", counted=True), "9"),
        (Amount.of(31, "rank", counted=True), "rank 31"),
        (Amount.of(0.916667, "h", quoted="55 min"), "0.92 h"),
        (Amount.of(3.5e9, "EUR", quoted="3.5 billion"), "3.5 bn EUR"),
        (Amount.unknown("bcm_per_year"), "unknown (bcm a year)"),
        (sum_of([Amount.of(8.5, "Mt"), Amount.of(3.25, "Mt")]), "11.69–11.81 Mt"),
        (
            sum_of([Amount.of(8.5, "Mt"), Amount.unknown("Mt")], ["KAZ", "UZB"]),
            "8.45 Mt or more (without UZB)",
        ),
        (scaled(Amount.of(13.3, "Mt"), 3), "39.75–40.05 Mt"),
    ],
)
def test_written_for_people(amount, text):
    assert format_amount(amount) == text


@pytest.mark.parametrize(
    ("value", "hedge", "quoted", "text"),
    [(210, "exact", "2.1 times", "210 %"), (600, "about", "7-fold", "about 600 %")],
)
def test_a_percentage_takes_no_word_of_scale(value, hedge, quoted, text):
    assert format_amount(Amount.of(value, "percent", hedge, quoted)) == text


def test_the_interval_is_written_with_its_soft_end():
    assert format_interval(Amount.of(13.3, "Mt")) == "13.25–13.35 Mt"
    assert format_interval(Amount.of(1.5, "bcm", "more_than")) == "1.5–2 bcm or more"
    assert format_interval(Amount.of(2, "bcm", "up_to")) == "1.5–2 bcm or less"
    assert format_interval(Amount.of(1500, "kt")) == "1,450–1,550 kt"


@st.composite
def printed(draw):
    """Figures with the digits that a source printed."""
    decimals = draw(st.integers(0, 3))
    number = Decimal(draw(st.integers(-(10**7), 10**7))).scaleb(-decimals)
    text = f"{number:f}"
    word = draw(st.sampled_from([("", 1), (" thousand", 10**3), (" million", 10**6)]))
    unit = draw(st.sampled_from(UNITS))
    return Amount.of(float(number * word[1]), unit, draw(st.sampled_from(HEDGES)), text + word[0])


@given(printed())
def test_what_is_written_reads_back_to_the_same_interval(amount):
    # A percentage takes no word of scale, so its trailing zeros do not show that they are rounding.
    assume(dimension(amount.unit) != "ratio" or amount.last_digit <= 1)
    again = convert(parse_amount(format_amount(amount)), amount.unit)
    assert again.qualifier == amount.qualifier
    assert (again.low, again.high) == (amount.low, amount.high)
    assert (again.soft_low, again.soft_high) == (amount.soft_low, amount.soft_high)


@given(printed(), printed(), st.integers(2, 5))
def test_a_written_interval_holds_the_amount_and_little_more(one, other, digits):
    amount = sum_of([one, Amount.of(other.value, one.unit, other.qualifier, other.quoted)])
    again = convert(parse_amount(format_interval(amount, digits=digits)), amount.unit)
    assert (again.soft_low, again.soft_high) == (amount.soft_low, amount.soft_high)
    for mine, theirs, sign in ((amount.low, again.low, -1), (amount.high, again.high, 1)):
        assert (mine is None) == (theirs is None)
        if mine is not None and None not in (amount.low, amount.high):
            noise = 1e-11 * max(abs(amount.low), abs(amount.high))
            beyond = sign * (theirs - mine)
            width = amount.high - amount.low
            assert -noise <= beyond <= width * 10 ** (1 - digits) + noise
