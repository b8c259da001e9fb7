"""Mirror trade: what is put into made pairs is found again."""

from __future__ import annotations

import importlib.util
from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caspia.errors import BadInputError
from caspia.reconcile import (
    Habits,
    MirrorPairs,
    estimate_flows,
    fit_mirror,
    habits_of,
    predict_other_side,
    predict_with_past,
)

ROOT = Path(__file__).parents[2]
MARGIN = log(1.1)
SPREADS = np.array([0.05, 0.1, 0.2, 0.4])


def made_pairs(count=4000, margin=MARGIN, gross=0.05, seed=7):
    """Return pairs of four reporters of known spreads, with the truth and which are gross."""
    random = np.random.default_rng(seed)
    exporter = random.integers(0, 4, count)
    importer = (exporter + random.integers(1, 4, count)) % 4
    truth = random.normal(14, 2, count)
    exported = truth + SPREADS[exporter] * random.normal(size=count)
    imported = truth + margin + SPREADS[importer] * random.normal(size=count)
    is_gross = random.random(count) < gross
    imported[is_gross] += random.choice([-1, 1], is_gross.sum()) * log(12)
    return MirrorPairs(exporter, importer, exported, imported), truth, is_gross


@pytest.mark.parametrize("prior", [0.05, 0.20])
def test_margin_spreads_and_gross_errors_are_found_again(prior):
    pairs, _, is_gross = made_pairs()
    model = fit_mirror(pairs, 4, prior)
    assert model.fitted
    assert np.exp(model.margin) == pytest.approx(1.1, rel=0.01)
    assert model.spread == pytest.approx(SPREADS, abs=0.06)
    assert (np.diff(model.spread) > 0).all()
    assert model.gross[is_gross].min() > 0.5
    assert np.mean(model.gross[~is_gross] > 0.5) < 0.02


def test_a_larger_prior_sees_more_gross_errors():
    pairs, _, _ = made_pairs(count=300)
    few, many = (fit_mirror(pairs, 4, prior).gross for prior in (0.02, 0.2))
    assert many.sum() > few.sum()


def test_both_figures_together_are_nearer_the_truth_than_either():
    pairs, truth, is_gross = made_pairs()
    found = estimate_flows(pairs, fit_mirror(pairs, 4, 0.05))
    good = ~is_gross
    error = np.sqrt(np.mean((found.best - truth)[good] ** 2))
    assert error < np.sqrt(np.mean((pairs.exported - truth)[good] ** 2))
    assert error < np.sqrt(np.mean((pairs.imported - log(1.1) - truth)[good] ** 2))
    inside = (found.low <= truth) & (truth <= found.high)
    assert inside[good].mean() == pytest.approx(0.9, abs=0.03)
    assert inside[is_gross].mean() > 0.8


def test_the_better_reporter_weighs_more():
    pairs = MirrorPairs(np.array([0]), np.array([3]), np.array([1.0]), np.array([1.2]))
    learnt, _, _ = made_pairs()
    model = fit_mirror(learnt, 4, 0.05)
    found = estimate_flows(pairs, model)
    assert found.weight[0] > 0.9
    assert found.low[0] <= found.best[0] <= found.high[0]


def test_few_pairs_keep_the_usual_margin():
    pairs, _, _ = made_pairs(count=20, margin=log(2))
    model = fit_mirror(pairs, 4, 0.05)
    assert not model.fitted
    assert np.exp(model.margin) == pytest.approx(1.08)
    none = MirrorPairs(*(np.array([], dtype=kind) for kind in (int, int, float, float)))
    assert np.exp(fit_mirror(none, 4, 0.05).margin) == pytest.approx(1.08)


@given(st.floats(-12, 12))
@settings(max_examples=20, deadline=None)
def test_another_unit_moves_every_answer_by_the_same(shift):
    pairs, _, _ = made_pairs(count=200)
    moved = MirrorPairs(
        pairs.exporter, pairs.importer, pairs.exported + shift, pairs.imported + shift
    )
    plain, other = (estimate_flows(p, fit_mirror(p, 4, 0.05)) for p in (pairs, moved))
    assert other.best - shift == pytest.approx(plain.best, abs=1e-6)
    assert other.gross == pytest.approx(plain.gross, abs=1e-6)


def test_a_held_out_report_lies_in_nine_of_ten_intervals():
    pairs, _, _ = made_pairs(gross=0.05)
    model = fit_mirror(pairs, 4, 0.05)
    spread = np.hypot(model.spread[pairs.exporter], model.spread[pairs.importer])
    best, low, high = predict_other_side(pairs.imported, spread, model.margin, 0.05)
    inside = (low <= pairs.exported) & (pairs.exported <= high)
    assert inside.mean() == pytest.approx(0.9, abs=0.03)
    assert best == pytest.approx(pairs.imported - model.margin)


def test_a_gap_that_lasts_is_foreseen():
    random = np.random.default_rng(3)
    who, count = np.arange(2), 500
    pair = np.tile(who, count // 2)
    lasting = random.normal(0, 1, count)
    truth = random.normal(10, 1, count)
    years = [
        MirrorPairs(
            pair,
            1 - pair,
            truth + 0.05 * random.normal(size=count),
            truth + lasting + 0.05 * random.normal(size=count),
        )
        for _ in range(2)
    ]
    habits = habits_of(years[0], years[1], 0.0, np.ones(count))
    assert habits.lasts > 0.9
    spread = np.full(count, 1.0)
    past = (years[0].imported, years[0].exported)
    foreseen = predict_with_past(years[1].imported, past, spread, 0.0, habits, 0.05)[0]
    blind = predict_other_side(years[1].imported, spread, 0.0, 0.05)[0]
    off = [np.abs(best - years[1].exported).mean() for best in (foreseen, blind)]
    assert off[0] < off[1] / 5


def test_what_does_not_move_is_told_by_the_year_before():
    still = Habits(lasts=0.0, moves=1e-4)
    past = (np.array([5.0]), np.array([4.0]))
    best, _, _ = predict_with_past(np.array([9.0]), past, np.array([1.0]), 0.0, still, 0.05)
    assert best[0] == pytest.approx(4.0, abs=1e-3)


def test_flows_of_zero_and_shares_that_are_none_are_refused():
    number = np.array([0, 1])
    with pytest.raises(BadInputError, match=r"Pairs \[1\]"):
        MirrorPairs(number, number[::-1], np.array([1.0, -np.inf]), np.array([1.0, 2.0]))
    with pytest.raises(BadInputError, match="no share"):
        fit_mirror(made_pairs(count=10)[0], 4, 1.0)


def benchmark(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
def test_the_tables_of_the_page_are_those_of_the_pairs():
    script = benchmark("mirror_trade")
    if not script.DATA.exists():
        pytest.skip("the mirror pairs are not beside this checkout")
    page = (ROOT / "docs" / "reconcile.md").read_text(encoding="utf-8")
    printed = page.split(script.MARKS[0])[1].split(script.MARKS[1])[0]
    assert printed == script.tables(script.DATA), "run `python benchmarks/mirror_trade.py --write`"


def test_the_benchmark_of_the_pairs_says_so_where_there_are_none(tmp_path, capsys, monkeypatch):
    script = benchmark("mirror_trade")
    monkeypatch.setattr("sys.argv", ["mirror_trade.py", "--data", str(tmp_path / "none.csv")])
    script.main()
    assert "not beside this checkout" in capsys.readouterr().out


def test_the_benchmark_of_many_reports_runs_on_few():
    table = benchmark("reconcile_million").measure(3000)
    assert "3,000 reports" in table
    assert "caspia, with pulls and odds of a gross error" in table
