"""Means that an incomplete record can only raise, two forms, bands, and parts that add up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from caspia.errors import BadInputError
from caspia.relations.rules import columns, features, settings
from caspia.relations.scoring import (
    Panel,
    band_of,
    drawn_scores,
    mean_raised,
    point_scores,
    usual_draws,
)
from caspia.relations.splitting import empty_score, split_change, split_level

COLUMNS = len(columns())
SHARE = st.floats(0, 1)
FORM = st.sampled_from(["additive", "geometric"])


@st.composite
def panels(draw: st.DrawFn, months: int = 2) -> Panel:
    """Return a panel with values in their intervals; what is missing has none."""

    def numbers() -> np.ndarray:
        flat = draw(st.lists(SHARE, min_size=months * COLUMNS, max_size=months * COLUMNS))
        return np.array(flat).reshape(months, COLUMNS)

    def flags() -> np.ndarray:
        flat = draw(st.lists(st.booleans(), min_size=months * COLUMNS, max_size=months * COLUMNS))
        return np.array(flat).reshape(months, COLUMNS)

    known, value = flags(), numbers()
    low, high = value * numbers(), value + (1 - value) * numbers()
    return Panel(low * known, value * known, high * known, known, flags() & known)


@tries(max_examples=12)
@given(panels(), FORM)
def test_the_parts_add_up_to_the_score_and_to_a_change(panel: Panel, form: str) -> None:
    score = point_scores(panel, form)
    for month in (0, 1):
        parts = split_level(panel, month, form)
        assert parts.sum() + empty_score(panel, month, form) == pytest.approx(
            score[month], abs=1e-9
        )
    change = split_change(panel, 0, 1, form)
    assert change.sum() == pytest.approx(score[1] - score[0], abs=1e-9)


@given(panels(1), FORM)
def test_the_band_holds_the_point(panel: Panel, form: str) -> None:
    point = point_scores(panel, form)
    low, high = band_of(drawn_scores(panel, usual_draws(60)), point)
    assert (low <= point).all()
    assert (point <= high).all()
    assert (low >= 0).all()
    assert (high <= 1).all()


@given(panels(1), FORM, st.integers(0, COLUMNS - 1), SHARE)
def test_more_of_anything_never_lowers_a_score(
    panel: Panel, form: str, column: int, more: float
) -> None:
    before = point_scores(panel, form)
    value, known, may = panel.value.copy(), panel.known.copy(), panel.open.copy()
    if not known[0, column]:
        # What was missing appears in a record that is not followed.
        known[0, column] = may[0, column] = True
    value[0, column] += (1 - value[0, column]) * more
    after = point_scores(Panel(panel.low, value, panel.high, known, may), form)
    assert after[0] >= before[0] - 1e-12


def test_the_parts_of_the_additive_form_are_weight_times_value() -> None:
    value = np.linspace(0.1, 0.9, COLUMNS)[None, :]
    known = np.ones((1, COLUMNS), dtype=bool)
    panel = Panel(value, value, value, known, ~known)
    parts = dict(zip((one.id for one in columns()), split_level(panel, 0, "additive"), strict=True))
    place = [one.id for one in columns()].index("turnover")
    assert parts["turnover"] == pytest.approx(value[0, place] / 7 / 5)
    assert sum(parts.values()) == pytest.approx(point_scores(panel, "additive")[0])


def test_one_weak_group_weighs_more_in_the_geometric_form() -> None:
    value = np.ones((1, COLUMNS))
    value[0, -1] = 0.0
    known = np.ones((1, COLUMNS), dtype=bool)
    panel = Panel(value, value, value, known, ~known)
    assert point_scores(panel, "additive")[0] == pytest.approx(0.8)
    assert point_scores(panel, "geometric")[0] == pytest.approx(settings().floor ** 0.2)


def test_an_incomplete_record_only_raises_a_mean() -> None:
    values, weights = np.array([0.5, 0.2]), np.ones(2)
    known, may = np.ones(2, dtype=bool), np.array([False, True])
    assert mean_raised(values, weights, known, may)[0] == pytest.approx(0.5)
    assert mean_raised(np.array([0.5, 0.7]), weights, known, may)[0] == pytest.approx(0.6)
    alone = mean_raised(values, weights, np.array([False, True]), may)
    assert alone[0] == pytest.approx(0.2)


def test_where_nothing_is_known_the_band_is_wide_and_the_score_nothing() -> None:
    nothing = np.zeros((1, COLUMNS))
    panel = Panel(nothing, nothing, nothing, nothing > 0, nothing > 0)
    point = point_scores(panel, "additive")
    low, high = band_of(drawn_scores(panel, usual_draws(200)), point)
    assert point[0] == 0
    assert high[0] - low[0] > 0.5


def test_draws_are_the_same_each_time_and_weights_keep_their_mean() -> None:
    draws = usual_draws(200)
    assert draws is usual_draws(200)
    assert draws.weights.groups.mean() == pytest.approx(1.0)
    assert draws.weights.columns.shape == (200, COLUMNS)


def test_goalposts_are_in_order_and_each_column_has_a_weight() -> None:
    assert all(0 <= one.low < one.high for one in features().values())
    with pytest.raises(BadInputError, match="additive or geometric"):
        point_scores(Panel(*(np.zeros((1, COLUMNS)) for _ in range(5))), "harmonic")
