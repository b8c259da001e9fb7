from __future__ import annotations

import pytest

from caspia.briefs.document import Picture, Table
from caspia.briefs.sections.trade import trade_section
from caspia.briefs.sections.transit import transit_section
from caspia.briefs.sections.transit_rules import transit_rows
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
from tests.briefs.test_trade import PAIRS
from tests.briefs.transit_ledger import ON, transit_rows_of


@pytest.fixture
def made(tmp_path):
    """Return a function from figures to a page."""

    def make(*told, on=ON):
        return made_page(tmp_path, transit_rows_of(*told), "AZE", "KAZ", on)

    return make


def closeness(page):
    """Return the closeness of each chosen row."""
    return {row.id: name for name, rows in transit_rows(page).items() for row in rows}


def every_line(section):
    """Return the cells of every table."""
    tables = [block.id for block in section.blocks if isinstance(block, Table)]
    return [row for table_id in tables for row in table(section, table_id)]


def test_oil_between_the_two_and_through_one_for_the_other():
    section = transit_section(real_page("AZE", "KAZ", "2024-05-31"))
    tankers = "Aktau-Sangachal tanker route – Kazakhstan, crude oil"
    direct = {row[1]: row[2] for row in table(section, "transit-between-oil-transit")[::-1]
              if row[0] == tankers}  # fmt: skip
    assert direct["2023"].startswith("1.392 Mt (KazTransOil)")
    assert direct["January to March 2024"] == "0.355 Mt (KazTransOil)"
    line = "Baku-Tbilisi-Ceyhan – Kazakhstan and Turkmenistan together, crude oil"
    through = table(section, "transit-through-oil-transit")
    assert [line, "2023", "5.2407 Mt (Azerbaijan)"] in through
    assert paragraphs(section)[0] == (
        "Oil transit in 2023: 1.392 Mt or 1.057 Mt on the Aktau-Sangachal tanker route (crude oil "
        "of Kazakhstan); 5.2407 Mt on Baku-Tbilisi-Ceyhan (crude oil of Kazakhstan and "
        "Turkmenistan together). Corridor freight in 2022: about 1.5 Mt on the Middle Corridor."
    )


def test_ministry_and_association_are_two_definitions_and_never_one_line():
    page = real_page("AZE", "KAZ", "2026-03-31")
    section = transit_section(page)
    freight = table(section, "transit-shared-corridor-freight")
    of_2024 = {row[1]: row[3] for row in freight if (row[0], row[2]) == ("Middle Corridor", "2024")}
    assert "4.484 Mt (Kazakhstan)" in of_2024["ministry"]
    assert "3.3 Mt (Trans-Caspian International" in of_2024["association"]
    assert "3.3 Mt" not in of_2024["ministry"]
    assert any(
        text.startswith(
            "Corridor freight, Middle Corridor: figures follow more than one definition"
        )
        and "“association” about 3.3 Mt" in text
        and "“ministry” 4.119 Mt (Kazakhstan) in 2025" in text
        for text in paragraphs(section)
    )
    chart = next(b for b in section.blocks if isinstance(b, Picture) and "shared" in b.id)
    assert chart.title == "Corridor freight, Middle Corridor (ministry)"
    assert "3.3" not in chart.alt


def test_gas_swapped_between_the_two_shows_what_denies_it():
    section = transit_section(real_page("AZE", "TKM", "2024-05-31"))
    half_year = next(
        row[-1]
        for row in every_line(section)
        if "January to June 2022" in row
        and row[-1].startswith("more than 0.29285 bcm (Azerbaijan)")
    )
    assert half_year == "more than 0.29285 bcm (Azerbaijan)"
    notes = [text for text in paragraphs(section) if "contradicted" in text]
    assert any(
        "4.5 mcm a day" in text
        and "21 March 2022 to 20 March 2023" in text
        and "more than 0.29285 bcm" in text
        for text in notes
    )


def test_the_two_sections_carry_a_brief_of_many_figures():
    page = real_page("AZE", "KAZ", "2024-05-31")
    shown = [*figures(trade_section(page)), *figures(transit_section(page))]
    assert len({one.id for one in shown}) > 150
    assert len({source for one in shown for source in one.sources}) > 60


@pytest.mark.parametrize(("a", "b", "on"), [*PAIRS, ("AZE", "TKM", "2024-05-31")])
def test_every_pair_reads_soundly(a, b, on):
    section = transit_section(real_page(a, b, on))
    assert_sound(section)
    assert paragraphs(section)


