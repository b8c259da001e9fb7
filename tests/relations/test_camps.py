"""Blocs on a day, distances to Russia and the West, and positions: no row, no claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caspia.errors import UnknownNameError
from caspia.relations import (
    memberships_on,
    military_blocs,
    on_territory_of,
    overlap,
    positions_on,
    stance,
)
from tests.briefs.meetings_ledger import meetings, opened, report

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.ledger import Ledger


def test_azerbaijan_is_in_no_military_bloc_and_as_far_from_either_side(ledger: Ledger) -> None:
    assert military_blocs(ledger, "AZE", "2024-05-31") == ()
    found = stance(ledger, "AZE", "2024-05-31")
    assert found is not None
    assert found.balance.low < found.balance.value < found.balance.high
    assert found.is_equidistant
    assert found.rows


def test_members_of_one_camp_are_not_equidistant(ledger: Ledger) -> None:
    kazakhstan, turkey = (stance(ledger, one, "2024-05-31") for one in ("KAZ", "TUR"))
    assert kazakhstan is not None
    assert turkey is not None
    assert kazakhstan.balance.high < 0 < turkey.balance.low
    assert [one.bloc for one in military_blocs(ledger, "KAZ", "2024-05-31") or ()] == ["CSTO"]


def test_a_membership_counts_on_its_day_only(ledger: Ledger) -> None:
    frozen = [one.role for one in memberships_on(ledger, "ARM", "2024-03-01") if one.bloc == "CSTO"]
    assert "frozen" in frozen
    before = [one.role for one in memberships_on(ledger, "ARM", "2024-01-01") if one.bloc == "CSTO"]
    assert before == ["member"]
    one, other = stance(ledger, "ARM", "2024-01-01"), stance(ledger, "ARM", "2024-03-01")
    assert one is not None
    assert other is not None
    assert one.to_russia.value < other.to_russia.value


def test_who_left_stands_apart(ledger: Ledger) -> None:
    left = [one.role for one in memberships_on(ledger, "GEO", "2024-01-01") if one.bloc == "CIS"]
    assert left == ["withdrawn"]
    assert "CIS" not in [one.bloc for one in overlap(ledger, "GEO", "ARM", "2024-01-01")]


def test_an_overlap_has_the_deepest_first_and_is_the_same_both_ways(ledger: Ledger) -> None:
    found = overlap(ledger, "KAZ", "KGZ", "2024-05-31")
    assert [one.points for one in found] == sorted((o.points for o in found), reverse=True)
    assert {"CSTO", "EAEU"} == {one.bloc for one in found[:2]}
    other = overlap(ledger, "KGZ", "KAZ", "2024-05-31")
    assert [one.bloc for one in other] == [one.bloc for one in found]


def test_no_row_no_claim(ledger: Ledger) -> None:
    assert on_territory_of(ledger, "AZE", "2024-05-31") == ()
    assert military_blocs(ledger, "CHE", "2024-05-31") is None
    assert (
        stance(ledger, "aliyev" if ledger.find("aliyev") else "ilham-aliyev", "2024-05-31") is None
    )
    with pytest.raises(UnknownNameError):
        stance(ledger, "NOWHERE", "2024-05-31")


def test_positions_are_told_from_their_day_on(ledger: Ledger) -> None:
    subject = "mediating between Armenia and Azerbaijan"
    assert positions_on(ledger, subject, "2024-04-28") == ()
    found = positions_on(ledger, subject, "2024-04-30")
    assert [(one.party, one.stance) for one in found] == [("KAZ", "opposes")]


def test_positions_and_votes_count_where_the_ledger_has_them(tmp_path: Path) -> None:
    rows = meetings()
    for code, name in (("RUS", "Russia"), ("USA", "United States")):
        rows["parties"].append({"party_id": code, "name": name, "kind": "state", "iso3": code})
    cast = [("RUS", "supports"), ("USA", "opposes"), ("AZE", "supports")]
    rows["positions"] = [
        {"position_id": f"{party}-{n}", "party": party, "on_subject": f"resolution {n}",
         "stance": how, "date": f"2020-01-{n + 1:02}", "kind": "vote"}
        for n in range(12) for party, how in cast
    ]  # fmt: skip
    rows["positions"].append(
        {"position_id": "words", "party": "KAZ", "stance": "supports", "date": "2020-03-01",
         "on_subject": "territorial integrity of Azerbaijan", "kind": "statement"}
    )  # fmt: skip
    rows["reports"] += [report(row["position_id"]) for row in rows["positions"]]
    made = opened(tmp_path, rows)
    found = stance(made, "AZE", "2021-01-01")
    assert found is not None
    assert found.votes == 12
    assert found.to_russia.value < found.to_west.value
    assert [one.party for one in on_territory_of(made, "AZE", "2021-01-01")] == ["KAZ"]
    early = stance(made, "AZE", "2020-01-05")
    assert early is not None
    assert early.to_russia.value == early.to_west.value == 1
