"""Rows that do not fit in memory wait on disk, and a file streams past what it is joined with."""

from __future__ import annotations

import duckdb
import pytest

from caspia.importers import adding, countries, head_of, plan_import, staging
from caspia.importers.comtrade import ComtradeBulk
from tests.importers.importing import SAMPLES

HEADER = (
    "typeCode\tfreqCode\tperiod\treporterCode\tflowCode\tpartnerCode\tpartner2Code\t"
    "classificationCode\tcmdCode\tcustomsCode\tmotCode\tnetWgt\tcifvalue\tfobvalue\tprimaryValue\n"
)
YEARS = range(1962, 2022)


@pytest.fixture
def large(tmp_path):
    """Trade that becomes two million rows, half of it finer than a chapter and left out."""
    codes = [country.m49[0] for country in countries() if country.kind == "state"]
    file = tmp_path / "large.tsv"
    with file.open("w", encoding="utf-8") as out:
        out.write(HEADER)
        for year in YEARS:
            for reporter in codes[:50]:
                out.writelines(
                    f"C\tA\t{year}\t{reporter}\tX\t{partner}\t0\tH5\t{goods}\tC00\t0\t5000\t\t"
                    f"{year}.5\t{year}.5\n"
                    for partner in codes
                    for goods in ("27", "270900")
                )
    return file


def test_rows_that_do_not_fit_in_memory_are_counted(large, monkeypatch):
    monkeypatch.setattr(adding, "_MEMORY", "200MB")
    rows = len(YEARS) * 50 * sum(country.kind == "state" for country in countries())
    preview = plan_import(large, [])
    assert preview.new["observations"] == 2 * rows
    (finer,) = preview.refused
    assert (finer.count, finer.examples) == (rows, ("270900",))


def test_a_file_is_never_the_side_of_a_join_that_is_held():
    with duckdb.connect() as connection:
        ComtradeBulk().plan(head_of(SAMPLES / "comtrade_bulk.tsv"), connection, {})

        def held_sides() -> int:
            plan = connection.execute("EXPLAIN SELECT * FROM decoded").fetchall()[0][1]
            return plan.count("Join Type: RIGHT")

        assert held_sides(), "taken for small, the file would be held"
        with staging._streaming(connection):
            assert not held_sides()
