"""The genuine files of the data sets are read, and fill pairs that the brief had empty."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from caspia.errors import BadRowsError
from caspia.importers import add_import, plan_import
from caspia.ledger import reference_layer
from tests.importers.importing import refused, shared

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


def said(*words: str) -> str:
    """Return what the command says, in a process of its own."""
    run = [sys.executable, "-c", "from caspia.cli import run; run()", *words, "--quiet"]
    done = subprocess.run(run, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def trade_of(first: str, second: str, on: str, *more: str) -> tuple[dict[str, str], str]:
    """Return the figures of the section on trade in a brief by id, and the whole page as text."""
    words = ("brief", first, second, "--on", on, *more)
    figures = json.loads(said(*words, "--json"))["figures"]
    trade = {figure["id"]: figure["text"] for figure in figures if ":trade" in figure["id"]}
    return trade, said(*words, "--format", "markdown")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("pair", "on", "names", "reporters"),
    [
        (("GEO", "TUR"), "2019-01-01", [WITS.format("GEO")], ["By Georgia"]),
        (("CHN", "ARG"), "2012-01-01", ["formats/comtrade_api_v1_get_C_A_HS.json"], ["By China"]),
        (
            ("USA", "GEO"),
            "2022-01-01",
            ["trade/imf_dip_sdmx_region.csv"],
            ["(Georgia)", "(United States)"],
        ),
    ],
)
def test_a_pair_that_was_empty_is_filled_and_its_reporter_shown(
    pair, on, names, reporters, tmp_path
):
    before, empty = trade_of(*pair, on)
    mine = tmp_path / "mine.duckdb"
    for name in names:
        add_import(shared(name), mine, [reference_layer()])
    after, filled = trade_of(*pair, on, "--ledger", str(mine))
    assert len(after) > len(before) == 0
    for reporter in reporters:
        assert reporter in filled
        assert reporter not in empty
