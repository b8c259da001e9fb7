"""Comtrade in its layouts and WITS: what each row becomes, and what is left out by name."""

from __future__ import annotations

from datetime import date

import pytest

from caspia.importers import plan_import
from caspia.ledger import reference_layer
from tests.importers.importing import SAMPLES, imported, refused


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    return tmp_path_factory.mktemp("trade") / "mine.duckdb"


def test_an_answer_of_the_api_becomes_trade(target):
    preview, ledger = imported(SAMPLES / "comtrade_api.json", target)
    assert preview.format == "UN Comtrade, API of 2022 and later, JSON"
    row = ledger.row("imports.geo-tur.2018.comtrade")
    assert (row["subject"], row["partner"], row["reporter"]) == ("GEO", "TUR", "GEO")
    assert (row["value"], row["unit"], row["valuation"]) == (1000500.5, "USD", "cif")
    assert (row["good"], row["scope"], row["measure"]) == (None, None, "flow")
    assert (row["valid_from"], row["valid_to"]) == (date(2018, 1, 1), date(2019, 1, 1))
    part = ledger.row("exports.geo-tur.2018.comtrade.hs-27")
    assert (part["good"], part["value"], part["valuation"]) == ("hs-27", 300, "fob")
    assert preview.new == {"goods": 1, "observations": 4, "sources": 1}


def test_tonnes_that_were_estimated_are_about(target):
    _, ledger = imported(SAMPLES / "comtrade_api.json", target)
    row = ledger.row("exports_mass.geo-tur.2018.comtrade.hs-27")
    assert (row["value"], row["unit"], row["qualifier"]) == (25, "t", "about")
    assert row["valuation"] is None


def test_a_month_and_imports_told_as_fob(target):
    _, ledger = imported(SAMPLES / "comtrade_api.json", target)
    row = ledger.row("imports.usa-wld.2018-03.comtrade")
    assert (row["valid_from"], row["valid_to"]) == (date(2018, 3, 1), date(2018, 4, 1))
    assert row["valuation"] == "fob"


def test_parts_and_other_flows_are_left_out_by_name():
    preview = plan_import(SAMPLES / "comtrade_api.json", [reference_layer()])
    assert {r.reason: (r.count, r.examples) for r in preview.refused} == {
        "a flow that is a part of exports or imports, as re-exports are": (1, ("RX",)),
        "a part by mode of transport, customs procedure or second partner": (1, ("270900",)),
    }


def test_bulk_rows_take_the_newest_classification(target):
    preview, ledger = imported(SAMPLES / "comtrade_bulk.tsv", target)
    assert ledger.row("exports.aze-kaz.2019.comtrade")["value"] == 125
    assert ledger.row("exports_mass.aze-uzb.2019.comtrade.hs-10")["qualifier"] == "exact"
    assert refused(preview) == {
        "the figure stands twice, or in an older classification too; one is taken": 1,
        "a part by mode of transport, customs procedure or second partner": 1,
        "the partner is no state or territory that is known here": 1,
        "goods of a classification that is not the Harmonized System": 1,
        "services, not goods": 1,
    }
    assert preview.new["observations"] == 3


def test_commas_and_names_with_underscores_are_read_alike(tmp_path):
    text = (SAMPLES / "comtrade_bulk.tsv").read_text(encoding="utf-8")
    other = tmp_path / "bulk.csv"
    header, _, rows = text.partition("\n")
    snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in header)
    other.write_text(f"{snake}\n{rows}".replace("\t", ","), encoding="utf-8")
    one = plan_import(SAMPLES / "comtrade_bulk.tsv", [reference_layer()])
    two = plan_import(other, [reference_layer()])
    assert (one.new, one.refused) == (two.new, two.refused)


def test_figures_that_contradict_each_other_are_all_left_out(tmp_path):
    text = (SAMPLES / "comtrade_bulk.tsv").read_text(encoding="utf-8")
    file = tmp_path / "rivals.tsv"
    file.write_text(text.replace("\tH4\t", "\tH5\t"), encoding="utf-8")
    preview = plan_import(file, [reference_layer()])
    (rivals,) = [r for r in preview.refused if r.reason.startswith("several figures")]
    assert (rivals.count, rivals.examples) == (2, ("exports.aze-kaz.2019.comtrade",))


def test_the_layout_before_2022_is_read(target):
    preview, ledger = imported(SAMPLES / "comtrade_legacy.csv", target)
    assert ledger.row("imports.geo-tur.2016.comtrade.hs-27")["value"] == 100
    mass = ledger.row("exports_mass.geo-tur.2016.comtrade.hs-27")
    assert (mass["value"], mass["qualifier"]) == (5, "about")
    named = {name for refusal in preview.refused for name in refusal.examples}
    assert named == {"Re-Export", "Belgium-Luxembourg", "Areas, nes"}


def test_every_row_is_taken_or_named():
    lines = (SAMPLES / "comtrade_legacy.csv").read_text(encoding="utf-8").splitlines()
    preview = plan_import(SAMPLES / "comtrade_legacy.csv", [reference_layer()])
    of_mass = 1
    taken = preview.new["observations"] - of_mass
    assert taken + sum(r.count for r in preview.refused) == len(lines) - 1


def test_a_summary_of_wits_is_read_as_printed(target):
    preview, ledger = imported(SAMPLES / "wits.csv", target)
    row = ledger.row("exports.geo-tur.2012.wits")
    assert (row["value"], row["unit"], row["reporter"]) == (134.89, "MUSD", "GEO")
    assert ledger.reports("exports.geo-tur.2012.wits")[0].quoted == "134.89"
    assert ledger.row("exports.geo-wld.2012.wits")["partner"] == "WLD"
    assert ledger.row("export_share.geo-tur.2012.wits")["unit"] == "percent"
    assert ledger.row("gdp.geo.2011.wits")["partner"] is None
    assert ledger.find("exports.geo-tur.2011.wits") is None
    assert {r.reason: r.examples for r in preview.refused} == {
        "an indicator that the ledger has no series for": ("Export(US$ Mil)",),
        "the partner is no state or territory that is known here": ("Soviet Union",),
    }


def test_adding_again_replaces_and_a_file_counts_as_known_after_its_period(target):
    imported(SAMPLES / "wits.csv", target)
    preview, ledger = imported(SAMPLES / "wits.csv", target)
    assert "observations" not in preview.new
    assert preview.replaced["observations"] == 7
    row = ledger.row("exports.geo-tur.2012.wits")
    assert (row.known_from, row.grade) == (date(2013, 3, 31), "undated")
    assert len(ledger.reports("exports.geo-tur.2012.wits")) == 1
