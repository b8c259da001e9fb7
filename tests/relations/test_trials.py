"""The back-test: one case once, three ways, baselines, and a first line that says what it shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from caspia.relations import backtest, efforts
from caspia.relations.baselines import BASELINES
from caspia.relations.trials import SCORE, WAYS

if TYPE_CHECKING:
    from caspia.ledger import Ledger
    from caspia.relations import BackTest

BEFORE = date(2024, 4, 30)


@pytest.fixture(scope="module")
def found(ledger: Ledger) -> BackTest:
    return backtest(ledger, BEFORE)


def test_every_role_and_way_is_tried_against_every_baseline(found: BackTest) -> None:
    assert set(found.trials) == {(role, way) for role in ("host", "mediator") for way in WAYS}
    for trial in found.trials.values():
        assert set(trial.results) == {SCORE, *BASELINES}
        assert 0 < trial.rankable <= trial.cases
        for result in trial.results.values():
            hits = [result.hit[top] for top in (1, 3, 5)]
            assert hits == sorted(hits)
            assert 0 <= result.reciprocal_rank <= 1


def test_first_timers_are_some_of_the_cases(found: BackTest) -> None:
    for role in ("host", "mediator"):
        assert found.trials[role, "first_time"].cases < found.trials[role, "all"].cases
        assert found.trials[role, "without_history"].cases == found.trials[role, "all"].cases


def test_the_first_line_gives_n_and_says_when_nothing_is_shown(found: BackTest) -> None:
    trial = found.trials["mediator", "all"]
    assert f"n = {trial.cases}" in found.first_line
    value, low, high = trial.lift
    assert low <= value <= high
    assert found.first_line.startswith("This ranking is not shown") == (low <= 0)


def test_only_talks_before_the_day_are_cases(ledger: Ledger, found: BackTest) -> None:
    early = backtest(ledger, date(2010, 1, 1))
    assert early.trials["mediator", "all"].cases < found.trials["mediator", "all"].cases
    days = {row: effort.day for effort in efforts(ledger) for row in effort.rows}
    assert all(days[row] < BEFORE for row in found.rows)


def test_one_case_is_one_event_after_merging(ledger: Ledger) -> None:
    rows = [row for effort in efforts(ledger) for row in effort.rows]
    assert len(rows) == len(set(rows))
    pairs = [(effort.pair, effort.day) for effort in efforts(ledger)]
    assert len(pairs) == len(set(pairs))


def test_before_any_talks_nothing_is_claimed(ledger: Ledger) -> None:
    assert "nothing tells" in backtest(ledger, date(1980, 1, 1)).first_line
