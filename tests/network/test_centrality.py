"""How central a state is, against counting by hand, and on the reference network."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from caspia.errors import BadInputError
from caspia.network import Network, centrality
from caspia.network.centrality import weigh_pair
from tests.reference import reference


@st.composite
def choices(draw):
    routes, draws, shippers = (draw(st.integers(1, most)) for most in (4, 5, 3))
    totals = draw(arrays(float, (routes, draws), elements=st.integers(1, 9).map(float)))
    crosses = draw(arrays(bool, (routes,)))
    taken = draw(arrays(bool, (shippers, routes)))
    return totals, crosses, taken


def counted(totals, crosses, taken):
    """Return (crossing, moved, lost) by draw and cut, each shipper asked in turn."""
    shippers, draws = len(taken), totals.shape[1]
    crossing, moved, lost = np.zeros(draws), np.zeros(draws), np.zeros(draws)
    cut = 0
    for shipper in range(shippers):
        for number in range(draws):
            open_to = [r for r in range(len(crosses)) if taken[shipper, r]]
            around = min((totals[r, number] for r in open_to if not crosses[r]), default=None)
            through = min((totals[r, number] for r in open_to if crosses[r]), default=None)
            if through is None or (around is not None and around <= through):
                continue
            crossing[number] += 1 / shippers
            if around is None:
                cut += 1 / shippers / draws
            else:
                moved[number] += 1 / shippers
                lost[number] += (around - through) / shippers
    return crossing, moved, lost, cut


@given(choices())
def test_shares_and_losses_are_those_of_asking_every_shipper(case):
    found, by_hand = weigh_pair(*case), counted(*case)
    for name, wanted in zip(("crossing", "moved", "lost", "cut"), by_hand, strict=True):
        assert getattr(found, name) == pytest.approx(wanted), name


def test_the_cautious_cross_where_the_bold_do_not():
    """Two shippers: one refuses the quick route, and crosses the state on the slow one."""
    totals = np.array([[10.0, 10.0], [15.0, 15.0], [40.0, 50.0]])
    crosses = np.array([False, True, False])
    taken = np.array([[False, True, True], [True, True, True]])
    found = weigh_pair(totals, crosses, taken)
    assert found.crossing.tolist() == [0.5, 0.5]
    assert found.lost.tolist() == [12.5, 17.5]
    assert found.cut == 0


@pytest.fixture(scope="module")
def by_day():
    ledger = reference()
    ends = {"origins": ("KAZ", "UZB"), "destinations": ("TUR", "ROU", "DEU")}
    return {
        day: centrality(Network.on(ledger, day), "Azerbaijan", **ends)
        for day in ("2021-07-01", "2023-07-01")
    }


def test_azerbaijan_is_more_central_since_shippers_refuse_russia(by_day):
    before, after = by_day["2021-07-01"], by_day["2023-07-01"]
    assert before.state == after.state == "AZE"
    assert before.pairs == after.pairs == 6
    assert after.share.median > before.share.median
    assert after.lost.median > before.lost.median


def test_a_share_has_a_band_and_stays_a_share(by_day):
    for one in by_day.values():
        assert 0 <= one.share.low <= one.share.median <= one.share.high <= 1
        assert 0 <= one.lost.low <= one.lost.median <= one.lost.high
        assert 0 <= one.cut <= one.share.high


def test_a_state_off_every_way_is_not_central():
    one = centrality(
        Network.on(reference(), "2023-07-01"), "PAK", origins=("KAZ",), destinations=("POL",)
    )
    assert (one.share.high, one.cut, one.lost.high) == (0, 0, 0)


def test_other_criteria_and_pairs_without_routes_are_refused():
    network = Network.on(reference(), "2023-07-01")
    with pytest.raises(BadInputError, match="by time or by cost"):
        centrality(network, "AZE", by="risk")
    with pytest.raises(BadInputError, match="No pair has a route"):
        centrality(network, "AZE", "natural_gas", origins=("KGZ",), destinations=("DEU",))
