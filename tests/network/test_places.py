"""Places by the names that people write."""

from __future__ import annotations

import pytest

from caspia.errors import UnknownNameError
from caspia.network.places import _spellings, _state_places, find_place
from tests.reference import reference


@pytest.fixture(scope="module")
def ledger():
    return reference()


@pytest.mark.parametrize(
    ("written", "node"),
    [
        ("khorgos", "khorgos"),
        ("Horgos", "khorgos"),
        ("Хоргос", "khorgos"),
        ("Constanța", "constanta"),
        ("CONSTANTA", "constanta"),
        ("xi'an", "xian"),
        ("Xi’an dry port", "xian"),
        ("Bakı", "baku"),
        ("port of Alat", "alat"),
        ("Khorgos Gateway", "khorgos_gateway"),
        ("Małaszewicze", "malaszewicze"),
        ("Turkmenbashy", "turkmenbashi"),
        ("Bandar Abbas", "bandar_abbas"),
        ("Incheh Borun", "incheh_borun"),
        ("st petersburg", "st_petersburg"),
        ("İstanbul", "istanbul"),
        ("sarakhs", "sarakhs"),
    ],
)
def test_case_accents_signs_and_scripts_do_not_matter(ledger, written, node):
    place = find_place(ledger, written)
    assert (place.node_id, place.stands_for) == (node, "")


@pytest.mark.parametrize("written", ["UZB", "Uzbekistan", "uzbekistan "])
def test_a_state_stands_for_its_main_place(ledger, written):
    place = find_place(ledger, written)
    assert (place.node_id, place.stands_for) == ("tashkent", "UZB")


def test_a_state_without_a_place_here_is_refused(ledger):
    with pytest.raises(UnknownNameError, match="no place 'Brazil'"):
        find_place(ledger, "Brazil")


def test_a_slip_of_the_pen_is_met_with_a_suggestion(ledger):
    with pytest.raises(UnknownNameError, match="Did you mean kashgar"):
        find_place(ledger, "Kasgar")
    with pytest.raises(UnknownNameError) as refused:
        find_place(ledger, "Tashkant")
    assert refused.value.nearest[0] == "tashkent"


def test_a_name_that_several_have_asks_which(ledger):
    with pytest.raises(UnknownNameError, match="Several have this name") as refused:
        find_place(ledger, "Astara")
    assert set(refused.value.nearest) == {"astara_aze", "astara_irn"}


def test_every_id_means_itself(ledger):
    for row in ledger.rows("nodes"):
        assert find_place(ledger, row.id).node_id == row.id


def test_the_tables_of_names_speak_of_nodes_that_there_are(ledger):
    nodes = {row.id: row for row in ledger.rows("nodes")}
    assert set(_spellings()) <= set(nodes)
    for state, node in _state_places().items():
        assert nodes[node]["country"] == state
