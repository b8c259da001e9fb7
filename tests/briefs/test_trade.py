from __future__ import annotations

import re

import pytest

from caspia.briefs.document import Picture
from caspia.briefs.sections.trade import trade_section
from tests.briefs.section_ground import (
    assert_sound,
    figure,
    figures,
    made_page,
    missing,
    paragraphs,
    real_page,
    table,
)
from tests.briefs.trade_ledger import ON, trade_rows, year

PAIRS = [
    ("AZE", "KAZ", "2024-05-31"),
    ("AZE", "UZB", "2024-05-31"),
    ("ARM", "AZE", "2024-04-30"),
    ("KGZ", "TJK", "2023-01-01"),
    ("GEO", "TUR", "2024-05-31"),
    ("AZE", "TUR", "2026-01-31"),
    ("AZE", "C5", "2024-05-31"),
    ("AZE", "EU", "2024-05-31"),
    ("OTS", "AZE", "2025-12-31"),
    ("C5", "EU", "2024-05-31"),
]


@pytest.fixture
def made(tmp_path):
    """Return a function from figures to the section on two parties and its page."""

    def make(*told, a="AZE", b="KAZ"):
        page = made_page(tmp_path, trade_rows(*told), a, b, ON)
        return trade_section(page), page

    return make


def test_lead_of_the_reference_ledger():
    text = paragraphs(trade_section(real_page("AZE", "KAZ", "2024-05-31")))[0]
    assert text.startswith(
        "Turnover of Azerbaijan and Kazakhstan in 2023: Kazakhstan reports 529.4 MUSD, and sources "
        "that name no reporter have more than 500 MUSD. These figures agree. By the figures of "
        "Kazakhstan that is a rise of 14.2–14.7 % on 2022. Kazakhstan counts 73 MUSD from "
        "Azerbaijan to Kazakhstan and 456.3 MUSD the other way."
    )
    assert text.endswith("For January to April 2024: Azerbaijan reports 87.269 MUSD.")


def test_a_figure_published_later_changes_the_page_and_no_earlier_one():
    before = real_page("AZE", "KAZ", "2024-05-31")
    after = real_page("AZE", "KAZ", "2024-09-30")
    assert not [one for one in figures(trade_section(before)) if one.text == "598.47 MUSD"]
    section = trade_section(after)
    told = {row[1]: row[2] for row in table(section, "trade-years") if row[0] == "2023"}
    assert "598.47 MUSD" in told["reporter not named"]
    assert told["difference"] == "13.0–13.1 %"
    assert figure(section, after, "trade.turnover.2023.gap").unit == "percent"


def test_change_of_the_year_as_stated_fits_the_levels():
    page = real_page("AZE", "KAZ", "2024-05-31")
    lines = table(trade_section(page), "trade-changes")
    assert [row[3] for row in lines if row[:3] == ["2023", "2022", "Kazakhstan"]] == [
        "rise of 14.2 % (levels: rise of 14.2–14.7 %, agree)"
    ]
    shown = figure(trade_section(page), page, "trade.change.turnover.2023-on-2022.KAZ.computed")
    assert shown.low == pytest.approx((529.35 / 463.35 - 1) * 100)
    assert shown.high == pytest.approx((529.45 / 461.85 - 1) * 100)


def test_ten_months_by_one_that_exceed_the_year_by_the_other():
    texts = paragraphs(trade_section(real_page("AZE", "KAZ", "2024-05-31")))
    assert any(
        text.startswith("Azerbaijan tells 492.071 MUSD for January to October 2022 alone")
        and text.endswith("that Kazakhstan tells for all of 2022, by 6.1–6.6 %.")
        for text in texts
    )


def test_what_neither_side_reports_is_missing():
    told = missing(trade_section(real_page("AZE", "KAZ", "2024-05-31")))
    assert "Azerbaijan's own figure of the turnover for 2020 to 2023." in told
    assert "Kazakhstan's own figure of the turnover for 2019 to 2021." in told


