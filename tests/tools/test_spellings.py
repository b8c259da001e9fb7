"""One spelling of a name in what the ledger says itself, none in what a source printed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tools.bring_in.book import Book
from tools.bring_in.curation import table
from tools.bring_in.spellings import bring_in, spelled

DATA = Path(__file__).parents[2] / "src/caspia/data"
SCHEMA = {
    "parties": [
        {"column": "party_id", "type": "key", "default": ""},
        {"column": "name", "type": "text", "default": ""},
        {"column": "aliases", "type": "list:text", "default": ""},
    ],
    "sources": [
        {"column": "source_id", "type": "key", "default": ""},
        {"column": "title", "type": "text", "default": ""},
    ],
    "reports": [{"column": "row_id", "type": "row", "default": ""}],
}


def test_names_are_written_alike_and_prints_stay_as_printed(tmp_path):
    book = Book(SCHEMA)
    book.add("parties", "Turkiye", name="Turkiye and Iran in one figure", aliases="Turkiye")
    book.add("sources", "page", title="Turkiye buys gas")
    book.report("Turkiye", "page", note="told by Turkiye", quoted="Turkiye 5")
    book.rival("Turkiye", "page", "Turkiye or Turkey")
    bring_in(tmp_path, book, None, None)
    assert book.rows("parties") == [
        {"party_id": "Turkiye", "name": "Türkiye and Iran together", "aliases": "Turkiye"}
    ]
    assert book.rows("sources")[0]["title"] == "Turkiye buys gas"
    assert (book.rows("reports")[0]["note"], book.rows("reports")[0]["quoted"]) == (
        "told by Türkiye",
        "Turkiye 5",
    )
    assert book.rows("rivals")[0]["why"] == "Türkiye or Turkey"


def test_only_whole_words_are_replaced():
    assert spelled("the US-AZE group, not US-AZERBAIJAN") == (
        "the US-Azerbaijan group, not US-AZERBAIJAN"
    )


@pytest.mark.parametrize("name", ["events", "agreements", "links", "parties", "subjects"])
def test_no_old_spelling_is_left(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    words = [rule["word"] for rule in table("spellings")]
    told = [row.get("name") or row.get("title") or "" for row in rows]
    assert [text for text in told if any(word in text for word in words)] == []


def test_no_link_is_named_by_ids():
    with (DATA / "links.csv").open(encoding="utf-8", newline="") as stream:
        names = [row["name"] for row in csv.DictReader(stream)]
    assert [name for name in names if "_" in name or "(rail)" in name] == []
