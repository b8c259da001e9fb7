"""Numbers drawn from intervals: the ends are where one draw in ten goes beyond."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.scenarios.ensembles.loads import LoadSpans
from caspia.scenarios.ensembles.spans import TENTH, LooseSpans

NUMBER = {"": -1, "a": 0, "b": 1}


def loose(rows, shape):
    low, middle, high = (np.array([row[place] for row in rows], float) for place in range(3))
    owner = np.array([row[3] for row in rows], dtype=object)
    return LooseSpans(*(one.reshape(shape) for one in (middle, low, high, owner)))


ROWS = st.tuples(
    st.floats(0, 10), st.floats(0, 10), st.floats(0, 10), st.sampled_from(["", "a", "b"])
).map(lambda row: (*sorted(row[:3]), row[3]))


@given(st.lists(ROWS, min_size=1, max_size=12), st.floats(-2.5, 2.5), st.floats(-2.5, 2.5))
def test_each_number_moves_with_its_fact_alone(rows, one, other):
    spans = loose(rows, (len(rows),)).packed(NUMBER)
    found = spans.at(np.array([one, other]))
    for value, (low, middle, high, owner) in zip(found, rows, strict=True):
        moved = {"": 0.0, "a": one, "b": other}[owner] / TENTH
        end = high - middle if moved > 0 else middle - low
        assert value == pytest.approx(max(middle + end * moved, 0.0), abs=1e-9)


def test_the_ends_are_where_one_in_ten_goes_beyond():
    spans = loose([(1, 2, 5, "a"), (-3, 0, 2, "b")], (2, 1)).packed(NUMBER)
    assert spans.at(np.array([TENTH, -TENTH])) == pytest.approx(np.array([[5.0], [-3.0]]))
    assert spans.at(np.zeros(2)).tolist() == [[2], [0]]
    # What may be below zero is; what may not stays at zero.
    lowest = spans.at(np.array([-3 * TENTH, -3 * TENTH]))
    assert lowest == pytest.approx(np.array([[0.0], [-9.0]]))


def test_only_what_moves_something_counts():
    spans = loose([(1, 1, 1, "a"), (0, 1, 1, "b"), (0, 1, 2, "")], (3,))
    assert spans.used() == {"b"}


def test_loads_are_triangles():
    spans = LoadSpans(
        ("truck", "gas"),
        np.array([10.0, 2.0]),
        np.array([12.0, 2.0]),
        np.array([20.0, 2.0]),
        np.array([0, -1], dtype=np.int32),
    )
    even = (np.arange(4000) + 0.5) / 4000
    found = np.array([spans.at(np.array([rank]))["truck"] for rank in even])
    drawn = np.random.default_rng(0).triangular(10, 12, 20, 200_000)
    for share in (5, 25, 50, 75, 95):
        assert np.percentile(found, share) == pytest.approx(np.percentile(drawn, share), abs=0.05)
    assert spans.at(np.array([0.3]))["gas"] == 2.0
