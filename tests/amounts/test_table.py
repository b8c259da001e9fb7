"""The table of qualifiers: worked examples, signs, the last digit, and what is refused."""

from __future__ import annotations

import math

import pytest

from caspia.amounts import Amount, convert
from caspia.errors import AmountError


def ends(amount: Amount) -> tuple[float | None, float | None, bool, bool]:
    return amount.low, amount.high, amount.soft_low, amount.soft_high


@pytest.mark.parametrize(
    ("value", "qualifier", "low", "high", "soft"),
    [
        (13.3, "exact", 13.25, 13.35, ""),
        (13.3, "about", 12.635, 13.965, ""),
        (2.0, "about", 1.0, 3.0, ""),
        (1.5, "nearly", 1.4, 1.5, ""),
        (96.0, "nearly", 91.2, 96.0, ""),
        (1.5, "more_than", 1.5, 2.0, "high"),
        (1.0, "more_than", 1.0, 1.5, "high"),
        (9.0, "more_than", 9.0, 10.0, "high"),
        (0.15, "more_than", 0.15, 0.2, "high"),
        (292.85, "at_least", 292.85, 300.0, "high"),
        (12e9, "more_than", 12e9, 15e9, "high"),
        (290.0, "less_than", 250.0, 290.0, "low"),
        (1.0, "up_to", 0.9, 1.0, "low"),
        (40.0, "up_to", 30.0, 40.0, "low"),
        (-5.0, "more_than", -6.0, -5.0, "low"),
        (-5.0, "less_than", -5.0, -4.0, "high"),
        (-20.5, "nearly", -20.5, -19.475, ""),
        (-20.8, "exact", -20.85, -20.75, ""),
        (0.0, "exact", -0.5, 0.5, ""),
        (0.0, "more_than", 0.0, None, ""),
        (0.0, "up_to", None, 0.0, ""),
    ],
)
def test_worked_examples(value, qualifier, low, high, soft):
    amount = Amount.of(value, "percent", qualifier)
    assert ends(amount) == (low, high, soft == "low", soft == "high")
    assert amount.value == value
    assert amount.qualifier == qualifier


@pytest.mark.parametrize(
    ("value", "unit", "quoted", "digit"),
    [
        (13.3, "Mt", "13.3 million", 0.1),
        (14082176750, "USD", "14082176.75 thousand", 10),
        (492071000, "USD", "492 million 71 thousand", 1000),
        (1088790500, "USD", "1 billion 88 million 790.5 thousand", 100),
        (4.2, "ratio", "4.2 times", 0.1),
        (210, "percent", "3.1 times", 10),
        (400, "percent", "fivefold", 100),
        (1485, "kt", "1,485", 1),
        (13.3, "Mt", "13,3", 0.1),
        (1500, "t", "1500", 1),
        (60000, "TEU", "60 000", 1),
        (0.355, "Mt", "355 kt", 0.001),
        (9.21, "gCO2e_per_tkm", "0.00921 kg", 0.01),
        (0.9, "Mt", "0.90", 0.01),
        (7700, "kt", "7.7mln", 100),
        (-20.8, "percent", "20.8", 0.1),
    ],
)
def test_last_digit_comes_from_the_quotation(value, unit, quoted, digit):
    assert Amount.of(value, unit, quoted=quoted).last_digit == digit


@pytest.mark.parametrize(
    ("quoted", "low", "high", "digit"),
    [
        ("2-2.5", 2, 2.5, 0.1),
        ("30-40", -40, -30, 1),
        ("-6 to -5", -6, -5, 1),
        ("500-800 MUSD", 500e6, 800e6, 1e6),
        ("18-24 h", 0.75, 1, 1 / 24),
    ],
)
def test_last_digit_of_a_range_is_that_of_its_finer_figure(quoted, low, high, digit):
    amount = Amount.of(None, "ratio", "between", quoted, low=low, high=high)
    assert amount.last_digit == pytest.approx(digit)
    assert ends(amount) == (low, high, False, False)
    assert amount.value == (low + high) / 2


def test_trailing_zeros_are_rounding_in_the_press_and_digits_elsewhere():
    assert ends(Amount.of(1500, "km"))[:2] == (1450, 1550)
    assert ends(Amount.of(1500, "km", official=True))[:2] == (1499.5, 1500.5)
    assert ends(Amount.of(1500, "wagons", counted=True))[:2] == (1500, 1500)


def test_a_count_printed_in_thousands_is_rounded():
    amount = Amount.of(13300, "wagons", quoted="13.3 thousand", counted=True)
    assert ends(amount)[:2] == (13250, 13350)


def test_bounds_of_the_source_win_over_the_hedge():
    amount = Amount.of(3250, "USD_per_FEU", "exact", "3250", low=3239, high=3292)
    assert (amount.qualifier, amount.value, *ends(amount)[:2]) == ("between", 3250, 3239, 3292)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_c7_nan_and_infinity_raise(bad):
    with pytest.raises(AmountError, match=r"Amount\.unknown"):
        Amount.of(bad, "Mt")
    with pytest.raises(AmountError):
        Amount.of(None, "Mt", "between", low=bad, high=5)
    with pytest.raises(AmountError):
        Amount(1.0, "exact", bad, 2.0, "Mt")


@pytest.mark.parametrize(
    "build",
    [
        lambda: Amount.of(None, "Mt"),
        lambda: Amount.of(5, "Mt", "roughly"),
        lambda: Amount.of(5, "Mt", "unknown"),
        lambda: Amount.of(None, "Mt", "between"),
        lambda: Amount.of(5, "Mt", low=4),
        lambda: Amount.of(None, "Mt", "between", low=5, high=4),
        lambda: Amount.of(6, "Mt", "between", low=4, high=5),
        lambda: Amount.of(5, "bmc"),
        lambda: Amount(None, "unknown", 1.0, None, "Mt"),
        lambda: Amount(None, "exact", None, None, "Mt"),
        lambda: Amount(3.0, "exact", 4.0, 5.0, "Mt"),
    ],
)
def test_what_is_no_amount_raises(build):
    with pytest.raises(AmountError):
        build()


def test_unknown_is_a_value_of_its_own():
    unknown = Amount.unknown("Mt_per_y")
    assert not unknown.is_known
    assert unknown != Amount.of(0, "Mt_per_year")
    assert unknown == Amount.of(None, "Mt_per_year", "unknown")
    assert convert(unknown, "kt_per_month") == Amount.unknown("kt_per_month")
    assert Amount.of(0, "Mt").is_known
