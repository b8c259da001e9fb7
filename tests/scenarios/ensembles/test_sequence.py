"""Ranks are spread evenly, tie no two facts to each other, and follow from the seed alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.errors import BadInputError
from caspia.scenarios.ensembles.sequence import deviates, ranks
from caspia.scenarios.ensembles.spans import MOST


@given(st.integers(1, 300), st.integers(0, 40), st.integers(0, 2**31))
def test_ranks_lie_between_nothing_and_one_and_repeat(draws, facts, seed):
    found = ranks(draws, facts, seed)
    assert found.shape == (draws, facts)
    assert ((found > 0) & (found < 1)).all()
    assert found.tobytes() == ranks(draws, facts, seed).tobytes()


@pytest.mark.parametrize("seed", range(3))
def test_every_fact_is_spread_evenly(seed):
    found = ranks(1024, 300, seed)
    assert found.mean(axis=0) == pytest.approx(0.5, abs=0.002)
    # One point in each of as many steps as there are draws.
    assert (np.sort(np.floor(found * 1024), axis=0) == np.arange(1024)[:, None]).all()


def test_facts_have_nothing_to_do_with_each_other():
    found = ranks(1024, 300, 0)
    together = np.corrcoef(found, rowvar=False) - np.eye(300)
    # Independent columns would be within five deviations of 1/32.
    assert np.abs(together).max() < 5 / 32
    assert (together**2).mean() < 1.5 / 1024


def test_another_seed_gives_other_draws():
    assert (ranks(64, 5, 1) != ranks(64, 5, 2)).any()


def test_no_draw_is_refused():
    with pytest.raises(BadInputError, match="0 draws"):
        ranks(0, 5, 1)


def test_deviates_are_normal_and_cut():
    found = deviates(np.array([1e-9, 0.1, 0.5, 0.9, 1 - 1e-9]), MOST)
    assert found == pytest.approx([-MOST, -1.2815515655, 0, 1.2815515655, MOST])
