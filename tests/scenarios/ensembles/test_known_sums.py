"""Draws of demand come to the sums that rows tell, and move no more than they must."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from caspia.scenarios.ensembles.known_sums import KnownSums


def sums(weights, low, high, drawn):
    table = csr_array(np.array(weights, float))
    members = csr_array((table.toarray() > 0).T.astype(float))
    return KnownSums(table, members, np.array(low, float), np.array(high, float), np.array(drawn))


@given(st.lists(st.floats(0.1, 100), min_size=4, max_size=4), st.floats(1, 50), st.floats(1, 50))
def test_sums_apart_are_met(tonnes, first, second):
    known = sums([[1, 1, 0, 0], [0, 0, 1, 2]], [0, 0], [np.inf, np.inf], [True, True])
    given_ = np.array(tonnes).reshape(2, 2)
    found = known.kept(given_, np.array([first, second]))
    assert known.weights @ found.ravel() == pytest.approx([first, second], rel=2e-3)
    # Within a sum, cells keep to the same parts of it.
    assert found[0] / found[0].sum() == pytest.approx(given_[0] / given_[0].sum())


def test_sums_within_sums_are_met():
    known = sums([[1, 1, 1, 1], [1, 1, 0, 0]], [0, 0], [np.inf, np.inf], [True, True])
    found = known.kept(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([20.0, 5.0]))
    assert known.weights @ found.ravel() == pytest.approx([20, 5], rel=5e-3)


def test_one_sided_sums_hold_and_what_is_within_stays():
    known = sums([[1, 1, 0, 0], [0, 0, 1, 1]], [0, 9], [2, np.inf], [False, False])
    found = known.kept(np.array([[3.0, 1.0], [4.0, 6.0]]), np.array([0.0, 0.0]))
    assert found[0].sum() == pytest.approx(2, rel=2e-3)
    assert found[1].tolist() == [4.0, 6.0]
    assert known.kept(np.zeros((2, 2)), np.zeros(2)).tolist() == [[0, 0], [0, 0]]
