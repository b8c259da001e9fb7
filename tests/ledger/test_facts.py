"""Searching by table, series, party, pair, good, period, day and words."""

from __future__ import annotations

from datetime import date

import pytest

from caspia.errors import BadInputError, UnknownNameError
from caspia.ledger import Ledger, Question, find_party, read_period, search


@pytest.fixture
def ledger(small_layer):
    return Ledger([small_layer])


def found(ledger, **question):
    return [fact.row.id for fact in search(ledger, Question(**question))]


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ({"series": "trade_turnover"}, ["trade.2023.stat", "trade.2023.undated"]),
        ({"parties": ("KAZ", "AZE")}, ["trade.2023.stat", "trade.2023.undated"]),
        ({"parties": ("Азербайджан",), "series": "port_cargo"}, ["port.2023"]),
        ({"period": read_period("2022")}, []),
        ({"period": read_period("2023-11..2024-02"), "series": "port_cargo"}, ["port.2023"]),
        ({"on": date(2023, 12, 31), "series": "port_cargo"}, ["port.2023"]),
        ({"on": date(2024, 1, 1)}, []),
        ({"words": "cargo 13.3"}, ["port.2023"]),
        ({"words": "cargo 14"}, []),
        ({"table": "events", "parties": ("AZE", "KAZ")}, ["visit-2023-05"]),
        ({"table": "events", "period": read_period("2024")}, ["summit-2024-07"]),
        ({"table": "agreements", "parties": ("KAZ",)}, ["swap"]),
        ({"table": "agreements", "period": read_period("2021-11")}, ["swap"]),
        ({"table": "agreements", "period": read_period("2022")}, []),
        ({"table": "memberships", "parties": ("C2",)}, ["C2-AZE", "C2-KAZ"]),
    ],
)
def test_every_part_of_a_question_must_hold(ledger, question, ids):
    assert found(ledger, **question) == ids


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"series": "trade_turnovr"}, "trade_turnover"),
        ({"table": "obsevations"}, "Use one of"),
        ({"parties": ("AZR",)}, r"AZE \(Azerbaijan\)"),
    ],
)
def test_an_unknown_name_suggests_the_nearest(ledger, question, said):
    with pytest.raises(UnknownNameError, match=said):
        found(ledger, **question)


@pytest.mark.parametrize(
    "question",
    [
        {"table": "reports"},
        {"table": "events", "series": "port_cargo"},
        {"table": "series", "parties": ("AZE",)},
    ],
)
def test_what_cannot_be_asked_is_said(ledger, question):
    with pytest.raises(BadInputError):
        found(ledger, **question)


@pytest.mark.parametrize(
    "name", ["AZE", "aze", "Azerbaijan", "AZERBAIJAN", "Azərbaycan", "azerbaycan", "Азербайджан"]
)
def test_a_party_is_found_as_people_write_it(ledger, name):
    if name == "azerbaycan":
        name = "Azərbaycan".upper()
    assert find_party(ledger, name).id == "AZE"


def test_a_fact_says_who_reports_what(ledger):
    (fact,) = search(ledger, Question(words="529"))
    assert fact.says == (
        "Trade turnover, Azerbaijan – Kazakhstan, 2023: 529.4 MUSD, reported by Azerbaijan"
    )
    assert fact.sources == ("stat-2024-02-10",)
