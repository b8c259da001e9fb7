"""``caspia promises`` as a user types it."""

from __future__ import annotations

import csv
import io
import json

WORDS = ("promises", "--by", "TITR", "--on", "2026-11-23")


def test_a_line_per_promise_and_a_score(caspia):
    done = caspia(*WORDS)
    assert done.returncode == 0, done.stderr
    assert "3 Mt (plan)" in done.stdout
    assert "late" in done.stdout
    assert "promises. Only what came due and has a record enters a score." in done.stdout


def test_json_holds_promises_scores_and_provenance(caspia):
    told = json.loads(caspia(*WORDS, "--json").stdout)
    assert set(told) == {"promises", "scores", "provenance"}
    assert all(one["sources"] for one in told["promises"])
    (score,) = [one for one in told["scores"] if one["promiser"] == "TITR"]
    assert score["n"] == sum(
        one["outcome"] in ("kept", "late", "short", "dropped") for one in told["promises"]
    )


def test_csv_has_a_line_per_promise(caspia):
    rows = list(csv.DictReader(io.StringIO(caspia(*WORDS, "--format", "csv").stdout)))
    told = json.loads(caspia(*WORDS, "--json").stdout)
    assert [row["id"] for row in rows] == [one["id"] for one in told["promises"]]


def test_bad_input_says_what_to_do(caspia):
    wrong = caspia("promises", "--about", "corridor_freigt")
    assert wrong.returncode == 2
    assert "corridor_freight" in wrong.stderr
    assert caspia("promises", "--by", "Atlantis").returncode == 2
    assert caspia("promises", "--format", "pdf").returncode == 2
