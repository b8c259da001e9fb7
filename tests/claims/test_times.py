"""Times and comparisons of a figure."""

from __future__ import annotations

from datetime import date

import pytest

SOLD = "The mill sold 5 tonnes"


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        (f"{SOLD} in 2023.", "2023-01-01", "2024-01-01"),
        (f"{SOLD} in March 2024.", "2024-03-01", "2024-04-01"),
        (f"{SOLD} on 11 March 2024.", "2024-03-11", "2024-03-12"),
        (f"{SOLD} in the third quarter of 2022.", "2022-07-01", "2022-10-01"),
        (f"{SOLD} in the first nine months of 2023.", "2023-01-01", "2023-10-01"),
        (f"{SOLD} from January to October 2023.", "2023-01-01", "2023-11-01"),
        (f"{SOLD} between January 2022 and January 2024.", "2022-01-01", "2024-02-01"),
        (f"{SOLD} last year.", "2023-01-01", "2024-01-01"),
        ("В январе-сентябре 2023 года завод продал 5 тонн.", "2023-01-01", "2023-10-01"),
        ("2023-cü ilin birinci rübündə zavod 5 ton satıb.", "2023-01-01", "2023-04-01"),
        ("2023'ün ilk dokuz ayında fabrika 5 ton sattı.", "2023-01-01", "2023-10-01"),
        ("Mart 2024'te fabrika 5 ton sattı.", "2024-03-01", "2024-04-01"),
    ],
)
def test_when(read, text, first, after):
    (claim,) = read(text)
    assert claim.period.first == date.fromisoformat(first)
    assert claim.period.after == date.fromisoformat(after)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("In 2023 sales rose by 5 percent compared with 2021.", "2021-01-01"),
        ("Sales rose by 5 percent in 2023, 7 percent more than a year earlier.", "2022-01-01"),
        ("Since 2020, sales have increased more than 5 times.", "2020-01-01"),
        ("В 2023 году продажи выросли на 5% по сравнению с 2021 годом.", "2021-01-01"),
        ("2023'te satışlar 2021'e göre yüzde 5 arttı.", "2021-01-01"),
    ],
)
def test_compared_with_when(read, text, base):
    claim = read(text)[-1]
    assert claim.base.first == date.fromisoformat(base)


def test_a_paragraph_carries_its_time_on_but_marks_it(read):
    text = "In 2023 Azerbaijan exported 23.8 bcm of gas. Gas exports to Georgia were 2.5 bcm."
    first, second = read(text)
    assert second.period == first.period
    assert (first.is_carried, second.is_carried) == (False, True)


def test_the_verb_may_is_no_month(read):
    (claim,) = read("The mill may sell 5 tonnes in 2023.")
    assert claim.period.first == date(2023, 1, 1)
