"""``caspia check`` as a user types it."""

from __future__ import annotations

import csv
import io
import json

import pytest

TRUE = "Azerbaijan's seaports handled 13.4 million tonnes of cargo in 2023."
FALSE = "Azerbaijan's seaports handled 17.9 million tonnes of cargo in 2023."


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "note.md"
    path.write_text(f"# A note\n\n{TRUE}\n\n{FALSE}\n", encoding="utf-8")
    return path


def test_a_contradicted_claim_ends_with_one(caspia, file, tmp_path):
    done = caspia("check", str(file), "--date", "2024-05-31")
    assert done.returncode == 1, done.stderr
    assert "2 claims of 2024-05-31: 1 supported, 1 contradicted." in done.stdout
    true = tmp_path / "true.txt"
    true.write_text(TRUE, encoding="utf-8")
    assert caspia("check", str(true), "--date", "2024-05-31").returncode == 0


def test_json_has_the_keys_that_others_rely_on(caspia, file):
    told = json.loads(caspia("check", str(file), "--date", "2024-05-31", "--json").stdout)
    text = file.read_text(encoding="utf-8")
    assert len(told["claims"]) == 2
    for claim in told["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]
        assert claim["verdict"] in ("supported", "contradicted")
        assert claim["evidence"][0]["row_id"]
        assert claim["evidence"][0]["sources"]
    assert told["provenance"]


def test_the_page_opens_offline(caspia, file, tmp_path):
    words = ("check", str(file), "--date", "2024-05-31", "--format", "html", "--out", str(tmp_path))
    assert caspia(*words).returncode == 1
    page = (tmp_path / "note-checked.html").read_text(encoding="utf-8")
    assert '<mark class="good">13.4 million tonnes</mark>' in page
    assert '<mark class="bad">17.9 million tonnes</mark>' in page
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_csv_has_a_line_per_claim(caspia, file):
    done = caspia("check", str(file), "--date", "2024-05-31", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["verdict"] for row in rows] == ["supported", "contradicted"]


def test_bad_input_says_what_to_do(caspia, tmp_path):
    missing = caspia("check", "none.md")
    assert missing.returncode == 2
    assert "Name a file" in missing.stderr
    binary = tmp_path / "a.bin"
    binary.write_bytes(b"\x80\x81")
    assert caspia("check", str(binary)).returncode == 2
    assert caspia("check", str(binary), "--date", "May").returncode == 2
    refused = caspia("check", str(tmp_path / "a.bin"), "--format", "pdf")
    assert refused.returncode == 2
