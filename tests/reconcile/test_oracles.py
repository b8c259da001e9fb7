"""Answers worked out in another way: plain costs on a grid, another solver, and the program."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caspia.reconcile import Change, Identity, assumptions, weigh
from caspia.reconcile.books import put_in_books, within_books
from caspia.reconcile.groups import TIE, settle
from caspia.reconcile.joined import Joined, change_rows, settle_joined, sums_of
from tests.reconcile.cases import (
    build,
    changed,
    of_one_teller,
    one_report,
    plain_cost,
    reports_of_one,
)

RULES = assumptions()


def least_on_a_grid(cost, low, high, steps=400, rounds=12):
    """Return where a convex function is least, by ever finer grids."""
    for _ in range(rounds):
        points = np.linspace(low, high, steps)
        best = int(np.argmin([cost(point) for point in points]))
        low, high = points[max(best - 1, 0)], points[min(best + 1, steps - 1)]
        steps = 20
    return (low + high) / 2


def one_book(reports):
    """Return the reports as those of one teller about one quantity, and their size."""
    books = put_in_books(reports)
    return within_books(books, RULES.within_teller), books.size[0]


@given(reports_of_one(least=2, most=4).map(of_one_teller))
@settings(max_examples=30, deadline=None)
def test_the_best_value_has_the_least_cost_written_out(reports):
    group, size = one_book(reports)
    found = settle(group, RULES)
    spread = RULES.within_teller * size

    def cost(x):
        return plain_cost(x, reports, spread, RULES, TIE)

    grid = least_on_a_grid(cost, reports.value.min(), reports.value.max())
    grid = np.clip(grid, found.low[0], found.high[0])
    assert cost(found.best[0]) <= cost(grid) + 1e-9 * max(cost(grid), 1)
    assert found.best[0] == pytest.approx(grid, abs=1e-4 * size)


def as_joined(reports, size, sums, changes):
    return Joined(
        np.asarray(reports.quantity),
        reports.value / size[reports.quantity],
        reports.low / size[reports.quantity],
        reports.high / size[reports.quantity],
        reports.soft_low,
        reports.soft_high,
        len(size),
        sums_of(sums, dict(zip(range(len(size)), range(len(size)), strict=True)), size),
        change_rows(changes, {0: 0, 1: 1}, size, RULES.per_link),
    )


@given(reports_of_one(least=1, most=5).map(of_one_teller))
@settings(max_examples=60, deadline=None)
def test_the_sweep_over_groups_is_the_program_for_one_quantity(reports):
    """The closed form is allowed because it is the same: compromise, interval and best value."""
    group, size = one_book(reports)
    swept = settle(group, RULES)
    program = settle_joined(as_joined(reports, np.array([size]), [], []), RULES)
    for name in ("compromise", "low", "high", "best"):
        solved = getattr(program, name)[0] * size
        assert solved == pytest.approx(getattr(swept, name)[0], abs=2e-5 * size), name
    assert program.soft_low[0] == swept.soft_low[0]
    assert program.soft_high[0] == swept.soft_high[0]


def bent(miss):
    miss = np.maximum(miss, 0.0)
    inside = np.minimum(miss, RULES.bend)
    return inside**2 / 2 + RULES.bend * (miss - inside)


@given(st.lists(one_report(), min_size=3, max_size=3))
@settings(max_examples=25, deadline=None)
def test_another_solver_finds_no_lower_cost_under_an_identity(rows):
    from scipy.optimize import minimize

    reports = build(rows, quantity=np.arange(3), teller=np.zeros(3, dtype=int))
    size = put_in_books(reports).size
    total = Identity("a + b = c", 0, (0, 1, 2), (1.0, 1.0, -1.0))
    found = settle_joined(as_joined(reports, size, [total], []), RULES)

    def cost(free):
        """Return the cost of bare values; the third follows from the first two."""
        x = np.array([free[0], free[1], free[0] + free[1]])
        above = np.where(reports.soft_low & ~reports.soft_high, 0.0, reports.value - x)
        below = np.where(reports.soft_high & ~reports.soft_low, 0.0, x - reports.value)
        gaps = np.maximum(above, 0) + np.maximum(below, 0)
        gaps = np.where(
            reports.soft_high & ~reports.soft_low, np.maximum(reports.value - x, 0), gaps
        )
        gaps = np.where(
            reports.soft_low & ~reports.soft_high, np.maximum(x - reports.value, 0), gaps
        )
        scaled = gaps / (RULES.within_teller * size)
        ties = TIE * ((x - reports.value) / (RULES.within_teller * size)) ** 2 / 2
        return float(bent(scaled).sum() + ties.sum())

    ours = found.compromise * size
    starts = [reports.value[:2], ours[:2] * 1.01, np.full(2, reports.value[2] / 2)]
    others = [minimize(cost, start, method="Nelder-Mead").fun for start in starts]
    assert cost(ours[:2]) <= min(others) * (1 + 1e-6) + 1e-6
    assert ours[0] + ours[1] == pytest.approx(ours[2], rel=1e-6)


def test_the_interval_under_an_identity_is_what_a_grid_of_all_points_allows():
    rows = [(30.0, 29.5, 30.5, False, False), (40.0, 38.0, 42.0, False, False)]
    rows.append((75.0, 75.0, 90.0, False, True))
    reports = build(rows, quantity=np.arange(3), teller=np.zeros(3, dtype=int))
    size = put_in_books(reports).size
    total = Identity("a + b = c", 0, (0, 1, 2), (1.0, 1.0, -1.0))
    found = settle_joined(as_joined(reports, size, [total], []), RULES)
    compromise = found.compromise * size
    missed = RULES.room * np.abs(reports.value - compromise)
    missed[2] = RULES.room * max(75 - compromise[2], 0)
    axis = np.linspace(20, 60, 1601)
    a, b = np.meshgrid(axis, axis)
    allowed = (np.abs(a - 30) <= 0.5 + missed[0]) & (np.abs(b - 40) <= 2 + missed[1])
    allowed &= a + b >= 75 - missed[2]
    step = axis[1] - axis[0]
    assert found.low[0] * size[0] == pytest.approx(max(a[allowed].min(), 29.5), abs=2 * step)
    assert found.high[1] * size[1] == pytest.approx(
        min(b[allowed].max(), max(42.0, compromise[1])), abs=2 * step
    )


def test_two_levels_and_a_change_against_another_solver():
    from scipy.optimize import minimize

    rows = [(100.0, 99.5, 100.5, False, False), (130.0, 129.5, 130.5, False, False)]
    reports = build(rows, quantity=np.arange(2), teller=np.zeros(2, dtype=int))
    size = put_in_books(reports).size
    told = Change("up by a tenth", 0, now=1, before=0, ratio=1.1, low=1.095, high=1.105)
    found = settle_joined(as_joined(reports, size, [], [told]), RULES)

    def cost(x):
        scaled = (x - reports.value) / (RULES.within_teller * size)
        link = (x[1] - 1.1 * x[0]) / (RULES.per_link * size[1])
        return float(bent(np.abs(scaled)).sum() + bent(abs(link)) + TIE * (scaled**2).sum() / 2)

    other = minimize(cost, [105.0, 120.0], method="Nelder-Mead", options={"xatol": 1e-9})
    assert found.compromise * size == pytest.approx(other.x, rel=1e-4)
    assert cost(found.compromise * size) <= other.fun * (1 + 1e-6)


@given(reports_of_one(least=3, most=5), st.data())
@settings(max_examples=40, deadline=None)
def test_the_pull_is_the_answer_without_the_report(reports, data):
    tellers = data.draw(st.lists(st.integers(0, 2), min_size=5, max_size=5))
    reports = changed(reports, teller=np.array(tellers[: len(reports)]))
    weighed = weigh(reports)
    for left_out in range(len(reports)):
        rest = weigh(reports.take(np.arange(len(reports)) != left_out), pulls_of=False)
        # The size of a quantity is the median of its reports, so a rest may have another.
        if put_in_books(reports).size[0] == pytest.approx(
            put_in_books(reports.take(np.arange(len(reports)) != left_out)).size[0]
        ):
            assert weighed.pulls.without[left_out] == pytest.approx(rest.best[0], rel=1e-6)


@given(st.lists(one_report(), min_size=6, max_size=40), st.data())
@settings(max_examples=30, deadline=None)
def test_many_quantities_at_once_are_each_by_itself(rows, data):
    count = len(rows)
    drawn = st.lists(st.integers(0, 5), min_size=count, max_size=count)
    quantity, teller = np.array(data.draw(drawn)), np.array(data.draw(drawn))
    reports = build(rows, quantity=quantity, teller=teller)
    together = weigh(reports)
    for place, number in enumerate(together.quantity):
        mask = quantity == number
        alone = weigh(reports.take(mask))
        assert alone.best[0] == pytest.approx(together.best[place], rel=1e-9)
        assert (alone.low[0], alone.high[0]) == (together.low[place], together.high[place])
        assert alone.pulls.pull == pytest.approx(together.pulls.pull[mask], rel=1e-9, abs=1e-9)
        assert alone.weight == pytest.approx(together.weight[mask], rel=1e-9)
