"""Who hosts and who mediates, as known on the day (C11): ranked with reasons, or listed apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import caspia
from caspia.errors import BadInputError
from caspia.relations import efforts, mediators, settings
from tests.briefs.meetings_ledger import opened

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.ledger import Ledger
    from caspia.relations import Mediators

DAY = "2024-04-30"
ASKED = ("KAZ", "GEO", "TUR", "RUS", "EU", "USA", "ARE")


@pytest.fixture(scope="module")
def found() -> Mediators:
    return mediators(caspia.open(as_of=DAY), "ARM", "AZE", DAY)


def test_each_is_ranked_with_reasons_or_listed_as_not_known_enough(found: Mediators) -> None:
    for role, candidates in (("mediator", found.mediators), ("host", found.hosts)):
        ranked = {one.party: one for one in candidates}
        lacking = {one.party for one in found.not_enough if role in one.roles}
        assert set(ASKED) <= ranked.keys() | lacking
        assert not ranked.keys() & lacking
        assert {"KAZ", "GEO", "RUS", "EU", "USA"} <= ranked.keys()
        assert all(one.reasons for one in ranked.values())
    assert {"TUR", "ARE"} <= {one.party for one in found.not_enough}


def test_every_reason_with_a_number_has_rows_that_the_ledger_knew(found: Mediators) -> None:
    for one in (*found.mediators, *found.hosts):
        for reason in one.reasons:
            # That no link is open is said of the links that there are; there may be none.
            if any(letter in "123456789" for letter in reason.text):
                assert reason.rows, reason.text
            assert all(found.ledger.find(row) for row in reason.rows)


def test_the_reasons_add_up_to_the_score(found: Mediators) -> None:
    for one in (*found.mediators, *found.hosts):
        assert sum(reason.brings for reason in one.reasons) == pytest.approx(one.score, abs=1e-9)
        assert one.low <= one.score <= one.high


def test_candidates_have_rows_of_three_kinds_or_are_bodies_that_mediate(found: Mediators) -> None:
    assert settings().least_features == 3
    for one in found.not_enough:
        assert one.party in ("EU", "OSCE", "OTS", "UN") or len(one.kinds) < 3


def test_rank_odds_are_shares_of_draws(found: Mediators) -> None:
    for candidates in (found.mediators, found.hosts):
        firsts = sum(dict(one.odds)[1] for one in candidates)
        assert firsts == pytest.approx(1.0)
        for one in candidates:
            shares = [share for _, share in one.odds]
            assert shares == sorted(shares)


def test_kazakhstan_s_own_words_on_its_part_are_told(found: Mediators) -> None:
    (kazakhstan,) = (one for one in found.mediators if one.party == "KAZ")
    told = {said.rows[0]: said.text for said in kazakhstan.said}
    assert "does not mediate" in told["KAZ-no-mediation-2024-04-29"]
    assert "2024-04-15-offer" in told
    assert "KAZ-no-mediation-2024-05-10" not in told


def test_what_was_said_later_is_told_once_it_was_known(ledger: Ledger, found: Mediators) -> None:
    later = mediators(ledger.at("2024-05-31"), "ARM", "AZE", DAY)
    (kazakhstan,) = (one for one in later.mediators if one.party == "KAZ")
    told = [said.rows[0] for said in kazakhstan.said]
    assert "KAZ-no-mediation-2024-05-10" in told
    scored = {row for reason in kazakhstan.reasons for row in reason.rows}
    assert "KAZ-no-mediation-2024-05-10" not in scored
    assert later.on == found.on


def test_c11_hosting_is_not_mediating(ledger: Ledger) -> None:
    known = {row: effort for effort in efforts(ledger) for row in effort.rows}
    almaty = known["2024-05-10-almaty"]
    assert almaty.hosts == {"KAZ"}
    assert almaty.mediators == set()
    sochi = known["2022-10-31-sochi"]
    assert sochi.mediators == {"RUS"}


def test_c11_who_only_lent_the_place_gains_as_host_alone(tmp_path: Path) -> None:
    made = opened(tmp_path)
    found = {effort.rows: effort for effort in efforts(made)}
    assert found["lent",].hosts == {"KAZ"}
    assert found["lent",].mediators == set()
    assert found["mediated",].mediators == {"KAZ"}
    assert found["received",].hosts == {"GEO"}


def test_the_order_of_the_two_does_not_matter(ledger: Ledger, found: Mediators) -> None:
    other = mediators(ledger.at(DAY), "AZE", "ARM", DAY)
    assert [(one.party, one.score) for one in other.mediators] == [
        (one.party, one.score) for one in found.mediators
    ]
    with pytest.raises(BadInputError, match="two different"):
        mediators(ledger, "AZE", "AZE", DAY)


def test_what_happens_on_the_day_or_later_has_no_part(ledger: Ledger) -> None:
    # Known now: the ranking of 10 May 2024 does not know that Almaty was the place of that day.
    found = mediators(ledger, "ARM", "AZE", "2024-05-10")
    rows = {row for one in found.hosts for reason in one.reasons for row in reason.rows}
    assert "2024-05-10-almaty" not in rows
    after = mediators(ledger, "ARM", "AZE", "2024-05-11")
    rows = {row for one in after.hosts for reason in one.reasons for row in reason.rows}
    assert "2024-05-10-almaty" in rows


def test_a_small_ledger_ranks_nobody_and_says_so(tmp_path: Path) -> None:
    found = mediators(opened(tmp_path), "ARM", "AZE", "2022-01-01")
    assert found.mediators == ()
    assert [one.party for one in found.not_enough] == ["GEO", "KAZ"]
    assert "is not shown to do better" in found.backtest.first_line