def test_closeness_follows_where_subject_and_partner_lie(made):
    page = made(
        {"series": "rail_freight", "subject": "AZE", "partner": "KAZ", "value": "1"},
        {"series": "oil_transit", "subject": "ferry", "partner": "IRN", "value": "1"},
        {"series": "oil_transit", "subject": "pipe", "partner": "KAZ", "value": "2"},
        {"series": "oil_transit", "subject": "pipe", "partner": "KAZ+IRN", "value": "3"},
        {"series": "corridor_freight", "subject": "WAY", "value": "4"},
        {"series": "corridor_freight", "subject": "WAY", "partner": "KAZ", "value": "5"},
        {"series": "port_throughput", "subject": "aktau", "value": "6"},
        {"series": "port_throughput", "subject": "aktau", "partner": "IRN", "value": "7"},
        {"series": "corridor_freight", "subject": "WAY", "partner": "TUR", "value": "8"},
        {"series": "oil_transit", "subject": "pipe", "value": "9"},
        {"series": "trade_turnover", "subject": "AZE", "partner": "KAZ", "value": "9",
         "unit": "MUSD"},
        {"series": "port_throughput", "subject": "aktau", "measure": "capacity", "value": "9"},
    )  # fmt: skip
    assert closeness(page) == {
        "o01": "between",
        "o02": "between",
        "o03": "through",
        "o04": "through",
        "o05": "shared",
        "o06": "shared",
        "o07": "ends",
    }


def test_what_disagrees_with_a_chosen_figure_comes_with_it(tmp_path):
    rows = transit_rows_of(
        {"series": "corridor_freight", "subject": "WAY", "value": "4"},
        {"series": "corridor_freight", "subject": "WAY", "partner": "TUR", "value": "8"},
    )
    rows["rivals"] = [{"row_id": "o01", "rival_id": "o02", "why": "sent and received"}]
    page = made_page(tmp_path, rows, "AZE", "KAZ", ON)
    assert closeness(page) == {"o01": "shared", "o02": "shared"}


def test_definitions_have_lines_of_their_own_and_reporters_share_one(made):
    section = transit_section(
        made(
            {
                "series": "corridor_freight",
                "subject": "WAY",
                "value": "4",
                "reporter": "KAZ",
                "scope": "ministry",
            },
            {"series": "corridor_freight", "subject": "WAY", "value": "3", "scope": "association"},
            {
                "series": "corridor_freight",
                "subject": "WAY",
                "value": "5",
                "reporter": "AZE",
                "scope": "ministry",
            },
        )
    )
    assert table(section, "transit-shared-other") == [
        ["association", "2023", "3 Mt (reporter not named)"],
        ["ministry", "2023", "4 Mt (Kazakhstan); 5 Mt (Azerbaijan)"],
    ]


def test_nothing_of_a_time_to_come_and_plans_only_beside_their_record(made):
    page = made(
        {"series": "rail_freight", "subject": "AZE", "partner": "KAZ", "value": "1"},
        {"series": "rail_freight", "subject": "AZE", "partner": "KAZ", "value": "2",
         "modality": "plan"},
        {"series": "rail_freight", "subject": "AZE", "partner": "KAZ", "value": "3",
         "valid_from": "2024-01-01", "valid_to": "2025-01-01"},
        {"series": "rail_freight", "subject": "AZE", "partner": "KAZ", "value": "4",
         "valid_from": "2025-01-01", "valid_to": "2026-01-01", "modality": "forecast"},
    )  # fmt: skip
    section = transit_section(page)
    assert table(section, "transit-between-other") == [["2023", "1 Mt"]]
    assert table(section, "transit-plans") == [["2023", "2 Mt"]]
    assert {one.text for one in figures(section)} == {"1 figure", "1 Mt", "2 Mt"}


def test_a_figure_not_yet_published_is_not_there(made):
    told = {"series": "rail_freight", "subject": "AZE", "partner": "KAZ", "value": "1",
            "source": "late"}  # fmt: skip
    assert not list(figures(transit_section(made(told))))
    assert list(figures(transit_section(made(told, on="2024-10-01"))))


