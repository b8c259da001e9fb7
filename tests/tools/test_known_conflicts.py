"""Disagreements that are known beforehand, asked of the ledger that ships."""

from __future__ import annotations

from datetime import date

import pytest

from caspia.ledger import why_row
from tests.reference import reference


@pytest.fixture(scope="module")
def ledger():
    return reference()


def year(number):
    return {"valid_from": date(number, 1, 1), "valid_to": date(number + 1, 1, 1)}


def figures(ledger, **equal):
    return ledger.rows("observations", **equal)


def the_one(rows, **equal):
    (found,) = [row for row in rows if all(row[name] == want for name, want in equal.items())]
    return found


def are_rivals(ledger, one, other):
    return other.id in ledger.rivals(one.id) and one.id in ledger.rivals(other.id)


# The Middle Corridor


def corridor(ledger, number):
    rows = figures(
        ledger, series="corridor_freight", subject="MIDDLE", modality="actual", **year(number)
    )
    return [row for row in rows if row["partner"] is None and row["good"] is None]


def test_the_corridor_in_2024_is_4_48_by_the_ministry_and_3_3_by_the_association(ledger):
    rows = corridor(ledger, 2024)
    ministry = the_one(rows, scope="ministry", reporter="KAZ")
    association = the_one(rows, scope="association", reporter="TITR")
    assert (ministry["value"], association["value"]) == (4.484, 3.3)
    assert not are_rivals(ledger, ministry, association)


def test_c9_the_tree_of_the_corridor_in_2024_holds_scopes_apart(ledger):
    tree = why_row(ledger, "corridor_freight.middle.2024.report-2026-03-10-titr-series")
    others = {reason: [] for reason, _ in tree.beside}
    for reason, other in tree.beside:
        others[reason].append(other.id)
    assert "corridor_freight.titr.2024.astanatimes-2025-10-21" in others["the same scope"]
    assert set(others["scope association"]) == {
        "corridor_freight.middle.2024.astanatimes-2025-03-06-titr",
        "corridor_freight.middle.2024.report-2025-12-12-edb",
    }
    assert tree.rivals == ()


def test_the_corridor_in_2022_has_three_figures(ledger):
    rows = {row["value"]: row for row in corridor(ledger, 2022)}
    assert set(rows) == {1.485, 1.5, 1.7}
    assert are_rivals(ledger, rows[1.485], rows[1.7])
    assert are_rivals(ledger, rows[1.5], rows[1.7])
    assert not are_rivals(ledger, rows[1.485], rows[1.5]), "about 1.5 rounds 1.485"


@pytest.mark.parametrize("month", [7, 9, 11])
def test_months_of_2024_are_counted_as_the_ministry_counts(ledger, month):
    rows = figures(
        ledger,
        series="corridor_freight",
        subject="MIDDLE",
        valid_from=date(2024, 1, 1),
        valid_to=date(2024, month + 1, 1),
    )
    assert [row["scope"] for row in rows] == ["ministry"]


def test_block_trains_of_2024_are_three_counts_and_no_dispute(ledger):
    rows = [
        row
        for row in figures(ledger, series="block_trains", modality="actual", **year(2024))
        if row["value"] in {358, 310, 287}
    ]
    assert {(row["value"], row["scope"]) for row in rows} == {
        (358, "sent from China"),
        (310, "through the Port of Baku"),
        (287, "received in Azerbaijan"),
    }
    assert not any(are_rivals(ledger, a, b) for a in rows for b in rows if a is not b)


# Ports


def seaports(ledger):
    return figures(ledger, series="port_throughput", subject="aze_seaports", **year(2023))


def test_seaports_of_azerbaijan_2023_are_13_4_or_13_3(ledger):
    rows = seaports(ledger)
    ministry = the_one(rows, value=13.4)
    article = the_one(rows, value=13.3)
    assert ministry["reporter"] == "AZE"
    assert ledger.source_ids([article.id]) == ("suleymanov-2024",)
    assert are_rivals(ledger, ministry, article)


def test_the_tree_of_the_seaports_has_rival_and_transit_apart(ledger):
    tree = why_row(ledger, the_one(seaports(ledger), value=13.4).id)
    assert [rival.id for _, rival in tree.rivals] == [the_one(seaports(ledger), value=13.3).id]
    assert [reason for reason, _ in tree.beside] == ["scope transit"]


def test_port_operations_are_neither_sea_freight_nor_the_port_of_baku(ledger):
    ports = {row.id for row in seaports(ledger)}
    baku = figures(ledger, series="port_throughput", subject="alat", **year(2023))
    assert [row["value"] for row in baku] == [7.3]
    others = [*baku, *figures(ledger, series="sea_freight_carried", subject="AZE")]
    assert len(others) > 1
    assert not any(ports & set(ledger.rivals(row.id)) for row in others)


# Gas