def test_members_of_a_bloc_and_their_sum_as_a_lower_bound():
    page = real_page("AZE", "C5", "2024-05-31")
    section = trade_section(page)
    total = figure(section, page, "trade.members.2023.sum")
    assert total.text == "535.4 MUSD or more (without Kyrgyzstan, Turkmenistan, Uzbekistan)"
    assert total.high is None
    members = {row[0]: row for row in table(section, "trade-members")}
    assert members["Tajikistan"][1:3] == ["about 7.5 MUSD", "6.1 MUSD"]
    assert members["Kyrgyzstan"][1:5] == ["", "", "", ""]
    assert "Turnover of 2023 for Kyrgyzstan, Turkmenistan and Uzbekistan." in missing(section)


@pytest.mark.parametrize(("a", "b", "on"), PAIRS)
def test_every_pair_reads_soundly(a, b, on):
    section = trade_section(real_page(a, b, on))
    assert_sound(section)
    assert paragraphs(section) or missing(section)


def test_exports_of_one_and_imports_of_the_other_are_one_flow(made):
    section, page = made(
        ("exports", "AZE", "KAZ", "AZE", *year(2023), "100 MUSD"),
        ("imports", "KAZ", "AZE", "KAZ", *year(2023), "120 MUSD"),
    )
    assert table(section, "trade-years") == [
        ["2023", "Azerbaijan", "100 MUSD"],
        ["2023", "Kazakhstan", "120 MUSD"],
        ["2023", "difference", "18.9–21.2 %"],
    ]
    gap = figure(section, page, "trade.AZE-KAZ.2023.gap")
    assert (gap.low, gap.high) == pytest.approx(
        ((119.5 / 100.5 - 1) * 100, (120.5 / 99.5 - 1) * 100)
    )
    assert gap.rows == ("o02", "o01")
    assert "Kazakhstan tells 120 MUSD and Azerbaijan 100 MUSD" in gap.how


def test_turnover_of_the_partner_counts_whichever_way_round_it_is_told(made):
    section, _ = made(
        ("trade_turnover", "AZE", "KAZ", "AZE", *year(2023), "100 MUSD"),
        ("trade_turnover", "KAZ", "AZE", "KAZ", *year(2023), "100.4 MUSD"),
    )
    assert table(section, "trade-years") == [
        ["2023", "Azerbaijan", "100 MUSD"],
        ["2023", "Kazakhstan", "100.4 MUSD"],
        ["2023", "difference", "agree"],
    ]


def test_turnover_is_added_up_only_where_none_is_stated(made):
    section, page = made(
        ("exports", "AZE", "KAZ", "AZE", *year(2022), "10 MUSD"),
        ("imports", "AZE", "KAZ", "AZE", *year(2022), "30 MUSD"),
        ("exports", "AZE", "KAZ", "AZE", *year(2023), "10 MUSD"),
        ("imports", "AZE", "KAZ", "AZE", *year(2023), "30 MUSD"),
        ("trade_turnover", "AZE", "KAZ", "AZE", *year(2023), "41 MUSD"),
    )
    shown = {row[0]: row[2:] for row in table(section, "trade-years")}
    assert shown["2022"] == ["39–41 MUSD (computed)", "10 MUSD", "30 MUSD"]
    assert shown["2023"][0] == "41 MUSD"
    assert figure(section, page, "trade.turnover.2022.AZE").rows == ("o01", "o02")


def test_parts_of_years_are_listed_apart(made):
    section, _ = made(
        ("trade_turnover", "AZE", "KAZ", "AZE", *year(2023), "100 MUSD"),
        ("trade_turnover", "AZE", "KAZ", "KAZ", "2023-01-01", "2023-07-01", "50 MUSD"),
        ("trade_turnover", "AZE", "KAZ", "KAZ", "2023-01-01", "", "70 MUSD"),
    )
    assert [row[0] for row in table(section, "trade-years")] == ["2023"]
    assert table(section, "trade-parts") == [
        ["January to June 2023", "Kazakhstan", "50 MUSD"],
        ["from 1 January 2023, end not told", "Kazakhstan", "70 MUSD"],
    ]


def test_no_figure_of_a_time_to_come_and_no_plan_among_what_happened(made):
    section, _ = made(
        ("trade_turnover", "AZE", "KAZ", "AZE", *year(2024), "100 MUSD"),
        ("trade_turnover", "AZE", "KAZ", "AZE", *year(2023), "90 MUSD", "", "", "plan"),
    )
    assert not list(figures(section))
    assert paragraphs(section) == [
        "No turnover of Azerbaijan and Kazakhstan as a whole was known on 31 May 2024."
    ]


