"""Ties of two parties: what holds whatever the rows say, and what the reference ledger says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from caspia.errors import BadInputError, UnknownNameError
from caspia.relations import columns, marks_of, region, say_tie, ties, why_tie
from tests.briefs.meetings_ledger import opened
from tests.relations.tied import with_event

if TYPE_CHECKING:
    from pathlib import Path

    from caspia.ledger import Ledger
    from caspia.relations import Ties

SPAN = "2018..2025"
KINDS = [
    ("state_visit", ("visitor", "host")),
    ("working_visit", ("visitor", "host")),
    ("visit", ("host", "visitor")),
    ("summit", ("participant", "host")),
    ("phone_call", ("participant", "participant")),
    ("commission", ("participant", "host")),
]


@pytest.fixture(scope="module")
def found(ledger: Ledger) -> Ties:
    return ties(ledger, "AZE", "KAZ", SPAN)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Ties:
    return ties(opened(tmp_path_factory.mktemp("plain")), "AZE", "KAZ", "2019..2022")


@pytest.mark.parametrize(("kind", "roles"), KINDS)
@pytest.mark.parametrize("day", ["2019-06-01", "2021-03-02"])
def test_a_positive_contact_never_lowers_the_tie(
    plain: Ties, tmp_path: Path, kind: str, roles: tuple[str, str], day: str
) -> None:
    more = with_event(tmp_path, kind, day, roles)
    for form in ("additive", "geometric"):
        before = ties(plain.ledger, "AZE", "KAZ", "2019..2022", form=form)
        after = ties(more, "AZE", "KAZ", "2019..2022", form=form)
        assert (after.score >= before.score - 1e-12).all()
    assert after.score.sum() > before.score.sum()


def test_a_contact_of_states_whose_record_is_not_followed_never_lowers_their_tie(
    plain: Ties, tmp_path: Path
) -> None:
    before = ties(plain.ledger, "ARM", "GEO", "2021")
    assert all(before.is_indicative)
    assert not any("visits.a" in known for known in before.readings)
    roles = ("visitor", "host")
    more = with_event(tmp_path, "working_visit", "2021-03-02", roles, pair=("ARM", "GEO"))
    after = ties(more, "ARM", "GEO", "2021")
    assert after.readings[-1]["visits.a"].open
    assert (after.score >= before.score).all()
    assert (after.coverage >= before.coverage).all()


def test_later_rows_change_no_earlier_result(plain: Ties, tmp_path: Path) -> None:
    more = with_event(tmp_path, "state_visit", "2021-03-02", ("visitor", "host"), "later")
    early = ties(more.at("2023-01-01"), "AZE", "KAZ", "2019..2022")
    same = ties(plain.ledger.at("2023-01-01"), "AZE", "KAZ", "2019..2022")
    assert np.array_equal(early.score, same.score)
    assert np.array_equal(early.low, same.low)
    late = ties(more.at("2025-06-01"), "AZE", "KAZ", "2019..2022")
    assert late.score[-1] > same.score[-1]


def test_goalposts_stay_where_they_are(ledger: Ledger, found: Ties) -> None:
    short = ties(ledger, "AZE", "KAZ", "2018..2020")
    count = len(short.months)
    assert np.array_equal(short.score, found.score[:count])
    assert np.array_equal(short.high, found.high[:count])


def test_swapping_the_two_swaps_only_what_is_of_one_side(ledger: Ledger, found: Ties) -> None:
    other = ties(ledger, "KAZ", "AZE", SPAN)
    for name in ("score", "low", "high", "coverage"):
        assert np.array_equal(getattr(other, name), getattr(found, name))
    for group, values in found.groups.items():
        assert other.groups[group] == pytest.approx(values, abs=1e-12, nan_ok=False)
    assert other.dependence("a") == found.dependence("b")
    assert other.dependence("a") != other.dependence("b")
    parts = {part.column: part.brings for part in found.parts("2024-05")}
    swapped = {part.column: part.brings for part in other.parts("2024-05")}
    for column in columns():
        assert swapped[column.id] == pytest.approx(parts[column.other_side], abs=1e-12)


def test_the_parts_add_up_to_the_score_and_to_the_change(ledger: Ledger) -> None:
    for form in ("additive", "geometric"):
        found = ties(ledger, "AZE", "KAZ", SPAN, form=form)
        t = found.at("2024-05")
        level = sum(part.brings for part in found.parts("2024-05")) + found.base("2024-05")
        assert level == pytest.approx(found.score[t], abs=1e-9)
        change = sum(part.brings for part in found.change("2021-12", "2024-05"))
        assert change == pytest.approx(found.score[t] - found.score[found.at("2021-12")], abs=1e-9)


def test_the_band_holds_the_point_of_every_pair_of_some(ledger: Ledger) -> None:
    for a, b in (("AZE", "KAZ"), ("ARM", "AZE"), ("TKM", "TJK"), ("USA", "AZE"), ("EU", "AZE")):
        found = ties(ledger, a, b, "2019..2024")
        assert (found.low <= found.score).all()
        assert (found.score <= found.high).all()
        assert ((found.coverage >= 0) & (found.coverage <= 1)).all()


def test_a_tie_opens_to_its_rows(ledger: Ledger) -> None:
    tree = why_tie(ledger, "tie:AZE-KAZ:2024-05")
    ids = [one.id for one in tree.walk()]
    assert {"2024-03-11-baku", "kaz-aze-2022-decl", "kurmangazy-centre"} <= set(ids)
    assert any(one.evidence for one in tree.walk())
    one = why_tie(ledger, "tie:AZE-KAZ:2024-05:turnover")
    assert {part.table for part in one.parts} == {"observations"}
    assert len(one.parts) > 1


def test_an_id_that_is_none_is_refused(ledger: Ledger) -> None:
    with pytest.raises(BadInputError, match="tie:AZE-KAZ:2024-05"):
        why_tie(ledger, "tie:AZE")
    with pytest.raises(UnknownNameError, match="turnover"):
        why_tie(ledger, "tie:AZE-KAZ:2024-05:turnovr")


def test_two_parties_and_a_form_that_there_is(ledger: Ledger) -> None:
    with pytest.raises(BadInputError, match="two different"):
        ties(ledger, "AZE", "Azerbaijan", "2024")
    with pytest.raises(BadInputError, match="additive or geometric"):
        ties(ledger, "AZE", "KAZ", "2024", form="other")
    with pytest.raises(BadInputError, match="is not in"):
        ties(ledger, "AZE", "KAZ", "2024").at("2023-05")


def test_a_figure_counts_only_once_its_year_has_ended(found: Ties) -> None:
    before, after = found.readings[found.at("2023-11")], found.readings[found.at("2023-12")]
    assert before["turnover"].rows != after["turnover"].rows
    assert all(".2022." in row for row in before["turnover"].rows)
    assert all(".2023." in row for row in after["turnover"].rows)


def test_both_sides_figures_make_the_interval_of_a_flow(found: Ties) -> None:
    reading = found.readings[found.at("2023-12")]["turnover"]
    assert len(reading.rows) > 1
    assert reading.low < reading.value < reading.high


def test_marks_are_visits_of_rank_and_treaties_of_the_two(found: Ties) -> None:
    marks = {mark.row: mark.kind for mark in marks_of(found)}
    assert marks["2024-03-11-baku"] == "visit.b"
    assert marks["2023-04-10-astana"] == "visit.a"
    assert marks["kaz-aze-2022-decl"] == "treaty"


def test_a_tie_says_how_much_is_known(ledger: Ledger, found: Ties) -> None:
    assert "of the weights rest on rows" in say_tie(found)
    assert "indicative" not in say_tie(found)
    assert "indicative" in say_tie(ties(ledger, "ARM", "CHN", "2024-05"))


def test_the_region_begins_with_azerbaijan_and_central_asia(ledger: Ledger) -> None:
    states = region(ledger)
    assert states[:6] == ("AZE", "KAZ", "KGZ", "TJK", "TKM", "UZB")
    assert {"ARM", "GEO", "TUR", "RUS", "IRN", "CHN"} == set(states[6:])
