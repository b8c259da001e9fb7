"""Convention C2: no route is an answer, with every smallest set of reopenings."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from caspia.network.closed import smallest_reopenings


@st.composite
def closures(draw):
    """Return (vertices, tail, head, causes per arc, ends); arcs share causes."""
    vertices = draw(st.integers(2, 7))
    vertex = st.integers(0, vertices - 1)
    reasons = st.frozensets(st.integers(0, 4), max_size=3)
    arcs = draw(st.lists(st.tuples(vertex, vertex, reasons), min_size=1, max_size=14))
    tail, head, causes = zip(*arcs, strict=True)
    ends = draw(st.tuples(vertex, vertex))
    return vertices, np.array(tail, np.int32), np.array(head, np.int32), causes, ends


def joined(tail, head, causes, ends, lifted):
    reached = {ends[0]}
    for _ in range(len(tail) + 1):
        for a, b, reasons in zip(tail, head, causes, strict=True):
            if a in reached and reasons <= lifted:
                reached.add(int(b))
    return ends[1] in reached


def every_smallest(tail, head, causes, ends):
    """Try all sets of causes by size; return those of the first size that joins the ends."""
    known = sorted(frozenset().union(*causes))
    for size in range(len(known) + 1):
        found = [
            frozenset(some)
            for some in combinations(known, size)
            if joined(tail, head, causes, ends, frozenset(some))
        ]
        if found:
            return tuple(sorted(found, key=sorted))
    return ()


@given(closures())
def test_c2_reopenings_are_those_of_trying_every_set(case):
    vertices, tail, head, causes, ends = case
    assert smallest_reopenings(vertices, (tail, head), causes, ends) == every_smallest(
        tail, head, causes, ends
    )


def test_c2_an_agreement_that_opens_a_whole_line_counts_once():
    """0-1-2-3 waits for agreement 0 throughout; the short cut 0-3 waits for 1 and 2."""
    tail, head = np.array([0, 1, 2, 0], np.int32), np.array([1, 2, 3, 3], np.int32)
    one, both = frozenset({0}), frozenset({1, 2})
    assert smallest_reopenings(4, (tail, head), (one, one, one, both), (0, 3)) == (one,)


def test_c2_joined_places_need_nothing_and_others_cannot_be_joined():
    tail, head = np.array([0], np.int32), np.array([1], np.int32)
    assert smallest_reopenings(3, (tail, head), (frozenset(),), (0, 1)) == (frozenset(),)
    assert smallest_reopenings(3, (tail, head), (frozenset(),), (0, 2)) == ()
