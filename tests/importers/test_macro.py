"""The World Bank, the IMF and JODI: what each row becomes, and what is left out by name."""

from __future__ import annotations

from datetime import date

import pytest

from caspia.importers import plan_import
from caspia.importers.world_bank_rows import unit_of
from caspia.ledger import reference_layer
from tests.importers.importing import SAMPLES, imported, refused


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    return tmp_path_factory.mktemp("macro") / "mine.duckdb"


def test_an_answer_of_the_world_bank_is_read_with_its_date(target):
    preview, ledger = imported(SAMPLES / "world_bank.json", target)
    row = ledger.row("population.geo.2022.world-bank-2024-05-30")
    assert (row["value"], row["unit"], row["reporter"]) == (3712000, "count", "WB")
    assert (row.known_from, row.grade) == (date(2024, 5, 30), "published")
    ports = ledger.row("wb-is-shp-good-tu.geo.2022.world-bank-2024-05-30")
    assert (ports["unit"], ports["value"]) == ("TEU", 500000)
    assert ledger.row("wb-is-shp-good-tu")["label"].startswith("Container port traffic")
    assert ledger.row("gdp.geo.2022.world-bank-2024-05-30")["value"] == 24605000000.5
    assert preview.remarks == ("It is page 1 of 2; ask the service for more with per_page.",)
    assert refused(preview) == {
        "there is no figure": 1,
        "a group of states, or none that is known here": 1,
        "the name of the indicator tells no unit that is known here": 1,
    }


def test_a_download_has_the_same_figures_as_text_and_as_a_workbook(tmp_path):
    import xlsxwriter

    preview, ledger = imported(SAMPLES / "world_bank_download.csv", tmp_path / "mine.duckdb")
    assert ledger.row("gdp.aze.2022.world-bank-2024-05-30")["value"] == 78807000000
    assert preview.new["observations"] == 3
    lines = (SAMPLES / "world_bank_download.csv").read_text(encoding="utf-8").splitlines()
    book = tmp_path / "API.xlsx"
    with xlsxwriter.Workbook(str(book)) as workbook:
        sheet = workbook.add_worksheet("Data")
        for number, line in enumerate(lines):
            for place, cell in enumerate(line.strip(",").split(",")):
                sheet.write(number, place, cell.strip('"'))
    again = plan_import(book, [reference_layer()])
    assert (again.new, again.refused) == (preview.new, preview.refused)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("GDP (current US$)", "USD"),
        ("GDP growth (annual %)", "percent"),
        ("Population, total", "count"),
        ("CO2 emissions (kt)", "kt"),
        ("Rail lines (total route-km)", "km"),
        ("Logistics performance index: Overall (1=low to 5=high)", "index_points"),
        ("Official exchange rate (LCU per US$, period average)", None),
        ("Railways, goods transported (million ton-km)", None),
    ],
)
def test_the_name_of_an_indicator_tells_its_unit(name, unit):
    assert unit_of(name) == unit


def test_mean_rates_of_a_month_are_exchange_rates(target):
    preview, ledger = imported(SAMPLES / "imf_rates.csv", target)
    rates = {row["rate_id"]: row["usd_per_unit"] for row in ledger.rows("exchange_rates")}
    assert rates["KZT-2023-05"] == pytest.approx(1 / 446.5)
    assert rates["EUR-2023-05"] == pytest.approx(1 / 0.92)
    assert rates["XOF-2023-05"] == pytest.approx(1 / 600)
    row = ledger.row("exchange_rate_end.kaz.2023.imf")
    assert (row["value"], row["unit"]) == (454.56, "KZT_per_USD")
    taken = preview.new["exchange_rates"] + preview.replaced.get("exchange_rates", 0)
    assert taken == 3
    assert {r.reason: (r.count, r.examples) for r in preview.refused} == {
        "the figure stands twice, or in an older classification too; one is taken": (
            1,
            ("XOF-2023-05",),
        ),
        "there is no figure": (1, ("AUT XDC_USD",)),
        "a rate of a currency that has no unit here": (1, ("LKR",)),
    }


def test_direct_investment_has_an_investor_and_a_reporter(target):
    preview, ledger = imported(SAMPLES / "imf_investment.csv", target)
    own = ledger.row("investment_stock.tur-geo.2018.imf.tur")
    assert (own["value"], own["unit"], own["reporter"]) == (1234500000, "USD", "TUR")
    assert ledger.reports(own.id)[0].quoted == "1234.5 million"
    derived = ledger.row("investment_stock.tur-geo.2018.imf.geo")
    assert (derived["value"], derived["reporter"]) == (-2000000, "GEO")
    inward = ledger.row("investment_stock.aze-geo.2018.imf.geo")
    assert (inward["subject"], inward["partner"], inward["reporter"]) == ("AZE", "GEO", "GEO")
    assert {r.reason: r.examples for r in preview.refused} == {
        "an indicator that the ledger has no series for": ("INWD_E_NETAL_FALL_ALL",),
        "the counterpart is no state or territory that is known here": ("SUN",),
    }


def test_prices_by_the_standard_and_in_xml(target):
    preview, ledger = imported(SAMPLES / "sdmx_standard.csv", target)
    row = ledger.row("oil_price.wld.2021-01.imf.brent")
    assert (row["value"], row["unit"], row["scope"]) == (54.55, "USD_per_bbl", "Brent")
    assert ledger.row("copper_price.wld.2021-01.imf")["value"] == pytest.approx(7970)
    assert refused(preview) == {"an indicator that the ledger has no series for": 1}
    _, ledger = imported(SAMPLES / "prices.xml", target)
    assert ledger.row("zinc_price.wld.2021-02.imf")["value"] == 2745


def test_years_to_come_when_an_outlook_was_published_are_forecasts(target):
    preview, ledger = imported(SAMPLES / "outlook.xml", target)
    past = ledger.row("gdp.geo.2023.imf-2024-04-16")
    assert (past["value"], past["modality"]) == (30536000000, "actual")
    assert ledger.row("gdp.geo.2024.imf-2024-04-16")["modality"] == "forecast"
    assert past.known_from == date(2024, 4, 16)
    assert preview.refused[0].examples == ("NGDP_R",)


def test_generic_xml_is_read(target):
    _, ledger = imported(SAMPLES / "investment_generic.xml", target)
    row = ledger.row("investment_stock.chn-kaz.2020.imf.kaz")
    assert (row["value"], row["reporter"]) == (4400000000, "KAZ")


def test_jodi_is_taken_in_one_unit_of_each_kind(target):
    preview, ledger = imported(SAMPLES / "jodi.csv", target)
    row = ledger.row("oil_production.aze.2024-05.jodi")
    assert (row["value"], row["unit"], row["good"]) == (2456.5, "kt", "crude_oil")
    assert row["valid_to"] == date(2024, 6, 1)
    daily = ledger.row("oil_production_daily.aze.2024-05.jodi")
    assert (daily["unit"], daily["measure"]) == ("kb_per_day", "rate")
    assert ledger.reports(daily.id)[0].note == "JODI: not assessed"
    assert ledger.row("gas_production.kaz.2024-05.jodi")["unit"] == "mcm"
    assert {r.reason: r.examples for r in preview.refused} == {
        "a product, flow or unit that the ledger has no series for": ("CRUDEOIL INDPROD in KBBL",),
        "the country is none that is known here": ("QQ",),
        "there is no figure": ("-",),
    }
