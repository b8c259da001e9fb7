"""``caspia ties`` and ``caspia mediators`` as a user types them."""

from __future__ import annotations

import csv
import io
import json

import pytest


def test_ties_as_table_json_and_csv(caspia):
    words = ("ties", "AZE", "KAZ", "--period", "2018..2025")
    table = caspia(*words)
    assert table.returncode == 0, table.stderr
    assert "The tie of Azerbaijan and Kazakhstan in December 2025" in table.stdout
    assert "caspia why tie:AZE-KAZ:2025-12" in table.stdout
    told = json.loads(caspia(*words, "--json").stdout)
    assert len(told["months"]) == 96
    assert told["base"] + sum(part["brings"] for part in told["parts"]) == pytest.approx(
        told["months"][-1]["score"], abs=1e-4
    )
    change = told["months"][-1]["score"] - told["months"][0]["score"]
    assert sum(told["change"].values()) == pytest.approx(change, abs=1e-4)
    assert all(one["low"] <= one["score"] <= one["high"] for one in told["months"])
    assert told["provenance"]["visible"]
    rows = list(csv.DictReader(io.StringIO(caspia(*words, "--format", "csv").stdout)))
    assert rows[0]["economic"] == ""
    assert rows[0]["month"] == "2018-01"


def test_modelled_routes_are_marked_as_such(caspia):
    words = ("ties", "KAZ", "AZE", "--period", "2024-05", "--modelled")
    done = caspia(*words, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)["modelled"]
    assert [(one["party"], one["through"], one["on"]) for one in told] == [
        ("KAZ", "AZE", "2024-05-31"),
        ("AZE", "KAZ", "2024-05-31"),
    ]
    assert "Modelled on 2024-05-31" in caspia(*words).stdout


def test_ties_as_a_page_and_pictures(caspia, tmp_path):
    out = str(tmp_path)
    done = caspia("ties", "AZE", "KAZ", "--period", "2023", "--format", "html", "--out", out)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "ties-AZE-KAZ-2023-01-2023-12.html").read_text(encoding="utf-8")
    assert "how close they are" in page
    assert "<svg" in page
    assert (tmp_path / "ties-AZE-KAZ-2023-01-2023-12.png").stat().st_size > 5000


def test_ties_of_all_pairs(caspia, tmp_path):
    done = caspia("ties", "--period", "2024-05", "--json", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "ties-2024-05.json").read_text(encoding="utf-8"))
    assert len(told["pairs"]) == 66
    assert (tmp_path / "ties-2024-05.svg").exists()


def test_why_opens_a_tie(caspia):
    done = caspia("why", "tie:AZE-KAZ:2024-05:turnover", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["parts"][0]["table"] == "observations"
    assert told["parts"][0]["evidence"]


def test_mediators_as_json(caspia):
    done = caspia("mediators", "ARM", "AZE", "--on", "2024-04-30", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    for one in (*told["candidates"], *told["hosts"]):
        assert {"party", "score", "band", "rank_odds", "reasons"} <= one.keys()
        assert one["band"][0] <= one["score"] <= one["band"][1]
    listed = {one["party"] for one in (*told["candidates"], *told["not_enough_data"])}
    assert {"KAZ", "GEO", "TUR", "RUS", "EU", "USA", "ARE"} <= listed
    assert 0 <= told["backtest"]["hit_at_3"] <= 1
    assert 0 <= told["backtest"]["baseline_hit_at_3"] <= 1
    assert told["first_line"].startswith("This ranking is not shown")
    assert told["provenance"]["as_of"] == "2024-04-30"


def test_mediators_as_a_table(caspia):
    done = caspia("mediators", "ARM", "AZE", "--on", "2024-04-30")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("This ranking is not shown to do better")
    assert "recommend nothing" in done.stdout
    assert "does not mediate" in done.stdout
    assert "Who hosts" in done.stdout


def test_why_opens_a_number_of_a_ranking(caspia):
    name = "mediators:ARM-AZE:2024-04-30:peace.rank.mediator.KAZ"
    done = caspia("why", f"{name}.free_of_enmity", "--json")
    assert done.returncode == 2
    done = caspia("why", f"{name}.weaker_tie", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["says"].startswith("its tie is")
    assert all(part["evidence"] for part in told["parts"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ties", "AZE", "--period", "2024"), "Name two parties"),
        (("ties", "AZE", "KAZZ", "--period", "2024"), "Did you mean KAZ"),
        (("ties", "AZE", "KAZ", "--period", "soon"), "is no period"),
        (("ties", "AZE", "KAZ", "--period", "2024", "--form", "x"), "additive or geometric"),
        (("ties", "AZE", "KAZ", "--period", "2024", "--format", "pdf"), "has no format"),
        (("mediators", "ARM", "ARM", "--on", "2024-04-30"), "two different parties"),
        (("mediators", "ARM", "AZE", "--on", "30.4.2024"), "Write it as in 2024-05-31"),
        (("why", "tie:AZE"), "Write it as in tie:AZE-KAZ:2024-05"),
        (("why", "mediators:ARM"), "Write it as in mediators:"),
    ],
)
def test_bad_input_says_what_to_do(caspia, words, said):
    done = caspia(*words)
    assert done.returncode == 2
    assert said in done.stderr