def test_a_plan_whose_year_has_a_record_stands_apart_with_its_kind(made):
    section, _ = made(
        ("trade_turnover", "AZE", "KAZ", "AZE", *year(2023), "100 MUSD"),
        ("trade_turnover", "AZE", "KAZ", "AZE", *year(2023), "90 MUSD", "", "", "target"),
    )
    assert [row[2] for row in table(section, "trade-years")] == ["100 MUSD"]
    assert table(section, "trade-plans") == [["2023", "90 MUSD (Azerbaijan)"]]


def test_a_stated_change_that_the_levels_deny_is_marked(made):
    section, page = made(
        ("trade_turnover", "AZE", "KAZ", "KAZ", *year(2022), "100 MUSD"),
        ("trade_turnover", "AZE", "KAZ", "KAZ", *year(2023), "120 MUSD"),
        ("trade_turnover", "AZE", "KAZ", "AZE", *year(2022), "70 MUSD"),
        ("trade_turnover_change", "AZE", "KAZ", "KAZ", *year(2023), "-5 percent"),
    )
    assert table(section, "trade-changes")[0] == [
        "2023", "2022", "Kazakhstan", "fall of 5 % (levels: rise of 18.9–21.2 %, disagree)",
    ]  # fmt: skip
    verdict = figure(section, page, "trade.change.turnover.2023-on-2022.KAZ.together")
    assert set(verdict.rows) == {"o01", "o02", "o04"}


def test_the_base_of_a_change_is_the_year_that_its_note_names(made):
    section, _ = made(
        ("trade_turnover", "AZE", "KAZ", "KAZ", *year(2020), "20 MUSD"),
        ("trade_turnover", "AZE", "KAZ", "KAZ", *year(2023), "100 MUSD"),
        ("trade_turnover_change", "AZE", "KAZ", "KAZ", *year(2023), "400 percent", "wire", "about",
         "", "", "fivefold; base 2020"),
    )  # fmt: skip
    assert table(section, "trade-changes")[0][1:] == [
        "2020", "Kazakhstan", "rise of about 400 % (levels: rise of 385–416 %, agree)",
    ]  # fmt: skip


def test_a_change_bounded_by_zero_has_a_direction_and_no_size(made):
    section, _ = made(
        ("trade_turnover_change", "AZE", "KAZ", "KAZ", *year(2023), "0 percent", "", "less_than"),
        ("trade_turnover_change", "AZE", "KAZ", "KAZ", *year(2022), "0 percent", "", "more_than"),
        ("trade_turnover_change", "AZE", "KAZ", "KAZ", *year(2021), "-30 percent", "", "more_than"),
    )
    assert [row[3] for row in table(section, "trade-changes")] == [
        "fall, size not told", "rise, size not told", "fall of more than 30 %",
    ]  # fmt: skip
    assert not any("In brackets" in text for text in paragraphs(section))


def test_currencies_are_printed_as_told_and_never_compared(made):
    section, _ = made(
        ("trade_turnover", "AZE", "EU", "AZE", *year(2023), "100 MUSD"),
        ("trade_turnover", "AZE", "EU", "EU", *year(2023), "90 MEUR"),
        ("trade_turnover", "AZE", "EU", "EU", *year(2022), "80 MEUR"),
        b="EU",
    )
    assert table(section, "trade-years")[:2] == [
        ["2023", "Azerbaijan", "100 MUSD"],
        ["2023", "the European Union", "90 MEUR"],
    ]
    assert any("A common currency for the figures of 2023" in what for what in missing(section))
    charts = [block for block in section.blocks if isinstance(block, Picture)]
    assert [chart.id for chart in charts] == ["trade-chart-meur"]


