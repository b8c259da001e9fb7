"""The article that the project began with: its own rows never support it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from caspia.claims import check
from caspia.claims.own_text import own_sources

ARTICLE = Path(__file__).parents[3] / "shared" / "seed" / "article.md"
DAY = "2024-05-31"

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def checked(ledger):
    if not ARTICLE.exists():
        pytest.skip("the shared article is not beside the checkout")
    return check(ARTICLE.read_text(encoding="utf-8"), ledger, DAY)


def the(checked, words, kind=None):
    found = [
        one for one in checked.claims if words in one.claim.text and kind in (None, one.claim.kind)
    ]
    assert found, words
    return found[0]


def test_there_are_many_claims_and_the_text_is_known_as_a_source(checked):
    assert len(checked.claims) >= 60
    assert checked.own == ("suleymanov-2024",)
    cited = {
        source
        for one in checked.claims
        for item in (*one.known_then.evidence, *one.known_today.evidence)
        for source in item.sources
    }
    assert "suleymanov-2024" not in cited


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("mediator", "role", "contradicted"),
        ("Tokayev (March 2023)", "event", "other_period"),
        ("decrease in indicators", "change", "contradicted"),
        ("4.5 mcm", "quantity", "conflicting_sources"),
        ("13.3 million", "quantity", "rounding_only"),
        ("Mikayil Jabbarov", "office", "contradicted"),
        ("Nakhchivan will be delivered", "event", "other_direction"),
        ("600%", "change", "cannot_tell"),
    ],
)
def test_what_is_found_in_it(checked, words, kind, name):
    assert the(checked, words, kind).verdict == name


def test_three_thousand_words_take_less_than_three_seconds(checked, ledger):
    text = " ".join((checked.text * 2).split(" ")[:3000])
    began = time.perf_counter()
    check(text, ledger, DAY)
    assert time.perf_counter() - began < 3


def test_a_short_sentence_is_no_known_source(ledger):
    assert own_sources(ledger, "Azerbaijan and Central Asia trade.") == frozenset()
