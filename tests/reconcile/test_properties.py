"""What must hold for any reports."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caspia.errors import BadInputError
from caspia.reconcile import Change, Identity, assumptions, reports_from, weigh
from tests.reconcile.cases import build, changed, one_report, reports_of_one

CLOSE = {"rel": 1e-6, "abs": 1e-6}


def ends(weighed):
    return weighed.low[0], weighed.high[0]


@given(one_report())
def test_a_single_report_is_returned_as_it_is(row):
    weighed = weigh(build([row]))
    assert weighed.best[0] == row[0]
    assert ends(weighed) == (row[1], row[2])
    assert (weighed.soft_low[0], weighed.soft_high[0]) == (row[3], row[4])
    assert weighed.weight[0] == 1
    assert not weighed.pulls.known[0]


@given(one_report(), st.integers(2, 5))
def test_a_report_told_again_changes_nothing(row, times):
    weighed = weigh(build([row] * times))
    assert weighed.best[0] == pytest.approx(row[0], **CLOSE)
    assert ends(weighed) == (row[1], row[2])


@given(reports_of_one(least=2), st.data())
@settings(max_examples=300)
def test_a_wider_report_never_narrows_the_answer(reports, data):
    which = data.draw(st.integers(0, len(reports) - 1))
    low, high = reports.low.copy(), reports.high.copy()
    low[which] -= data.draw(st.floats(0, 100))
    high[which] += data.draw(st.floats(0, 100))
    wider = changed(reports, low=low, high=high)
    narrow, wide = (weigh(told, pulls_of=False) for told in (reports, wider))
    slack = 1e-9 * abs(narrow.high[0])
    assert wide.low[0] <= narrow.low[0] + slack
    assert wide.high[0] >= narrow.high[0] - slack


@given(reports_of_one(least=2), st.data())
def test_a_wider_report_of_a_teller_with_several_never_narrows(reports, data):
    tellers = np.array(data.draw(st.lists(st.integers(0, 1), min_size=5, max_size=5)))
    reports = changed(reports, teller=tellers[: len(reports)])
    low = reports.low.copy()
    low[0] -= data.draw(st.floats(0, 100))
    wider = changed(reports, low=low)
    narrow, wide = (weigh(told, pulls_of=False) for told in (reports, wider))
    assert wide.low[0] <= narrow.low[0] + 1e-9
    assert wide.high[0] >= narrow.high[0] - 1e-9


@given(reports_of_one(least=2), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(reports, random):
    order = list(range(len(reports)))
    random.shuffle(order)
    straight, mixed = weigh(reports), weigh(reports.take(np.array(order)))
    assert straight.best[0] == mixed.best[0]
    assert ends(straight) == ends(mixed)
    assert np.array_equal(straight.weight[order], mixed.weight)
    assert np.array_equal(straight.pulls.pull[order], mixed.pulls.pull)
    assert np.array_equal(straight.pulls.gross[order], mixed.pulls.gross)


@settings(max_examples=50)
@given(reports_of_one(least=2), st.sampled_from([1e-9, 1e-3, 0.5, 7.0, 1e6, 1e12]))
def test_another_unit_gives_the_same_answer(reports, factor):
    names = ("value", "low", "high")
    scaled = changed(reports, **{name: factor * getattr(reports, name) for name in names})
    plain, other = weigh(reports), weigh(scaled)
    for name in ("best", "low", "high"):
        assert getattr(other, name)[0] == pytest.approx(factor * getattr(plain, name)[0], rel=1e-6)
    assert other.weight == pytest.approx(plain.weight, abs=1e-6)
    assert other.pulls.gross == pytest.approx(plain.pulls.gross, abs=1e-6)


@given(reports_of_one(least=2))
def test_the_best_value_lies_in_the_interval_and_the_weights_are_shares(reports):
    weighed = weigh(reports)
    assert weighed.low[0] <= weighed.best[0] <= weighed.high[0]
    assert (weighed.weight >= 0).all()
    assert weighed.weight.sum() == pytest.approx(1)
    assert ((weighed.pulls.gross >= 0) & (weighed.pulls.gross <= 1)).all()


@given(st.integers(10, 1000), st.integers(10, 1000))
def test_the_interval_of_two_equal_rivals_spans_both(one, other):
    assume(one != other)
    weighed = weigh(reports_from([0, 0], [float(one), float(other)]))
    low, high = sorted((float(one), float(other)))
    assert ends(weighed) == (pytest.approx(low), pytest.approx(high))
    assert weighed.best[0] == pytest.approx((low + high) / 2, rel=1e-6)
    assert weighed.weight == pytest.approx([0.5, 0.5], abs=1e-6)


def test_a_gross_error_among_agreeing_reports_is_named_and_left_outside():
    weighed = weigh(reports_from([0, 0, 0, 0], [100.0, 101.0, 99.5, 1000.0]))
    assert weighed.high[0] < 130
    assert weighed.pulls.gross[3] > 0.99
    assert (weighed.pulls.gross[:3] < 0.05).all()


def test_figures_of_one_teller_are_no_independent_witnesses():
    values, one_by_one = [529.4, 529.4, 529.4, 598.5], [0, 1, 2, 3]
    independent = weigh(reports_from([0] * 4, values, teller=one_by_one))
    one_teller = weigh(reports_from([0] * 4, values, teller=[0, 0, 0, 1]))
    assert one_teller.best[0] == pytest.approx((529.4 + 598.5) / 2, rel=1e-6)
    assert independent.best[0] < one_teller.best[0]


@given(st.lists(one_report(), min_size=3, max_size=3))
@settings(max_examples=60, deadline=None)
def test_identities_hold(rows):
    rows = [rows[0], rows[1], rows[2]]
    reports = build(rows, quantity=np.arange(3), teller=np.zeros(3, dtype=int))
    total = Identity("a + b = c", 0, (0, 1, 2), (1.0, 1.0, -1.0))
    weighed = weigh(reports, [total], pulls_of=False)
    size = np.abs(reports.value).max()
    assert abs(weighed.best[0] + weighed.best[1] - weighed.best[2]) < 1e-6 * size
    assert (weighed.low <= weighed.best + 1e-6).all()
    assert (weighed.best <= weighed.high + 1e-6).all()


@given(st.lists(one_report(), min_size=3, max_size=3), st.integers(0, 2), st.floats(0.1, 50))
@settings(max_examples=60, deadline=None)
def test_a_wider_report_never_narrows_what_identities_join(rows, which, by):
    reports = build(rows, quantity=np.arange(3), teller=np.zeros(3, dtype=int))
    low = reports.low.copy()
    low[which] -= by
    total = Identity("a + b = c", 0, (0, 1, 2), (1.0, 1.0, -1.0))
    narrow = weigh(reports, [total], pulls_of=False)
    wide = weigh(changed(reports, low=low), [total], pulls_of=False)
    slack = 1e-5 * np.abs(reports.value).max()
    assert (wide.low <= narrow.low + slack).all()
    assert (wide.high >= narrow.high - slack).all()


def test_a_sum_that_agrees_leaves_its_members_as_told():
    reports = reports_from([0, 1, 2], [73.0, 456.3, 529.3], teller=[0, 0, 0])
    weighed = weigh(reports, [Identity("a + b = c", 0, (0, 1, 2), (1.0, 1.0, -1.0))])
    assert weighed.best == pytest.approx([73.0, 456.3, 529.3], rel=1e-7)
    assert weighed.binding == ()
    # Without one of them the other two say what it is.
    assert weighed.pulls.known.all()
    assert weighed.pulls.pull == pytest.approx([0, 0, 0], abs=1e-5)


def test_a_part_is_never_more_than_the_whole():
    reports = reports_from([0, 1], [120.0, 100.0], teller=[0, 0])
    weighed = weigh(reports, [Identity("part ≤ whole", 0, (0, 1), (1.0, -1.0), "at_most")])
    assert weighed.best[0] <= weighed.best[1] * (1 + 1e-7)
    assert 100 < weighed.best[1] < 120
    assert [identity.name for identity in weighed.binding] == ["part ≤ whole"]


def test_a_change_moves_both_levels_towards_it():
    reports = reports_from([0, 1], [100.0, 130.0], teller=[0, 0])
    told = Change("up by a tenth", 0, now=1, before=0, ratio=1.1, low=1.095, high=1.105)
    weighed = weigh(reports, changes=[told])
    assert weighed.best[0] > 100
    assert weighed.best[1] < 130
    assert weighed.best[1] / weighed.best[0] < 1.3


def test_identities_do_not_pass_from_one_teller_to_another():
    reports = reports_from([0, 1], [120.0, 100.0], teller=[0, 1])
    with pytest.raises(BadInputError, match="teller 0 tells nothing"):
        weigh(reports, [Identity("part ≤ whole", 0, (0, 1), (1.0, -1.0), "at_most")])


@pytest.mark.parametrize(
    ("value", "low", "high"), [(np.nan, 0, 1), (np.inf, 0, np.inf), (2.0, 0.0, 1.0)]
)
def test_what_is_no_figure_is_refused(value, low, high):
    with pytest.raises(BadInputError, match=r"Reports \[1\]"):
        reports_from([0, 0], [1.0, value], [1.0, low], [1.0, high])


def test_every_assumption_has_a_basis_and_a_meaning():
    from caspia.reconcile import assumption_rows

    rows = assumption_rows()
    assert {row["name"] for row in rows} == set(assumptions().__slots__)
    assert {row["basis"] for row in rows} <= {"assumed", "published", "fitted"}
    assert all(row["meaning"] for row in rows)
    assert all(row["source"] for row in rows if row["basis"] != "assumed")
