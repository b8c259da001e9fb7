"""``caspia reconcile`` as a user types it."""

from __future__ import annotations

import csv
import io
import json

WORDS = ("reconcile", "trade_turnover", "--pair", "AZE", "KAZ", "--period", "2022..2023")


def test_a_line_per_quantity_with_its_reports(caspia):
    done = caspia(*WORDS)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["what", "period", "scope", "value", "interval", "reports"]
    assert "529.4 MUSD by KAZ: weight" in done.stdout
    assert "pull" in done.stdout
    assert "gross error" in done.stdout
    assert "5 quantities." in lines[-1]
    assert "the end of the period is not known" in lines[-1]


def test_json_holds_reports_ties_and_provenance(caspia):
    told = json.loads(caspia(*WORDS, "--json").stdout)
    assert set(told) == {"quantities", "set_aside", "provenance"}
    year = next(one for one in told["quantities"] if one["end"] == "2024-01-01")
    assert year["low"] <= year["value"] <= year["high"]
    assert abs(sum(report["weight"] for report in year["reports"]) - 1) < 1e-5
    assert all(report["sources"] for report in year["reports"])
    assert {tie["kind"] for tie in year["ties"]} == {"equal", "change"}
    assert all(tie["rows"] for tie in year["ties"])


def test_csv_has_a_line_per_report(caspia, tmp_path):
    done = caspia(*WORDS, "--format", "csv", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "reconcile.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    told = json.loads(caspia(*WORDS, "--json").stdout)
    assert len(rows) == sum(len(one["reports"]) for one in told["quantities"])
    assert {row["id"] for row in rows} == {one["id"] for one in told["quantities"]}


def test_nothing_found_is_an_answer_and_bad_input_is_not(caspia):
    none = caspia("reconcile", "trade_turnover", "--pair", "AZE", "KAZ", "--period", "1993")
    assert none.returncode == 0
    assert none.stdout.strip().startswith("0 quantities.")
    wrong = caspia("reconcile", "trade_turnovr")
    assert wrong.returncode == 2
    assert "trade_turnover" in wrong.stderr
    refused = caspia(*WORDS, "--format", "pdf")
    assert refused.returncode == 2
    assert "table, json, csv" in refused.stderr


def test_why_opens_a_reconciled_figure(caspia):
    figure = "reconcile:trade_turnover.AZE-KAZ.2023-01-01_2024-01-01"
    told = json.loads(caspia("why", figure, "--json").stdout)
    assert told["id"] == figure
    sources = {one["source_id"] for part in told["parts"] for one in part["evidence"]}
    assert "suleymanov-2024" in sources
    assert caspia("why", "reconcile:nonsense").returncode == 2
    wrong = caspia("why", figure.replace("AZE-KAZ", "AZE-KZA"))
    assert wrong.returncode == 2
    assert figure in wrong.stderr
