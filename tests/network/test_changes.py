"""What changed between two days, and by which agreement or event."""

import pytest

from caspia.network import Network
from tests.reference import reference


@pytest.fixture(scope="module")
def ledger():
    return reference()


def changes(ledger, before, after):
    return {
        (change.link_id, change.kind): change
        for change in Network.on(ledger, before).changes(Network.on(ledger, after))
    }


def test_nothing_changes_within_a_day(ledger):
    assert changes(ledger, "2023-06-01", "2023-06-01") == {}


def test_a_stop_names_its_event_and_agreement(ledger):
    found = changes(ledger, "2024-01-05", "2024-01-06")["swap_tkm_irn_aze", "closed"]
    assert (found.before, found.after) == ("open", "closed")
    assert {"en-2024-01-swap-stop", "ag-swap-2021"} <= set(found.because)


def test_an_opening_names_what_stood_in_the_way_and_not_what_did_not(ledger):
    found = changes(ledger, "2024-05-19", "2024-05-20")["rail-marabda-akhalkalaki", "opened"]
    assert found.because == ("rail-marabda-akhalkalaki/3", "rail-marabda-akhalkalaki/2")


def test_a_restriction_is_a_change_of_status_and_no_closure(ledger):
    found = changes(ledger, "2023-11-30", "2023-12-01")["sea-bab_el_mandeb-suez", "status"]
    assert (found.before, found.after) == ("open", "restricted")


def test_a_cap_that_comes_into_force_changes_numbers(ledger):
    found = changes(ledger, "2024-03-10", "2024-03-11")["aktau_sangachal", "values"]
    assert "caps" in found.what
    assert "ag-kmg-socar-2024" in found.because


def test_a_renewal_changes_the_capacity_of_a_line_that_was_there_before(ledger):
    found = changes(ledger, "2025-08-31", "2025-09-01")["rail-tbilisi-samtredia", "values"]
    assert found.before == found.after == "open"
    assert found.what == "capacity"


def test_there_and_back_are_each_other_turned_round(ledger):
    there = changes(ledger, "2023-06-01", "2025-10-01")
    back = changes(ledger, "2025-10-01", "2023-06-01")
    turned = {"opened": "closed", "closed": "opened", "status": "status"}
    states = {(k, kind) for k, kind in there if kind != "values"}
    assert {(k, turned[kind]) for k, kind in states} == {
        (k, kind) for k, kind in back if kind != "values"
    }
    events = {row.id for row in ledger.rows("events")}
    for link_id, kind in states:
        # The event that brought a state about is told of the later state alone.
        ways = (there[link_id, kind], back[link_id, turned[kind]])
        assert set(ways[0].because) - events == set(ways[1].because) - events
