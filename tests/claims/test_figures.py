"""Figures: numeral, scale, unit, hedge and range in four languages."""

from __future__ import annotations

import pytest

from caspia.amounts import convert


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("The mill made 13.3 million tonnes of flour.", 13.3, "Mt", "exact"),
        ("The mill made 1,485 thousand tonnes of flour.", 1.485, "Mt", "exact"),
        ("The bridge cost over $9 billion.", 9, "bnUSD", "more_than"),
        ("The bridge cost US$ 2.5 bn.", 2.5, "bnUSD", "exact"),
        ("The bridge cost €40m.", 40, "MEUR", "exact"),
        ("The plant sold no more than 4.5 bcm.", 4.5, "bcm", "up_to"),
        ("The road is just under 40 km long.", 40, "km", "nearly"),
        ("The mill does not exceed 5 million tonnes.", 5, "Mt", "up_to"),
        ("The box holds 45,025 TEU.", 45025, "TEU", "exact"),
        ("The 1,768-kilometre road was built.", 1768, "km", "exact"),
        ("Завод выпустил более 13,4 млн тонн муки.", 13.4, "Mt", "more_than"),
        ("Мост стоит около 2 млрд долларов.", 2, "bnUSD", "about"),
        ("Завод продал 11,8 млрд куб. м.", 11.8, "bcm", "exact"),
        ("Zavod 19 milyon tondan çox un istehsal edib.", 19, "Mt", "more_than"),
        ("Körpü 3,2 milyon dollara yaxın başa gəlib.", 3.2, "MUSD", "nearly"),
        ("Fabrika 12 milyar metreküpten fazla gaz sattı.", 12, "bcm", "more_than"),
        ("Fabrika yaklaşık 900 ton çay sattı.", 900, "t", "about"),
    ],
)
def test_value_unit_and_hedge(read, text, value, unit, qualifier):
    (claim,) = read(text)
    assert convert(claim.amount, unit).value == pytest.approx(value)
    assert claim.amount.qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("The stadium will cost 10 to 20 billion manats.", 10, 20, "bnAZN"),
        ("They sold between 40 and 55 tonnes of honey.", 40, 55, "t"),
        ("На ремонт потратят от 10 до 20 млн манатов.", 10, 20, "MAZN"),
        ("Fermer 5-7 ton üzüm satıb.", 5, 7, "t"),
        ("Stadyum için 10 ila 20 milyon lira harcandı.", 10, 20, "MTRY"),
    ],
)
def test_a_range_shares_its_scale_and_unit(read, text, low, high, unit):
    (claim,) = read(text)
    amount = convert(claim.amount, unit)
    assert (amount.low, amount.high) == (pytest.approx(low), pytest.approx(high))
    assert amount.qualifier == "between"


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Sales rose by 45.8 percent.", 45.8),
        ("Sales fell by a third.", -33.33),
        ("Sales doubled.", 100),
        ("Sales were halved.", -50),
        ("Sales increased more than 5 times.", 400),
        ("Надои снизились на треть.", -33.33),
        ("Сбор вырос в 2,5 раза.", 150),
        ("Bal istehsalı üçdə bir azalıb.", -33.33),
        ("Satışlar 2,5 kat arttı.", 150),
    ],
)
def test_a_change_is_in_percent_with_its_sign(read, text, percent):
    (claim,) = read(text)
    assert claim.kind == "change"
    assert claim.amount.value == pytest.approx(percent, abs=0.01)


@pytest.mark.parametrize(
    "text",
    [
        "Article 14 of the law of 12 March 2019 was amended.",
        "Call +994 12 493 27 27 or come to room 305 at 10:30.",
        "Highway M37, COVID-19 and G20 were named.",
        "Decree No. 2475 stands on page 47.",
        "Статья 14 закона от 12 марта 2019 года изменена.",
        "305 nömrəli otaq, 4-cü mərtəbə.",
        "2475 sayılı Kararname'nin 47. sayfasına bakınız.",
        "The two presidents spoke on 11 March 2024.",
    ],
)
def test_numbers_that_name_things_are_no_claims(read, text):
    assert read(text) == []