def test_swap_gas_of_2022_by_customs_and_by_iran(ledger):
    customs = the_one(
        figures(ledger, series="gas_imports", subject="AZE", partner="TKM"),
        value=0.29285,
        valid_to=date(2022, 7, 1),
    )
    iran = the_one(
        figures(ledger, series="gas_flow_daily", subject="swap_tkm_irn_aze"),
        value=4.5,
        unit="mcm_per_day",
    )
    assert (customs["reporter"], iran["reporter"]) == ("AZE", "NIGC")
    assert are_rivals(ledger, customs, iran)


def test_gas_to_turkiye_2024_by_seller_and_buyer(ledger):
    (sold,) = figures(ledger, series="gas_exports", subject="AZE", partner="TUR", **year(2024))
    (bought,) = figures(ledger, series="gas_imports", subject="TUR", partner="AZE", **year(2024))
    assert (sold["value"], sold["reporter"]) == (9.9, "AZE")
    assert (bought["value"], bought["reporter"]) == (11.478, "TUR")
    assert are_rivals(ledger, sold, bought)


# Trade


def trade(ledger, series, partner, number):
    return figures(ledger, series=series, subject="AZE", partner=partner, **year(number))


def test_trade_with_kazakhstan_2023_is_529_4_or_598_5(ledger):
    rows = trade(ledger, "trade_turnover", "KAZ", 2023)
    kazakh = the_one(rows, value=529_400_000)
    other = the_one(rows, value=598_470_000)
    assert kazakh["reporter"] == "KAZ"
    assert other["reporter"] is None
    assert are_rivals(ledger, kazakh, other)


def test_trade_with_kazakhstan_2023_grew_where_the_article_says_it_fell(ledger):
    rows = trade(ledger, "trade_turnover_change", "KAZ", 2023)
    fell = the_one(rows, qualifier="less_than", value=0)
    assert ledger.source_ids([fell.id]) == ("suleymanov-2024",)
    for grown in (14.2, 14.3, 14.4):
        assert are_rivals(ledger, fell, the_one(rows, value=grown))


def test_tajik_trade_2023_grew_by_3_or_by_20_percent(ledger):
    rows = trade(ledger, "trade_turnover_change", "TJK", 2023)
    customs = the_one(rows, value=2.98)
    tajik = the_one(rows, value=20)
    article = the_one(rows, value=3)
    assert (customs["reporter"], article["reporter"], tajik["reporter"]) == ("AZE", "AZE", "TJK")
    assert are_rivals(ledger, customs, tajik)
    assert are_rivals(ledger, article, tajik)
    assert not are_rivals(ledger, customs, article), "about 3 rounds 2.98"


@pytest.mark.parametrize("column", ["reporter", "measure"])
def test_of_trade_rows_nineteen_in_twenty_say_who_reports_and_what_kind(ledger, column):
    series = {
        *("trade_turnover", "trade_turnover_change", "trade_share"),
        *("exports", "exports_change", "export_share"),
        *("imports", "imports_change", "import_share"),
    }
    rows = [row for row in figures(ledger) if row["series"] in series]
    assert len(rows) > 1000
    assert sum(row[column] is not None for row in rows) >= 0.95 * len(rows)


# Events


def test_the_visit_of_march_2023_is_disputed_with_that_of_march_2024(ledger):
    visit = ledger.row("2024-03-11-baku")
    article = ledger.row("art-2023-03-tokayev")
    assert are_rivals(ledger, visit, article)


def test_the_swap_of_november_2021_is_one_signing_with_three_reports(ledger):
    rows = [
        row
        for row in ledger.rows("events", kind="signing")
        if row["start"] and date(2021, 11, 1) <= row["start"] < date(2021, 12, 31)
    ]
    assert [row.id for row in rows] == ["2021-11-28-ashgabat"]
    assert len(ledger.source_ids(["2021-11-28-ashgabat"])) == 3


def test_the_oil_contract_of_2022_is_one_agreement(ledger):
    rows = [
        row
        for row in ledger.rows("agreements", subject="oil")
        if {"KMG", "SOCAR"} <= set(row["parties"]) and (row["signed"] or "").startswith("2022")
    ]
    assert [row.id for row in rows] == ["ag-kmg-socar-2022"]
    assert {"suleymanov-2024", "newsaz-2025-01-kashagan"} <= set(
        ledger.source_ids(["ag-kmg-socar-2022"])
    )


@pytest.mark.parametrize(
    ("row", "largest"),
    [
        ("trade_turnover_change.aze-kaz.2020.azvision-de-kaz-trade", -30),
        ("container_throughput_change.northern.2023.oecd-2023-mc-ch1", -35),
    ],
)
def test_a_fall_of_more_than_so_much_is_lower_than_that(ledger, row, largest):
    amount = ledger.amount(ledger.row(row))
    assert amount.high == largest
    assert amount.low < largest
