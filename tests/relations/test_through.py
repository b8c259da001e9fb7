"""Routes of one party through the other: modelled, with a band, and apart from the tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caspia.errors import BadInputError, UnknownNameError
from caspia.relations import through

if TYPE_CHECKING:
    from caspia.ledger import Ledger

DAY = "2024-05-31"


def test_each_has_its_own_share_with_a_band(ledger: Ledger) -> None:
    one, other = through(ledger, "KAZ", "AZE", DAY)
    assert one is not None
    assert other is not None
    assert (one.party, one.other, other.party, other.other) == ("KAZ", "AZE", "AZE", "KAZ")
    assert 0 <= one.share.low <= one.share.value <= one.share.high <= 1
    assert one.share.value > other.share.value


def test_a_state_without_routes_has_none(ledger: Ledger) -> None:
    nobody, azerbaijan = through(ledger, "USA", "AZE", DAY)
    assert nobody is None
    assert azerbaijan is not None
    assert azerbaijan.share.value == 0


def test_only_time_and_cost_and_known_goods_are_taken(ledger: Ledger) -> None:
    with pytest.raises(BadInputError, match="by time or by cost"):
        through(ledger, "KAZ", "AZE", DAY, by="hope")
    with pytest.raises(UnknownNameError):
        through(ledger, "KAZ", "AZE", DAY, good="dreams")
