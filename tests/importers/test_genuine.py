"""The genuine files of the data sets are read, and fill pairs that the brief had empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import caspia
from caspia.briefs.document import Table
from caspia.briefs.sections.trade import trade_section
from caspia.errors import BadRowsError
from caspia.importers import add_import, plan_import
from caspia.ledger import reference_layer
from tests.briefs.section_text import missing, page_of, paragraphs, plain
from tests.importers.importing import refused, shared

if TYPE_CHECKING:
    from pathlib import Path

WITS = "trade/wits/en_{}_AllYears_WITS_Trade_Summary.CSV"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "table", "least"),
    [
        ("formats/comtrade_api_v1_get_C_A_HS.json", "observations", 4),
        ("formats/comtrade_bulk_rows_comtradr_snakecase.tsv", "observations", 100),
        ("formats/comtrade_legacy_bulk_2017_hs27_head.csv", "observations", 190),
        ("trade/comtrade_hs27_region_1988_2017.csv", "observations", 14_000),
        (WITS.format("GEO"), "observations", 400),
        ("formats/worldbank_api_v2_sample.json", "observations", 4),
        ("formats/worldbank_wdi_NY.GDP.MKTP.KD_2026-02-24.xls", "observations", 11_000),
        ("formats/imf_sdmx_csv_STA_ER_4.0.1.csv", "observations", 160),
        ("trade/imf_dip_sdmx_region.csv", "observations", 401),
        ("formats/sdmx/IMF_PCPS.xml", "observations", 1),
        ("formats/jodi_primary_2026_sample.csv", "observations", 20),
    ],
)
def test_a_genuine_file_is_read(name, table, least):
    preview = plan_import(shared(name), [reference_layer()])
    assert preview.new[table] >= least


@pytest.mark.shared
def test_every_row_of_the_pairs_is_taken_or_named():
    file = shared("trade/comtrade_hs27_region_1988_2017.csv")
    preview = plan_import(file, [reference_layer()])
    of_mass = 1
    left = sum(refused(preview).values())
    assert preview.new["observations"] - of_mass + left == 14_599


@pytest.mark.shared
def test_genuine_files_without_figures_are_named():
    for name in ("formats/comtrade_bulk_v1_get_index.json", "formats/sdmx/IMF_01R.xml"):
        with pytest.raises(BadRowsError, match="Download"):
            plan_import(shared(name), [reference_layer()])


@pytest.mark.shared
def test_indicators_without_a_series_are_named():
    for name in ("formats/sdmx/IMF_RES_WEO-data.xml", "formats/sdmx/WB_gh-78.xml"):
        preview = plan_import(shared(name), [reference_layer()])
        assert refused(preview) == {"an indicator that the ledger has no series for": 1}


def trade_of(
    first: str, second: str, on: str, mine: Path | None = None
) -> tuple[dict[str, str], list[str]]:
    """Return what each figure of the section on trade says by its id, and the section by line."""
    section = trade_section(page_of(caspia.open(ledger=mine), first, second, on))
    figures = {one.id.rpartition(":")[2]: one.text for one in section.printed()}
    lines = [*paragraphs(section), *missing(section)]
    for block in section.blocks:
        if isinstance(block, Table):
            lines += [" | ".join(map(plain, row)) for row in block.rows]
    return figures, lines


@pytest.mark.shared
@pytest.mark.parametrize(
    ("pair", "on", "name", "figure", "told", "reporter"),
    [
        (("GEO", "TUR"), "2019-01-01", WITS.format("GEO"),
         "trade.GEO-TUR.2015.GEO", "168.41 MUSD", "Georgia reports 1.4958"),
        (("CHN", "ARG"), "2012-01-01", "formats/comtrade_api_v1_get_C_A_HS.json",
         "trade.CHN-ARG.2010.CHN", "6.115764185 bn USD", "China reports 12.9198"),
        (("USA", "GEO"), "2022-01-01", "trade/imf_dip_sdmx_region.csv",
         "trade.investment_stock.usa-geo.2020.imf.usa", "177 MUSD", "(United States)"),
    ],
)  # fmt: skip
def test_a_pair_that_was_empty_is_filled_and_its_reporter_shown(
    pair, on, name, figure, told, reporter, tmp_path
):
    before, empty = trade_of(*pair, on)
    assert before == {}
    assert not any(reporter in line for line in empty)
    mine = tmp_path / "mine.duckdb"
    add_import(shared(name), mine, [reference_layer()])
    after, filled = trade_of(*pair, on, mine)
    assert told in after.values()
    assert any(key.startswith(figure.rpartition(".")[0]) for key in after)
    assert any(told in line for line in filled)
    assert any(reporter in line for line in filled)


@pytest.mark.shared
def test_both_sides_of_a_flow_stand_side_by_side(tmp_path):
    mine = tmp_path / "mine.duckdb"
    pairs = shared("trade/comtrade_hs27_region_1988_2017.csv")
    add_import(pairs, mine, [reference_layer()])
    _, filled = trade_of("GEO", "TUR", "2019-01-01", mine)
    (line,) = [one for one in filled if "8.665273 MUSD" in one]
    assert "Georgia" in line
    (line,) = [one for one in filled if "8.032688 MUSD" in one]
    assert "Turkiye" in line.replace("ü", "u")
