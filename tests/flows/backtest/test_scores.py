"""What each mode may use, bands widened to hold what they promise, and the page of both."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from caspia.errors import BadInputError
from caspia.flows.backtest import widened, widening, year_beside_record
from caspia.flows.backtest.scores import ledger_before
from tests.flows import region_cases

PAGE = Path(__file__).parents[3] / "docs" / "flows_score.md"
YEAR = 2024


@pytest.fixture(scope="module")
def record():
    return year_beside_record(region_cases.ledger(), YEAR, "pseudo")


@pytest.mark.parametrize("mode", ["vintage", "pseudo"])
def test_nothing_of_the_year_itself_is_used(mode):
    known = ledger_before(region_cases.ledger(), YEAR, mode)
    rows = known.rows("observations", series="corridor_freight")
    series = [row for row in rows if row["modality"] == "actual"]
    assert series
    assert all(row["valid_to"] is None or row["valid_to"] <= date(YEAR, 1, 1) for row in series)


def test_vintage_knows_less_than_pseudo():
    ledger = region_cases.ledger()
    told = {
        mode: len(ledger_before(ledger, YEAR, mode).rows("observations"))
        for mode in ("vintage", "pseudo")
    }
    assert told["vintage"] < told["pseudo"]


def test_a_mode_that_is_not_there_is_refused():
    with pytest.raises(BadInputError, match="vintage, pseudo"):
        ledger_before(region_cases.ledger(), YEAR, "oracle")


def test_what_is_compared_is_of_the_year(record):
    assert record.lines
    assert all(date(YEAR, 1, 1) <= line.period.start <= date(YEAR, 12, 31) for line in record.lines)


def banded(record, low, high):
    from dataclasses import replace

    from caspia.flows.record import Modelled

    lines = tuple(
        replace(line, modelled=Modelled(line.observed.value, *(f * line.observed.value for f in b)))
        for line, b in zip(record.lines, zip(low, high, strict=True), strict=True)
        if line.observed.value
    )
    return replace(record, lines=lines)


def test_bands_are_widened_until_they_hold_nine_in_ten(record):
    rng = np.random.default_rng(2)
    middle = np.exp(rng.standard_normal(len(record.lines)))
    narrow = banded(record, 0.9 * middle, 1.1 * middle)
    factor = widening([narrow])
    held = [line.covered for line in widened(narrow, factor).lines if line.counts]
    assert np.mean(held) >= 0.9
    less = [line.covered for line in widened(narrow, factor * 0.8).lines if line.counts]
    assert np.mean(less) < np.mean(held)


def test_bands_that_hold_all_stay_as_they_are(record):
    wide = banded(record, np.full(len(record.lines), 0.1), np.full(len(record.lines), 10.0))
    assert widening([wide]) == 1.0


def test_the_page_tells_what_the_model_says_today(record):
    text = PAGE.read_text(encoding="utf-8").split("## Pseudo")[1].split("## Hindsight")[0]
    line = next(
        one
        for one in record.lines
        if one.told.quantity.series == "corridor_freight"
        and one.told.quantity.subject == "MIDDLE"
        and one.told.quantity.scope == "ministry"
        and one.counts
    )
    row = next(
        row for row in text.splitlines() if row.startswith("| corridor freight MIDDLE minis")
    )
    years = row.split("|")[3].split("<br>")
    place = next(n for n, year in enumerate(years) if year.strip().startswith(str(YEAR)))
    printed = float(re.match(r"[\d.]+", row.split("|")[4].split("<br>")[place].strip())[0])
    assert line.modelled.value == pytest.approx(printed, rel=0.02)
