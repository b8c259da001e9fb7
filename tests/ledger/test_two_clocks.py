"""Convention C1: what holds on a day, and what was known on a day."""

from __future__ import annotations

import copy
from datetime import date

import pytest

from caspia.ledger import Ledger, find_party
from tests.ledger.small_ledger import ROWS, compiled


def known_ids(layer, as_of, table="observations", *, strict=False):
    day = date.fromisoformat(as_of) if as_of else None
    return {row.id for row in Ledger([layer], day, strict=strict).rows(table)}


@pytest.mark.parametrize(
    ("as_of", "ids"),
    [
        ("2024-02-09", set()),
        ("2024-02-10", {"trade.2023.stat", "port.2023"}),
        # An undated figure: the end of its period plus 90 days.
        ("2024-03-29", {"trade.2023.stat", "port.2023"}),
        ("2024-03-30", {"trade.2023.stat", "port.2023", "trade.2023.undated"}),
        (None, {"trade.2023.stat", "port.2023", "trade.2023.undated"}),
    ],
)
def test_figures_are_known_from_their_publication(small_layer, as_of, ids):
    assert known_ids(small_layer, as_of) == ids


def test_a_month_counts_from_its_last_day(small_layer):
    assert "visit-2023-05" not in known_ids(small_layer, "2023-06-29", "events")
    assert "visit-2023-05" in known_ids(small_layer, "2023-06-30", "events")


def test_an_undated_public_thing_is_known_when_it_happened(small_layer):
    assert known_ids(small_layer, "2009-12-31", "memberships") == {"C2-AZE"}
    assert known_ids(small_layer, "2010-01-01", "memberships") == {"C2-AZE", "C2-KAZ"}


def test_an_ending_is_not_known_before_it_is_told(small_layer):
    before = Ledger([small_layer], date(2024, 5, 31))
    assert [(s["status"], s["valid_to"]) for s in before.rows("agreement_status")] == [
        ("in_force", None)
    ]
    after = Ledger([small_layer], date(2024, 6, 1))
    assert [(s["status"], s["valid_to"]) for s in after.rows("agreement_status")] == [
        ("in_force", date(2024, 1, 6)),
        ("suspended", None),
    ]


def test_an_untold_ending_is_public_as_it_comes(small_layer):
    def end(day):
        return Ledger([small_layer], date.fromisoformat(day)).row("C2-KAZ")["valid_to"]

    assert end("2024-02-29") is None
    assert end("2024-03-01") == date(2024, 3, 1)


def test_an_ending_from_an_undated_source_is_public_when_it_comes(tmp_path):
    rows = copy.deepcopy(ROWS)
    rows["reports"].append({"row_id": "C2-KAZ", "source_id": "general", "field": "valid_to"})
    layer = compiled(tmp_path, rows)
    ends = [
        Ledger([layer], date.fromisoformat(day)).row("C2-KAZ")["valid_to"]
        for day in ("2024-02-29", "2024-03-01")
    ]
    assert ends == [None, date(2024, 3, 1)]


def test_an_event_to_come_is_planned_and_has_no_outcome(small_layer):
    before = Ledger([small_layer], date(2024, 7, 2)).row("summit-2024-07")
    assert (before["status"], before["outcome"]) == ("planned", None)
    after = Ledger([small_layer], date(2024, 7, 3)).row("summit-2024-07")
    assert (after["status"], after["outcome"]) == ("held", "A declaration")


def test_a_row_without_reports_is_known_with_its_parent(small_layer):
    assert known_ids(small_layer, "2023-06-29", "participants") == set()
    assert len(known_ids(small_layer, "2023-06-30", "participants")) == 2


def test_strict_admits_published_and_structural_only(small_layer):
    assert known_ids(small_layer, None, strict=True) == {"trade.2023.stat", "port.2023"}
    assert known_ids(small_layer, None, "memberships", strict=True) == set()
    assert len(known_ids(small_layer, None, "parties", strict=True)) == 4


def test_rows_are_counted_by_grade(small_layer):
    assert Ledger([small_layer]).grades() == {
        "event": 5, "published": 7, "structural": 6, "undated": 1
    }  # fmt: skip


def test_a_bloc_is_its_members_on_the_day(small_layer):
    ledger = Ledger([small_layer])
    assert find_party(ledger, "C2", date(2009, 1, 1)).states == ("AZE",)
    assert find_party(ledger, "C2", date(2015, 1, 1)).states == ("AZE", "KAZ")
    assert find_party(ledger, "C2", date(2024, 3, 1)).states == ("AZE",)
