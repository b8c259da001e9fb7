"""What changes between two days is the same whether told from turns or from whole networks."""

from datetime import date, timedelta

import pytest

from caspia.network import Network
from caspia.network.turns import turns_of
from tests.reference import reference


@pytest.fixture(scope="module")
def ledger():
    return reference()


@pytest.fixture(scope="module")
def turns(ledger):
    return turns_of(ledger)


@pytest.mark.parametrize("year", [2015, 2019, 2022, 2024, 2026])
def test_they_are_those_of_whole_networks(ledger, turns, year):
    before, after = date(year - 1, 12, 31), date(year, 12, 31)
    whole = Network.on(ledger, before).changes(Network.on(ledger, after))
    assert whole
    assert turns.changes(before, after) == whole


def test_every_day_of_a_change_is_a_turn_of_its_link(ledger, turns):
    found = turns.changes(date(2024, 1, 5), date(2024, 1, 6))
    assert "swap_tkm_irn_aze" in {one.link_id for one in found}
    assert all(date(2024, 1, 6) in turns.days[one.link_id] for one in found)


def test_a_day_on_which_nothing_turns_changes_nothing(turns):
    turning = {day for days in turns.days.values() for day in days}
    day = next(d for d in (date(2016, 1, 1) + timedelta(n) for n in range(366)) if d not in turning)
    assert turns.changes(day - timedelta(1), day) == ()
