"""Every assumption opens to its interval, its reason and the rows that it rests on."""

from __future__ import annotations

from datetime import date

import pytest

from caspia.briefs.explained import explained
from caspia.errors import UnknownNameError
from caspia.network.assumptions import assumption_rows
from tests.reference import reference


@pytest.fixture(scope="module")
def ledger():
    return reference()


@pytest.mark.parametrize("name", sorted(assumption_rows()))
def test_every_assumption_says_its_interval_and_opens_its_rows(ledger, name):
    row, tree = assumption_rows()[name], explained(ledger, f"assumption:{name}")
    assert f"({row.low:g} to {row.high:g})" in tree.says
    assert tree.says.endswith(row.reason)
    assert [part.id for part in tree.parts] == list(row.rows)
    assert all(part.evidence for part in tree.parts)


def test_what_was_not_known_yet_is_no_ground(ledger):
    name = "assumption:ferry_handling"
    assert ", observed." in explained(ledger, name).says
    before = explained(ledger.at(date(2019, 1, 1)), name)
    assert before.parts == ()
    assert ", assumed." in before.says


def test_an_unknown_one_names_the_nearest(ledger):
    with pytest.raises(UnknownNameError, match=r"assumption:handling_cost\.ferry"):
        explained(ledger, "assumption:handling_cost.fery")
