"""What a claim is about: series, subject and partner."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "series", "subject", "partner"),
    [
        ("Azerbaijan exported 2.5 bcm of gas to Georgia.", "gas_exports", "AZE", "GEO"),
        ("Türkiye imported 5 bcm of gas from Iran.", "gas_imports", "TUR", "IRN"),
        ("Trade of Astana with Baku was $5 million.", "trade_turnover", "AZE", "KAZ"),
        ("Uzbekistan's exports were $24.4 billion.", "exports", "UZB", "WLD"),
        ("Azərbaycan Gürcüstana 2,5 milyard kubmetr qaz ixrac edib.", "gas_exports", "AZE", "GEO"),
        ("Özbəkistanla ticarət 5 milyon dollar olub.", "trade_turnover", "AZE", "UZB"),
        (
            "Экспорт газа из Азербайджана в Грузию: 2,5 млрд куб. м.",
            "gas_exports",
            "AZE",
            "GEO",
        ),
        ("Azerbaycan Gürcistan'a 2,5 milyar metreküp gaz ihraç etti.", "gas_exports", "AZE", "GEO"),
        ("Kazakh oil: 1.5 million tonnes through the BTC.", "oil_transit", "btc", "KAZ"),
        ("The TITR carried 4.5 million tonnes.", "corridor_freight", "MIDDLE", None),
        ("TANAP's capacity is 16 bcm a year.", "gas_pipeline_capacity", "tanap", None),
        ("The saffron growers of Quba sold 5 tonnes.", None, None, None),
        ("Caviar exports of Azerbaijan were $5 million.", None, None, None),
    ],
)
def test_series_and_parties(read, text, series, subject, partner):
    claim = read(text)[-1]
    assert (claim.series, claim.subject, claim.partner) == (series, subject, partner)


def test_each_figure_takes_its_own_partner(read):
    text = "Azerbaijan's gas exports to Georgia came to 2.5 bcm and those to Türkiye to 9.5 bcm."
    assert [claim.partner for claim in read(text)] == ["GEO", "TUR"]


def test_a_list_in_brackets_is_one_claim_each(read):
    text = "Azerbaijan's trade grew in 2023: with Kyrgyzstan (by 600%) and Tajikistan (by 3%)."
    found = [(claim.partner, claim.amount.value) for claim in read(text)]
    assert found == [("KGZ", 600), ("TJK", 3)]


def test_that_came_to_counts_what_came_before(read):
    text = (
        "Turkmenistan has supplied 4.5 mcm of gas per day to Azerbaijan since January 2022. "
        "That came out to 3.2 bcm between January 2022 and January 2024."
    )
    rate, total = read(text)
    assert (rate.series, total.series) == ("gas_flow_daily", "gas_flow")
    assert (total.subject, total.partner) == ("TKM", "AZE")
