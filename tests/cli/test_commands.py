"""The commands as a user types them: answers, exit codes, messages that end with a cure."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest

GOOD = (
    "series,subject,partner,period,value,unit,source_publisher,source_published\n"
    "trade_turnover,AZE,KAZ,1999,100,MUSD,My notes,2000-05-01\n"
)


@pytest.fixture
def facts_file(tmp_path):
    def write(text: str):
        path = tmp_path / "facts.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_help_loads_nothing_heavy():
    code = (
        "import sys\nfrom caspia.cli import app\n"
        "heavy = {'duckdb', 'polars', 'pyarrow', 'pint', 'typst', 'vl_convert', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_facts_as_table_json_and_csv(caspia):
    words = ("facts", "--series", "trade_turnover", "--pair", "AZE", "KAZ", "--period", "2023")
    table = caspia(*words)
    assert table.returncode == 0
    assert "529.4 MUSD" in table.stdout
    told = json.loads(caspia(*words, "--json").stdout)
    assert {"facts", "provenance"} == set(told)
    values = {fact["cells"]["value"] for fact in told["facts"]}
    assert 529_400_000 in values
    assert all(fact["sources"] for fact in told["facts"])
    rows = list(csv.DictReader(io.StringIO(caspia(*words, "--format", "csv").stdout)))
    assert {float(row["value"]) for row in rows if row["value"]} == {v for v in values if v}


def test_facts_into_files(caspia, tmp_path):
    for ending in ("xlsx", "parquet", "csv", "json"):
        done = caspia(
            "facts", "swap", "--table", "agreements", "--format", ending, "--out", str(tmp_path)
        )
        assert done.returncode == 0, done.stderr
        assert (tmp_path / f"facts.{ending}").stat().st_size > 100
    assert not list(tmp_path.glob("*.unfinished"))


def test_why_prints_a_tree_with_its_sources(caspia):
    done = caspia("why", "2024-03-11-baku")
    assert done.returncode == 0
    assert "presidentaz-65296" in done.stdout
    assert "rival" in done.stdout
    told = json.loads(caspia("why", "2024-03-11-baku", "--json").stdout)
    assert told["id"] == "2024-03-11-baku"
    assert told["evidence"][0]["source_id"] == "presidentaz-65296"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("brief", "AZR", "KAZ", "--on", "2024-05-31"), "Did you mean AZE (Azerbaijan)"),
        (("brief", "AZE", "AZE", "--on", "2024-05-31"), "Name two different parties"),
        (("brief", "AZE", "KAZ", "--on", "31.05.2024"), "Write it as in 2024-05-31"),
        (("facts", "--series", "trade_turnovr"), "trade_turnover"),
        (("facts", "--table", "facts"), "Use one of"),
        (("facts", "--format", "pdf"), "has no format pdf"),
        (("facts", "--json", "--format", "csv"), "exclude each other"),
        (("why", "no-such-row"), "There is no row"),
        (("why", "brief:nonsense"), "no id of a figure"),
        (("ledger", "check", "none.csv"), "Check the path"),
        (("facts", "--ledger", "none.duckdb"), "caspia ledger add"),
    ],
)
def test_bad_input_is_exit_code_two_with_a_cure(caspia, words, said):
    done = caspia(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_option_is_bad_input(caspia):
    assert caspia("facts", "--colour", "red").returncode == 2
    assert caspia("nonsense").returncode == 2


def test_a_file_of_facts_is_checked_added_and_used(caspia, facts_file, tmp_path):
    good, mine = facts_file(GOOD), tmp_path / "mine.duckdb"
    assert "would add: 1 observations" in caspia("ledger", "check", str(good)).stdout
    assert caspia("ledger", "add", str(good)).returncode == 2
    added = caspia("ledger", "add", str(good), "--ledger", str(mine))
    assert added.returncode == 0, added.stderr
    words = ("facts", "--series", "trade_turnover", "--pair", "AZE", "KAZ", "--period", "1999")
    assert "100 MUSD" in caspia(*words, "--ledger", str(mine)).stdout
    assert "100 MUSD" in caspia(*words, "--ledger", str(good)).stdout
    assert "100 MUSD" not in caspia(*words).stdout
    assert "100 MUSD" not in caspia(*words, "--ledger", str(mine), "--as-of", "2000-04-30").stdout


def test_a_bad_file_lists_every_row_and_leaves_the_ledger(caspia, facts_file, tmp_path):
    mine = tmp_path / "mine.duckdb"
    caspia("ledger", "add", str(facts_file(GOOD)), "--ledger", str(mine))
    before = mine.read_bytes()
    bad = facts_file(
        GOOD
        + "trade_turnovr,AZE,KAZ,1998,90,MUSD,My notes,2000\n"
        + "trade_turnover,AZE,KZA,1997,80,MUSD,My notes,2000\n"
        + "trade_turnover,AZE,KAZ,1996,lots,MUSD,My notes,2000\n"
    )
    for words in (("check", str(bad)), ("add", str(bad), "--ledger", str(mine))):
        done = caspia("ledger", *words)
        assert done.returncode == 2
        for line in (3, 4, 5):
            assert f"facts.csv:{line}:" in done.stderr
        assert "facts.csv:2:" not in done.stderr
        assert "'trade_turnover'" in done.stderr
        assert "'KAZ'" in done.stderr
    assert mine.read_bytes() == before


def test_a_table_is_taken_away(caspia, tmp_path):
    done = caspia("ledger", "export", "agreements", str(tmp_path / "a.csv"))
    assert done.returncode == 0
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("agreement_id,")


def test_a_reader_that_stops_is_no_fault():
    code = "from caspia.cli import run; run()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "facts", "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline().startswith("observation_id,")
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


def test_a_blocked_cache_names_the_way_out(caspia_process, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    done = caspia_process("facts", "swap", CASPIA_CACHE=str(blocked / "cache"))
    assert done.returncode == 2
    assert "CASPIA_CACHE" in done.stderr


def test_the_version_is_printed(caspia_process):
    assert caspia_process("--version").stdout.startswith("caspia 0.")
