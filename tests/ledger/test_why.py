"""From an id to the tree of rows, sources and rivals."""

from __future__ import annotations

from datetime import date

import pytest

from caspia.errors import UnknownNameError
from caspia.ledger import Ledger, why_row


def test_a_figure_opens_to_its_source_and_its_rival(small_layer):
    why = why_row(Ledger([small_layer]), "trade.2023.stat")
    (evidence,) = why.evidence
    assert (evidence.source_id, evidence.quoted) == ("stat-2024-02-10", "529.4 million")
    assert (evidence.known_from, evidence.grade) == (date(2024, 2, 10), "published")
    ((reason, rival),) = why.rivals
    assert rival.id == "trade.2023.undated"
    assert reason
    assert rival.evidence[0].source_id == "undated"


def test_a_rival_not_yet_known_is_not_there(small_layer):
    assert why_row(Ledger([small_layer], date(2024, 3, 1)), "trade.2023.stat").rivals == ()


def test_an_agreement_opens_to_its_history_and_effects(small_layer):
    why = why_row(Ledger([small_layer]), "swap")
    assert [part.id for part in why.parts] == ["swap@2022", "swap@2024", "swap.none"]
    assert [part.says for part in why.parts][1] == "suspended since 2024-01-06"
    assert {node.id for node in why.walk()} == {"swap", "swap@2022", "swap@2024", "swap.none"}


def test_an_event_opens_to_those_who_took_part(small_layer):
    why = why_row(Ledger([small_layer]), "visit-2023-05")
    assert [part.says for part in why.parts] == ["Azerbaijan as host", "Kazakhstan as visitor"]
    # They have no source of their own: the event's speaks for them and is not printed again.
    assert all(part.evidence == () for part in why.parts)


def test_an_unknown_id_suggests_the_nearest(small_layer):
    with pytest.raises(UnknownNameError, match=r"trade\.2023\.stat") as caught:
        why_row(Ledger([small_layer]), "trade.2023.stats")
    assert caught.value.exit_code == 2
    with pytest.raises(UnknownNameError, match="not known by 2024-01-01"):
        why_row(Ledger([small_layer], date(2024, 1, 1)), "trade.2023.stat")
