"""Rows that arrive as a query are checked inside DuckDB and obey both clocks."""

from __future__ import annotations

from datetime import date

import pytest

from caspia.errors import BadRowsError
from caspia.ledger import BulkRows, Ledger, append_bulk, ground_of, writing
from caspia.ledger.user_layer import user_layer

SOURCE = {"source_id": "stat-2024-02-10", "published": "2024-02-10", "retrieved": "2026-01-01"}
QUERY = """
SELECT 'trade.' || y AS observation_id, 'trade_turnover' AS series, 'AZE' AS subject,
       'KAZ' AS partner, make_date(y, 1, 1) AS valid_from, make_date(y + 1, 1, 1) AS valid_to,
       100.0 + y AS value, 'MUSD' AS unit, 'as printed' AS quoted
FROM range(2000, 2020) t(y)
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("CASPIA_CACHE", str(tmp_path / "cache"))


def added(small_layer, target, query, source=SOURCE):
    with writing(target) as connection:
        ids = ground_of([small_layer]).ids
        return append_bulk(connection, BulkRows("observations", query), source, ids, "big.csv")


def test_rows_are_added_with_a_report_each(small_layer, tmp_path):
    target = tmp_path / "mine.duckdb"
    assert added(small_layer, target, QUERY) == 20
    ledger = Ledger([small_layer, user_layer(target, [small_layer])])
    row = ledger.row("trade.2019")
    assert (row["value"], row["qualifier"], row["modality"]) == (2119.0, "exact", "actual")
    assert (row.known_from, row.grade) == (date(2024, 2, 10), "published")
    (report,) = ledger.reports("trade.2019")
    assert (report.source_id, report.quoted) == ("stat-2024-02-10", "as printed")
    assert not ledger.at("2024-02-09").find("trade.2019")


def test_adding_again_replaces(small_layer, tmp_path):
    target = tmp_path / "mine.duckdb"
    added(small_layer, target, QUERY)
    added(small_layer, target, QUERY.replace("100.0 + y", "1.0"))
    ledger = Ledger([small_layer, user_layer(target, [small_layer])])
    assert ledger.row("trade.2019")["value"] == 1.0
    assert len(ledger.reports("trade.2019")) == 1


def test_an_undated_source_follows_the_rule_of_figures(small_layer, tmp_path):
    target = tmp_path / "mine.duckdb"
    added(small_layer, target, QUERY, {**SOURCE, "published": ""})
    row = Ledger([small_layer, user_layer(target, [small_layer])]).row("trade.2019")
    assert (row.known_from, row.grade) == (date(2020, 3, 30), "undated")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("'KAZ'", "'KZA'"), "20 rows: partner is no row of any table \\(KZA\\)"),
        (("'trade_turnover'", "'AZE'"), "series is no row of series"),
        (("100.0 + y", "'nan'::DOUBLE"), "value is no number"),
        (("'trade.' || y", "'one'"), "an id stands twice"),
        (
            ("'trade.' || y", "CASE WHEN y = 2000 THEN 'AZE' ELSE y::VARCHAR END"),
            "of another table",
        ),
        (("make_date(y + 1, 1, 1)", "make_date(y, 1, 1)"), "valid_to is not after"),
        (("'MUSD'", "NULL"), "unit is empty"),
        (("'as printed' AS quoted", "'perhaps' AS modality"), "modality is not allowed"),
    ],
)
def test_bad_rows_are_counted_and_nothing_is_written(small_layer, tmp_path, change, said):
    target = tmp_path / "mine.duckdb"
    added(small_layer, target, QUERY)
    before = target.read_bytes()
    with pytest.raises(BadRowsError, match=said):
        added(small_layer, target, QUERY.replace(*change))
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("mine*")) in (
        ["mine.duckdb"],
        ["mine.duckdb", "mine.duckdb.lock"],
    )