def test_charts_keep_years_apart_from_parts_and_one_definition_each(made):
    def told(year, value, **more):
        return {"series": "corridor_freight", "subject": "WAY", "value": value, "scope": "ministry",
                "valid_from": f"{year}-01-01", "valid_to": f"{year + 1}-01-01", **more}  # fmt: skip

    section = transit_section(
        made(
            told(2021, "1.5"),
            told(2022, "2.5"),
            told(2023, "3.5"),
            told(2023, "9.5", scope="association"),
            told(2023, "0.5", valid_to="2023-04-01"),
        )
    )
    charts = [block for block in section.blocks if isinstance(block, Picture)]
    assert [chart.title for chart in charts] == ["Corridor freight, Long Way (ministry)"]
    assert "2021 1.5, 2022 2.5, 2023 3.5" in charts[0].alt
    assert "9.5" not in charts[0].alt
    assert "0.5" not in charts[0].alt


def test_cumulative_parts_of_a_year_are_not_drawn_side_by_side(made):
    def told(end, value):
        return {"series": "rail_freight", "subject": "AZE", "partner": "KAZ", "value": value,
                "valid_to": end}  # fmt: skip

    section = transit_section(made(told("2023-04-01", "1"), told("2023-07-01", "2")))
    assert not [block for block in section.blocks if isinstance(block, Picture)]


def test_the_same_months_of_two_years_are_named_in_the_title_and_beside_the_marks(made):
    def told(year, value):
        return {"series": "rail_freight", "subject": "AZE", "partner": "KAZ", "value": value,
                "valid_from": f"{year}-01-01", "valid_to": f"{year}-11-01"}  # fmt: skip

    section = transit_section(made(told(2022, "1"), told(2023, "2")))
    (chart,) = [block for block in section.blocks if isinstance(block, Picture)]
    assert chart.title.endswith(", January to October of each year")
    assert "2 (Jan–Oct)" in chart.svg


def test_a_corridor_over_the_ocean_is_no_way_between_two_of_its_ports():
    page = real_page("GEO", "TUR", "2024-05-31")
    corridors = {row["subject"] for rows in transit_rows(page).values() for row in rows}
    assert {"MIDDLE", "BTK"} <= corridors
    assert "OCEAN" not in corridors


def test_an_unnamed_reporter_is_said_once_for_the_table(made):
    def told(year, reporter=""):
        return {"series": "rail_freight", "subject": "AZE", "partner": "KAZ", "value": str(year),
                "reporter": reporter, "valid_from": f"{year}-01-01",
                "valid_to": f"{year + 1}-01-01"}  # fmt: skip

    def of(*rows):
        section = transit_section(made(*rows))
        (block,) = [b for b in section.blocks if isinstance(b, Table) and "between" in b.id]
        return block.caption, [row[-1] for row in table(section, block.id)]

    caption, cells = of(told(2021), told(2022), told(2023, "KAZ"))
    assert caption.endswith("; where no reporter stands, none is named")
    assert cells == ["2,023 Mt (Kazakhstan)", "2,022 Mt", "2,021 Mt"]
    caption, cells = of(told(2021, "KAZ"), told(2022, "KAZ"), told(2023, "KAZ"))
    assert caption.endswith("; as reported by Kazakhstan")
    assert cells == ["2,023 Mt", "2,022 Mt", "2,021 Mt"]


def test_open_links_without_a_figure_are_missing_and_closed_ones_are_not(made):
    told = missing(
        transit_section(made({"series": "oil_transit", "subject": "ferry", "value": "1"}))
    )
    assert told == ["What passes over these ways between Azerbaijan and Kazakhstan: Silent line."]


def test_without_any_figure_the_section_says_so(made):
    section = transit_section(made())
    assert paragraphs(section) == [
        "No figure of freight or energy that concerns Azerbaijan and Kazakhstan was known on "
        "31 May 2024."
    ]
    assert missing(section)[0] == "What moves between Azerbaijan and Kazakhstan."


def test_a_long_series_counts_what_it_leaves_out(made):
    page = made(
        *(
            {"series": "rail_freight", "subject": "AZE", "partner": "KAZ", "value": str(n),
             "valid_from": f"{1980 + n}-01-01", "valid_to": f"{1981 + n}-01-01"}
            for n in range(1, 31)
        )
    )  # fmt: skip
    section = transit_section(page)
    assert len(table(section, "transit-between-rail-freight")) == 25
    assert figure(section, page, "transit.between.rail.freight.more").text == "5"
    assert figure(section, page, "transit.between.rail.freight.since").text == "1981"
