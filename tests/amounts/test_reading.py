"""Amounts as people write them."""

from __future__ import annotations

import pytest

from caspia.amounts import Amount, parse_amount
from caspia.errors import AmountError


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high", "unit"),
    [
        ("more than 1.5 bcm", "more_than", 1.5, 2, "bcm"),
        ("13.3 Mt", "exact", 13.25, 13.35, "Mt"),
        ("about 2 bcm", "about", 1, 3, "bcm"),
        ("~2.0 bcm", "about", 1.9, 2.1, "bcm"),
        ("1.2-2 bcm", "between", 1.2, 2, "bcm"),
        ("1.5–2 bcm a year", "between", 1.5, 2, "bcm_per_year"),
        ("between 10 and 20 billion USD", "between", 10e9, 20e9, "USD"),
        ("from 3 to 5 days", "between", 3, 5, "d"),
        ("$10-20 billion", "between", 10e9, 20e9, "USD"),
        ("$10 million to $1.2 billion", "between", 10e6, 1.2e9, "USD"),
        ("20 % - 30 %", "between", 20, 30, "percent"),
        ("$529.4 million", "exact", 529.35e6, 529.45e6, "USD"),
        ("USD 1 billion", "exact", 0.5e9, 1.5e9, "USD"),
        ("€3.5bn", "exact", 3.45e9, 3.55e9, "EUR"),
        ("4.5 mcm per day", "exact", 4.45, 4.55, "mcm_per_day"),
        ("4.5 million cubic metres daily", "exact", 4.45e6, 4.55e6, "m3_per_day"),
        ("45.8 percent", "exact", 45.75, 45.85, "percent"),
        ("45.8%", "exact", 45.75, 45.85, "percent"),
        ("nearly 20 %", "nearly", 19, 20, "percent"),
        ("up to 2 bcm a year", "up_to", 1.5, 2, "bcm_per_year"),
        ("1,485 thousand tonnes", "exact", 1484500, 1485500, "t"),
        ("60 000 TEU", "exact", 59999.5, 60000.5, "TEU"),
        ("60\u202f000 TEU", "exact", 59999.5, 60000.5, "TEU"),
        ("1.234.567,5 t", "exact", 1234567.45, 1234567.55, "t"),
        ("13,3 Mt", "exact", 13.25, 13.35, "Mt"),
        ("-5 %", "exact", -5.5, -4.5, "percent"),
        ("more than −5 %", "more_than", -6, -5, "percent"),
        ("-$5 million", "exact", -5.5e6, -4.5e6, "USD"),
        ("-6 – -5 %", "between", -6, -5, "percent"),
        ("9", "exact", 9, 9, "count"),
        ("At least 25 vessels", "at_least", 25, 30, "vessels"),
        ("no more than 12 trucks a day", "up_to", 10, 12, "trucks_per_day"),
        ("3,818 KZT per t per 1000 km", "exact", 3817.5, 3818.5, "KZT_per_t_1000km"),
        ("1256 USD_per_500km_20t", "exact", 1255.5, 1256.5, "USD_per_500km_20t"),
        ("12 g/TEU-km", "exact", 11.5, 12.5, "gCO2e_per_TEU_km"),
        ("290 USD per 1,000 cubic metres", "exact", 289.5, 290.5, "USD_per_1000m3"),
        ("4.2 times", "exact", 4.15, 4.25, "ratio"),
        ("rank 31", "exact", 31, 31, "rank"),
        ("8 bcm or more", "at_least", 8, None, "bcm"),
        ("8 bcm or less", "up_to", None, 8, "bcm"),
    ],
)
def test_people_write(text, qualifier, low, high, unit):
    amount = parse_amount(text)
    assert (amount.qualifier, amount.low, amount.high, amount.unit) == (qualifier, low, high, unit)


def test_soft_ends_and_missing_members_are_read():
    assert parse_amount("8–10 Mt or more").soft_high
    assert parse_amount("8–10 Mt or less").soft_low
    both = parse_amount("8–10 Mt or so")
    assert (both.soft_low, both.soft_high) == (True, True)
    assert parse_amount("8 Mt or more (without KAZ, UZB)").missing == ("KAZ", "UZB")


def test_unknown_is_read():
    assert parse_amount("unknown (bcm a year)") == Amount.unknown("bcm_per_year")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no number"),
        ("bcm", "no number"),
        ("5 bmc", "'bcm'"),
        ("between 5 bcm", "two figures"),
        ("more than 3-5 t", "more than"),
        ("$5 EUR", "two units"),
        ("about 5 t or more", "or more"),
        ("5 or so", "or so"),
        ("5 t and 6 kg 7", "stands between|no unit"),
        ("nan Mt", "no number"),
        ("inf Mt", "no number"),
        ("5 6 7 bcm", "no unit"),
    ],
)
def test_errors_say_what_and_how(text, why):
    with pytest.raises(AmountError, match=why) as caught:
        parse_amount(text)
    assert 'Write it as in "more than 1.5 bcm"' in str(caught.value)
