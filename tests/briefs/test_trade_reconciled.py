"""What reports of one year come to stands beside them."""

from __future__ import annotations

from caspia.briefs.document import Table
from caspia.briefs.sections.trade_reconciled import reconciled_blocks
from tests.briefs.section_ground import real_page, said


def lines(a: str, b: str, on: str) -> list[list[str]]:
    tables = [block for block in reconciled_blocks(real_page(a, b, on)) if isinstance(block, Table)]
    return [[said(cell) for cell in row] for table in tables for row in table.rows]


def test_rivals_of_one_year_come_to_one_interval():
    (line,) = [row for row in lines("AZE", "KAZ", "2025-06-30") if row[0] == "2023"]
    assert line[2] == "528–599 MUSD"
    assert "Kazakhstan" in line[3]


def test_the_figure_rests_on_every_report_and_opens():
    page = real_page("AZE", "KAZ", "2025-06-30")
    table = next(block for block in reconciled_blocks(page) if isinstance(block, Table))
    (figure,) = table.rows[0][2]
    assert len(figure.rows) >= 3
    told = [page.ledger.row(row)["value"] for row in figure.rows]
    assert figure.low < 529.4e6
    assert figure.high > 598.4e6
    assert {529.4e6, 598.47e6} <= set(told)
    assert "reconcile:trade_turnover.AZE-KAZ.2023-01-01_2024-01-01" in figure.how


def test_a_year_that_one_tells_of_and_a_bloc_have_nothing_to_reconcile():
    assert lines("KGZ", "TJK", "2024-05-31") == []
    assert lines("AZE", "C5", "2024-05-31") == []
