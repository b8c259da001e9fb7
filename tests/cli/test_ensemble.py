"""``caspia ensemble`` as a user types it."""

from __future__ import annotations

import csv
import io
import json

import pytest

WORDS = (
    *("ensemble", "--period", "2023-01..2023-03", "--good", "containers", "--good", "gas"),
    *("--draws", "48", "--seed", "3", "--quiet"),
)
KEYS = {
    *("period", "draws", "seed", "failed", "note", "totals", "bands", "record", "coverage"),
    *("facts", "provenance"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("ensemble")


@pytest.fixture(scope="module")
def plain(caspia_process, folder):
    """A run on two processes that keeps its draws, and writes every file."""
    return caspia_process(
        *WORDS, "--workers", "2", "--resume", "draws", "--out", "files", cwd=folder
    )


def test_a_table_tells_bands_and_facts(plain, folder):
    assert plain.returncode == 0, plain.stderr
    assert "48 draws" in plain.stdout
    for title in ("Bands over the draws", "What moves each", "Facts that move the answer most"):
        assert title in plain.stdout
    assert "a band promises 90 %" in " ".join(plain.stdout.split())
    names = {path.name for path in (folder / "files").iterdir()}
    assert names == {"ensemble.json", "ensemble.csv", "ensemble.html", "ensemble.pdf"}


def test_json_is_the_same_bytes_in_one_process_in_two_and_resumed(
    caspia, caspia_process, plain, folder
):
    written = (folder / "files" / "ensemble.json").read_text(encoding="utf-8")
    alone = caspia_process(*WORDS, "--workers", "1", "--json", PYTHONHASHSEED="11")
    again = caspia(*WORDS, "--workers", "1", "--json", "--resume", "draws", cwd=folder)
    assert alone.stdout.rstrip() == again.stdout.rstrip() == written.rstrip()
    told = json.loads(written)
    assert set(told) == KEYS
    for band in told["bands"]:
        assert band["low"] <= band["median"] <= band["high"]
        assert {"observed", "modelled", "covered", "moved_by", "unit"} <= set(band)


def test_the_page_has_both_charts_and_the_table_a_line_per_band(plain, folder):
    page = (folder / "files" / "ensemble.html").read_text(encoding="utf-8")
    assert page.count("<svg") >= 2
    assert "What to find out next" in page
    lines = list(
        csv.DictReader(io.StringIO((folder / "files" / "ensemble.csv").read_text("utf-8")))
    )
    told = json.loads((folder / "files" / "ensemble.json").read_text(encoding="utf-8"))
    assert [line["title"] for line in lines] == [band["title"] for band in told["bands"]]
    assert (folder / "files" / "ensemble.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--draws", "0"), "Give 1 or more"),
        (("--workers", "-2"), "Give 1 or more"),
        (("--format", "xlsx"), "has no format xlsx"),
        (("--good", "cheese"), "cheese"),
    ],
)
def test_what_is_wrong_is_told(caspia, words, part):
    answer = caspia("ensemble", "--period", "2023-04", "--good", "gas", "--quiet", *words)
    assert answer.returncode == 2
    assert part in answer.stderr
    assert "Traceback" not in answer.stderr