def test_one_reporter_rounding_itself_widens_nothing(made):
    section, page = made(
        ("trade_turnover", "AZE", "KAZ", "KAZ", *year(2022), "460 MUSD", "wire", "about"),
        ("trade_turnover", "AZE", "KAZ", "KAZ", *year(2022), "463.3 MUSD"),
        ("trade_turnover", "AZE", "KAZ", "KAZ", *year(2023), "529.4 MUSD"),
    )
    assert table(section, "trade-years")[1][2] == "463.3 MUSD; about 460 MUSD"
    shown = figure(section, page, "trade.change.turnover.2023-on-2022.KAZ.computed")
    assert shown.text == "rise of 14.2–14.3 %"


def test_sum_over_members_counts_each_from_lowest_to_highest(made):
    section, page = made(
        ("trade_turnover", "AZE", "KAZ", "AZE", *year(2023), "100 MUSD"),
        ("trade_turnover", "AZE", "KAZ", "KAZ", *year(2023), "120 MUSD"),
        ("trade_turnover", "AZE", "UZB", "AZE", *year(2023), "50 MUSD"),
        ("trade_turnover", "AZE", "TWO", "AZE", *year(2023), "180 MUSD"),
        ("trade_turnover", "AZE", "UZB", "AZE", *year(2022), "40 MUSD"),
        b="TWO",
    )
    total = figure(section, page, "trade.members.2023.sum")
    assert (total.low, total.high) == (149, 171)
    sums = {row[0]: row[1:] for row in table(section, "trade-sums")}
    assert sums["2023"][0] == "2"
    assert sums["2023"][2] == "180 MUSD (Azerbaijan)"
    assert sums["2022"] == ["1", "39.5 MUSD or more (without Kazakhstan)", ""]
    assert [row[0] for row in table(section, "trade-members")] == ["Kazakhstan", "Uzbekistan"]


def test_a_long_table_counts_what_it_leaves_out(made):
    section, page = made(
        *(
            ("trade_turnover", "AZE", "KAZ", "AZE", *year(1990 + n), f"{100 + n} MUSD")
            for n in range(30)
        )
    )
    assert len(table(section, "trade-years")) == 25
    assert figure(section, page, "trade.years.more").text == "5"
    assert figure(section, page, "trade.years.since").text == "1990"


def test_keys_name_flow_year_and_reporter(made):
    section, page = made(
        ("trade_turnover", "AZE", "KAZ", "KAZ", *year(2023), "529.4 MUSD"),
        ("trade_turnover", "AZE", "KAZ", "KAZ", *year(2023), "530 MUSD", "wire"),
        ("trade_turnover", "AZE", "KAZ", "", *year(2023), "500 MUSD", "wire", "more_than"),
    )
    keys = {re.sub(f"^{page.id}:", "", one.id) for one in figures(section)}
    assert {
        "trade.turnover.2023.KAZ",
        "trade.turnover.2023.KAZ.2",
        "trade.turnover.2023.unnamed",
    } <= keys


def test_a_rival_of_another_period_is_told_once_below_the_table(tmp_path):
    rows = trade_rows(
        ("trade_turnover", "AZE", "KAZ", "KAZ", *year(2023), "500 MUSD"),
        ("trade_turnover", "AZE", "KAZ", "AZE", "2023-01-01", "2023-11-01", "600 MUSD", "late"),
    )
    rows["rivals"] = [{"row_id": "o01", "rival_id": "o02", "why": "ten months above the year"}]
    early = made_page(tmp_path, rows, "AZE", "KAZ", ON)
    assert not any("contradicted" in text for text in paragraphs(trade_section(early)))
    late = trade_section(made_page(tmp_path, rows, "AZE", "KAZ", "2024-10-01"))
    assert table(late, "trade-years")[0][2] == "500 MUSD"
    assert [text for text in paragraphs(late) if "contradicted" in text] == [
        "Trade turnover, 500 MUSD (2023), is contradicted by trade turnover, 600 MUSD, January to "
        "October 2023 (Azerbaijan)."
    ]


def test_figures_with_the_same_rivals_share_a_note():
    notes = [
        text
        for text in paragraphs(trade_section(real_page("AZE", "KAZ", "2024-05-31")))
        if "contradicted" in text
    ]
    assert notes == [
        "Trade turnover, 135.7 MUSD (2021) and 229.6 MUSD (2019), is contradicted by change of "
        "trade turnover, rise of about 400 %, 2023 (Kazakhstan) and rise of more than 400 %, 2023 "
        "(reporter not named)."
    ]
