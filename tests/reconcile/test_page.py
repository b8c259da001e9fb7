"""docs/reconcile.md says what the ledger and the assumptions say."""

from __future__ import annotations

import re

from caspia.reconcile import Reconciled, reconcile_series
from tests.reference import reference
from tools.document_reconcile import EXAMPLES, PAGE, examples, page_anew

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_examples_of_the_page_are_the_answers_of_the_ledger():
    assert page_anew(TEXT) == TEXT, "run `python -m tools.document_reconcile`"


def of(series: str, **wanted: str) -> list[Reconciled]:
    ledger = reference()
    parties, year = next((p, y) for s, p, y, _ in EXAMPLES if s == series)
    found = list(examples(ledger, series, parties, year))
    return [one for one in found if all(getattr(one.quantity, k) == v for k, v in wanted.items())]


def test_what_the_page_says_of_the_examples_holds():
    (turnover,) = of("trade_turnover")
    kazakh = next(report for report in turnover.reports if report.teller == "KAZ")
    rival = max(turnover.reports, key=lambda report: report.amount.value)
    assert rival.amount.value / kazakh.amount.value - 1 > 1 / 9, "an eighth"
    assert abs(kazakh.pull) < 0.01 * turnover.value
    ministry, association = (
        of("corridor_freight", scope="ministry"),
        of("corridor_freight", scope="association"),
    )
    assert 1.3 < ministry[0].value / association[0].value < 1.4
    (ports,) = of("port_throughput")
    assert ports.low < 13.3
    assert ports.high > 13.4
    (tajik,) = of("trade_turnover_change")
    assert tajik.low < 3
    assert tajik.high > 19.9
    swap = of("gas_imports")
    assert [round(one.value, 2) for one in swap] == [1.5, 0.29]
    assert all(len(one.reports) == 1 for one in swap)


def test_the_python_of_the_page_runs():
    (block,) = re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)
    names: dict[str, object] = {}
    exec(block, names)  # noqa: S102
    assert isinstance(names["turnover"], Reconciled)
    assert names["answer"] == reconcile_series(
        reference(), "trade_turnover", ["AZE", "KAZ"], "2023"
    )


def test_the_page_has_the_tables_of_both_benchmarks():
    assert "| **caspia**, prior 5% |" in TEXT
    assert "1,000,000 reports" in TEXT
    full = re.search(r"caspia, with pulls and odds of a gross error \| ([\d.]+)", TEXT)
    assert float(full[1]) < 60
