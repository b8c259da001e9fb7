"""The gold sentences: enough of them, well-formed, and read as well as is asked."""

from __future__ import annotations

from collections import Counter

import pytest

from tools.document_claims.gold import LANGUAGES, gold, score, split_of
from tools.document_claims.pages import CLAIMS, macro_f1, measures, pages_anew

SLOTS, F1, PRECISION, RECALL = 0.90, 0.80, 0.95, 0.90


def every():
    return [item for split in ("dev", "test") for item in gold(split)]


def test_there_are_enough_sentences_of_each_language():
    counts = Counter(item["language"] for item in every())
    assert sum(counts.values()) >= 250
    assert all(counts[language] >= 50 for language in LANGUAGES)


def test_a_third_is_the_test_split():
    share = sum(split_of(item["id"]) == "test" for item in every()) / len(every())
    assert 0.25 < share < 0.42


def test_spans_lie_in_their_text_and_each_claim_has_its_rule():
    for item in every():
        for claim in item["claims"]:
            assert 0 <= claim["start"] < claim["end"] <= len(item["text"]), item["id"]
            assert claim["verdict"], item["id"]
            assert claim["rule"], item["id"]


@pytest.mark.parametrize("split", ["dev", "test"])
def test_slots_and_verdicts_are_as_good_as_is_asked(ledger, split):
    found = score(split, ledger)
    told = measures(found)
    assert found.accuracy >= SLOTS, found.wrong
    assert macro_f1(found) >= F1, found.verdicts
    assert told["contradicted"][0] >= PRECISION
    assert told["cannot_tell"][1] >= RECALL


def test_the_pages_say_what_was_measured():
    for path, text in pages_anew().items():
        held = text == path.read_text(encoding="utf-8")
        assert held, f"run `python -m tools.document_claims`: {path.name}"


def test_every_verdict_stands_on_the_page():
    from caspia.claims import MEANINGS

    text = CLAIMS.read_text(encoding="utf-8").lower()
    for name in MEANINGS:
        word = name.replace("_", " ").removeprefix("other ")
        assert word in text, name
