"""``caspia demand`` as a user types it."""

from __future__ import annotations

import csv
import io
import json

WORDS = ("demand", "--period", "2023")


def test_the_largest_cells_the_shares_and_the_largest_assumptions(caspia):
    done = caspia(*WORDS)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["from", "to", "good", "Mt", "low", "high", "standing"]
    assert any(line.split()[:3] == ["KAZ", "SEA", "crude_oil"] for line in lines)
    assert "observed" in done.stdout
    assert "that rows bound from both sides" in " ".join(done.stdout.split())
    assert sum(line.startswith("Assumed: ") for line in lines) == 10


def test_json_holds_cells_shares_and_provenance(caspia):
    told = json.loads(caspia(*WORDS, "--good", "containers", "--json").stdout)
    assert {"cells", "shares", "largest_assumed", "eased", "left_aside", "provenance"} <= set(told)
    assert len(told["months"]) == 12
    assert {one["good"] for one in told["cells"]} == {"containers"}
    west = next(one for one in told["cells"] if one["origin"] == "FAR_EAST")
    assert len(west["t"]) == len(west["teu"]) == len(west["empty_teu"]) == 12
    assert west["t_per_teu"]["low"] < west["t_per_teu"]["high"]
    assert west["standing"] == {"2023": "bounded"}
    assert west["rows"]["2023"]


def test_csv_has_a_line_per_cell_and_month(caspia, tmp_path):
    done = caspia(*WORDS, "--good", "coal", "--format", "csv", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "demand.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    russian = [r for r in rows if (r["origin"], r["destination"]) == ("KAZ", "RUS")]
    assert len(russian) == 12
    assert 20e6 < sum(float(row["tonnes"]) for row in russian) < 20.5e6


def test_bad_input_is_told_with_its_cure(caspia):
    for words in (("--period", "2018"), ("--period", "2023", "--good", "crude")):
        done = caspia("demand", *words)
        assert done.returncode == 2
        assert done.stderr.startswith("caspia: ")
        assert "Give whole months" in done.stderr or "crude_oil" in done.stderr
    assert caspia(*WORDS, "--format", "pdf").returncode == 2
