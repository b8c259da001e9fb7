"""Flows and the wait for a ferry in agreement."""

from __future__ import annotations

import pytest

from caspia.errors import CaspiaError
from caspia.scenarios.ferry_waiting import CLOSE, ferry_waiting
from tests.reference import reference

LINE = "ferry-kuryk-alat"


@pytest.fixture(scope="module")
def found():
    return ferry_waiting(reference(), LINE, "2024-03", goods=["metals", "grain"], replications=5)


def test_load_and_wait_agree(found):
    last = found.rounds[-1]
    assert found.settled
    assert last.gap < CLOSE
    due = [found.curve.wait_h(last.load_t_per_month, back=back).median for back in (False, True)]
    assert last.wait_h == pytest.approx(sum(due) / 2, rel=0.1)


def test_the_wait_is_a_row_of_the_ledger(found):
    (row,) = [
        r for r in found.ledger.rows("link_values", link_id=LINE) if r["attribute"] == "dwell"
    ]
    assert row["value"] == pytest.approx(found.rounds[-1].wait_h, abs=1e-3)
    assert found.ledger.source_ids([row.id]) == (f"scenario:waiting-{LINE}",)


def test_what_is_no_line_is_refused():
    with pytest.raises(CaspiaError, match="rail-saryagash-keles"):
        ferry_waiting(reference(), "rail-saryagash-keles", "2024-03", goods=["grain"])
