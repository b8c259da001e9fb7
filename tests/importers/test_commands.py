"""The command says what a foreign file adds before it adds it; our own CSV stays as it is."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from caspia.cli.main import app
from caspia.errors import BadInputError
from caspia.importers import plan_import, recognise
from caspia.ledger import reference_layer
from tests.importers.importing import SAMPLES, opened

OWN = (
    "series,subject,partner,period,value,unit,source_publisher,source_published\n"
    "trade_turnover,AZE,KAZ,1999,100,MUSD,My notes,2000-05\n"
)


def run(*words: str):
    return CliRunner().invoke(app, list(words))


def test_what_would_be_added_is_said_and_nothing_written(tmp_path):
    mine = tmp_path / "mine.duckdb"
    done = run("ledger", "check", str(SAMPLES / "comtrade_legacy.csv"), "--quiet")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0].endswith("UN Comtrade, before 2022, CSV.")
    assert lines[1] == "would add: 1 goods, 3 observations, 1 sources."
    reason = "a flow that is a part of exports or imports, as re-exports are"
    assert f"left out: 1 row: {reason} (Re-Export)." in lines
    assert any(line.startswith("note: Imports are CIF") for line in lines)
    assert not mine.exists()


def test_a_foreign_file_is_added_and_told_in_json(tmp_path):
    mine = tmp_path / "mine.duckdb"
    done = run("ledger", "add", str(SAMPLES / "wits.csv"), "--ledger", str(mine), "--json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert told["new"]["observations"] == 7
    assert told["refused"][0]["count"] == 1
    assert opened(mine).row("exports.geo-tur.2012.wits")["value"] == 134.89
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_without_a_ledger_it_is_only_checked():
    done = run("ledger", "add", str(SAMPLES / "wits.csv"))
    assert isinstance(done.exception, BadInputError)
    assert "--ledger mine.duckdb" in str(done.exception)


def test_a_foreign_file_is_no_ledger():
    done = run("facts", "Georgia", "--ledger", str(SAMPLES / "wits.csv"))
    assert isinstance(done.exception, BadInputError)
    assert "caspia ledger add" in str(done.exception)
    assert "WITS trade summary, CSV" in str(done.exception)


def test_own_rows_are_taken_as_before(tmp_path):
    own = tmp_path / "facts.csv"
    own.write_text(OWN, encoding="utf-8")
    assert recognise(own) is None
    assert recognise(tmp_path) is None
    assert recognise(tmp_path / "none.csv") is None
    assert "would add: 1 observations" in run("ledger", "check", str(own)).stdout
    with pytest.raises(BadInputError, match=r"docs/importers\.md"):
        plan_import(own, [reference_layer()])


def test_two_formats_share_a_ledger(tmp_path):
    mine = tmp_path / "mine.duckdb"
    for name in ("wits.csv", "comtrade_api.json", "jodi.csv"):
        assert run("ledger", "add", str(SAMPLES / name), "--ledger", str(mine), "-q").exit_code == 0
    ledger = opened(mine)
    assert ledger.find("exports.geo-tur.2012.wits")
    assert ledger.find("imports.geo-tur.2018.comtrade")
    assert ledger.find("oil_production.aze.2024-05.jodi")
