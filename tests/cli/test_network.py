"""``caspia network`` as a user types it."""

from __future__ import annotations

import csv
import io
import json


def test_a_day_as_table_json_and_csv(caspia):
    table = caspia("network", "--on", "2024-02-01")
    assert table.returncode == 0, table.stderr
    assert "Swap Turkmenistan-Iran-Azerbaijan" in table.stdout
    assert "2024-01-06" in table.stdout
    told = json.loads(caspia("network", "--on", "2024-02-01", "--json").stdout)
    assert {"on", "diff", "links", "changes", "provenance"} == set(told)
    links = {link["link_id"]: link for link in told["links"]}
    assert links["swap_tkm_irn_aze"]["status"] == "closed"
    assert "en-2024-01-swap-stop" in links["swap_tkm_irn_aze"]["because"]
    assert {"link_id", "name", "mode", "status", "because"} == set(links["btc"])
    text = caspia("network", "--on", "2024-02-01", "--format", "csv").stdout
    rows = {row["link_id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows.keys() == links.keys()
    assert rows["swap_tkm_irn_aze"]["because"].split(";") == links["swap_tkm_irn_aze"]["because"]


def test_two_days_tell_what_changed_and_by_what(caspia):
    words = ("network", "--on", "2023-06-01", "--diff", "2024-06-01")
    table = caspia(*words)
    assert table.returncode == 0, table.stderr
    assert "Closed from 2023-06-01 to 2024-06-01" in table.stdout
    assert "NIGC reports the swap" in table.stdout
    changes = json.loads(caspia(*words, "--json").stdout)["changes"]
    found = {one["link_id"]: one for one in changes if one["change"] == "closed"}
    assert set(found) == {"swap_tkm_irn_aze", "swap_tkm_irn_nax"}
    assert found["swap_tkm_irn_aze"]["before"] == "open"
    rows = list(csv.DictReader(io.StringIO(caspia(*words, "--format", "csv").stdout)))
    assert len(rows) == len(changes)


def test_files_for_other_programs(caspia, tmp_path):
    done = caspia("network", "--on", "2024-02-01", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {
        "network.geojson",
        "node.csv",
        "link.csv",
        "config.csv",
        "network.svg",
        "network.png",
    }
    assert (tmp_path / "network.png").read_bytes().startswith(b"\x89PNG")
    early = caspia("network", "--on", "2000-01-01", "--out", str(tmp_path / "early"))
    assert early.returncode == 0
    assert "No picture" in early.stderr
    assert not (tmp_path / "early" / "network.svg").exists()


def test_bad_input_ends_with_what_to_do(caspia):
    day = caspia("network", "--on", "soon")
    assert (day.returncode, day.stdout) == (2, "")
    assert day.stderr.rstrip().endswith(".")
    kind = caspia("network", "--on", "2024-02-01", "--format", "xlsx")
    assert kind.returncode == 2
    assert "table, json, csv" in kind.stderr
