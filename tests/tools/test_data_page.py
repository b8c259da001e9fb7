"""The page on the reference ledger: its counts are those of the tables."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.reference import reference
from tools.bring_in.series_group import group_of, groups

PAGE = (Path(__file__).parents[2] / "docs/data.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ledger():
    return reference()


def section(title):
    """Rows of the table under a heading, by their first cell."""
    text = PAGE.split(f"## {title}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {row[0]: row[1:] for row in rows[2:]}


def test_every_series_is_in_one_group(ledger):
    assert {group_of(row.id) for row in ledger.rows("series")} == set(groups())


def test_the_page_counts_rows_by_grade_as_the_ledger_does(ledger):
    columns = ("published", "event", "structural", "undated")
    told = dict(zip(columns, map(int, section("Rows by known time")["all"]), strict=True))
    counted = ledger.grades()
    # A row published on the very day of the event is of either grade.
    either = [grades.pop("published") + grades.pop("event") for grades in (told, counted)]
    assert either[0] == either[1]
    assert told == counted


def test_the_page_tells_the_share_of_trade_rows_with_a_reporter(ledger):
    rows = [row for row in ledger.rows("observations") if group_of(row["series"]) == "trade"]
    share = 100 * sum(row["reporter"] is not None for row in rows) / len(rows)
    told = section("Columns filled")["trade"]
    assert told[:2] == [str(len(rows)), f"{share:.1f} %"]


def test_the_page_counts_the_conflicts(ledger):
    pairs = ledger.query("SELECT count(*) FROM rivals").item()
    told = section("Conflicts open")
    assert int(told["all"][0]) == pairs
    assert sum(int(count) for name, (count,) in told.items() if name != "all") == pairs


def test_the_page_tells_what_share_of_values_is_assumed(ledger):
    counts = Counter(
        row["basis"] for row in ledger.rows("link_values") if row["attribute"] == "cost"
    )
    found = re.search(r"\| link_values \| cost \| (\d+) \| (\d+) \| (\d+) \| ([\d.]+) % \|", PAGE)
    assert found
    named = [str(counts[basis]) for basis in ("observed", "measured", "assumed")]
    assert list(found.groups())[:3] == named
    assert found[4] == f"{100 * counts['assumed'] / counts.total():.1f}"
