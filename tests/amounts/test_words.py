"""Every word that the tables list is read, and what could mean another thing is refused."""

from __future__ import annotations

import pytest

from caspia.amounts import convert, parse_amount
from caspia.amounts.qualifiers import rules
from caspia.amounts.spoken import spoken_units
from caspia.errors import AmountError

HEDGES = [
    (word, rule.qualifier)
    for rule in rules()
    if rule.qualifier not in ("between", "unknown")
    for word in rule.words
]
UNITS = [(word, unit) for unit, words in spoken_units().items() for word in words.spoken]


@pytest.mark.parametrize(("word", "qualifier"), HEDGES)
def test_every_hedge_is_read(word, qualifier):
    for text in (f"{word} 5 Mt", f"{word.capitalize()} 5 Mt", f"{word} $5 million"):
        assert parse_amount(text).qualifier == qualifier


@pytest.mark.parametrize(("word", "unit"), UNITS)
def test_every_word_for_a_unit_is_read(word, unit):
    # Words of scale go to the figure ("5 million barrels" is 5 000 000 bbl), so that only what it
    # comes to is the same.
    assert convert(parse_amount(f"5 {word}"), unit).value == 5


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5 thousand barrels", 5e3, "bbl"),
        ("5 million cubic feet per day", 5e6, "cf_per_day"),
        ("5 billion cubic metres", 5e9, "m3"),
        ("5 thousand-tonne", 5e3, "t"),
        ("12-hour", 12, "h"),
        ("20-tonne", 20, "t"),
        ("3 per cent a year", 3, "percent_per_year"),
        ("9 a day", 9, "count_per_day"),
    ],
)
def test_words_of_scale_and_hyphens(text, value, unit):
    amount = parse_amount(text)
    assert (amount.value, amount.unit) == (value, unit)


@pytest.mark.parametrize("text", ["5 M", "5M USD", "$5M", "1/2 t", "5 X", "5--t", "1e5 t"])
def test_what_could_mean_another_thing_is_refused(text):
    with pytest.raises(AmountError, match="is no amount"):
        parse_amount(text)
