"""Verdicts on figures: each of the names, on real rows, by what was known on the day."""

from __future__ import annotations

import pytest

from caspia.amounts import Amount
from caspia.claims import MEANINGS, check
from caspia.claims.comparing import relation

PORTS = "Azerbaijan's seaports handled {} of cargo in 2023."
TRADE = "Trade between Azerbaijan and Kazakhstan was {} in 2023."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (PORTS.format("13.4 million tonnes"), "supported"),
        (PORTS.format("more than 4 million tonnes"), "uninformative"),
        (PORTS.format("more than 13.5 million tonnes"), "qualifier_too_strong"),
        (PORTS.format("17.9 million tonnes"), "contradicted"),
        (PORTS.format("11.75 million tonnes"), "other_period"),
        (TRADE.format("$529.4 million"), "supported"),
        (TRADE.format("$529.4 billion"), "other_unit"),
        ("Azerbaijan exported goods worth $529.4 million to Kazakhstan in 2023.", "other_measure"),
        ("Kazakhstan's exports to Azerbaijan were $73 million in 2023.", "other_direction"),
        (
            "Azerbaijan's seaports handled 8.28 million tonnes in January-September 2023.",
            "other_scope",
        ),
        ("In 2022 trade between Azerbaijan and Kazakhstan was $461.9 million.", "superseded"),
        (
            "Trade of Azerbaijan with Tajikistan was $6.1 million in 2023.",
            "conflicting_sources",
        ),
        (
            "In 2024, 1.5 million tonnes of Kazakh oil were shipped through the BTC pipeline.",
            "plan_as_fact",
        ),
        ("The Lankaran factory made 412 tonnes of tea in 2023.", "cannot_tell"),
    ],
)
def test_each_verdict(verdict, text, name):
    assert verdict(text).verdict == name
    assert name in MEANINGS


def test_rounding_is_not_false(verdict):
    one = verdict(PORTS.format("13.3 million tonnes"), "2024-05-30")
    assert one.verdict == "rounding_only"


def test_what_was_known_then_and_what_is_known_today(verdict):
    text = "Trade between Azerbaijan and Kazakhstan was $280.6 million in January-June 2024."
    one = verdict(text, "2024-05-31")
    assert (one.known_then.name, one.known_today.name) == ("cannot_tell", "supported")


def test_one_press_report_alone_makes_nothing_false(verdict):
    one = verdict("Azerbaijan and Kazakhstan signed 27 documents in March 2024.")
    assert one.verdict == "cannot_tell"
    assert one.known_then.evidence


def test_a_carried_time_makes_nothing_false(ledger):
    text = "Cargo grew in 2023. Azerbaijan's seaports handled 17.9 million tonnes of cargo."
    assert check(text, ledger, "2024-05-31").claims[-1].verdict != "contradicted"


def test_a_tiny_base_is_told(ledger):
    text = "Azerbaijan's trade with Kyrgyzstan grew by 600 percent in 2023."
    (one,) = check(text, ledger, "2024-05-30").claims
    assert one.verdict == "cannot_tell"
    assert "tiny base" in one.known_then.note


def test_c9_another_definition_contradicts_nothing(verdict):
    one = verdict("Cargo on the Middle Corridor was 4.48 million tonnes in 2024.", "2026-06-30")
    assert one.verdict == "supported"
    assert any("3.3" in item.says for item in one.known_then.evidence)


def mt(value, qualifier):
    return Amount.of(value, "Mt", qualifier, f"{value:g}")


@pytest.mark.parametrize(
    ("claimed", "known", "answer"),
    [
        (
            mt(13.3, "exact"),
            mt(13.4, "exact"),
            "rounding",
        ),
        (mt(4, "more_than"), mt(13.4, "exact"), "loose"),
        (mt(4, "more_than"), mt(5.5, "exact"), "within"),
        (
            mt(13.5, "more_than"),
            mt(13.4, "exact"),
            "hedge",
        ),
        (mt(20, "more_than"), mt(13.4, "exact"), "apart"),
        (mt(13.4, "exact"), mt(13, "about"), "overlap"),
        (Amount.of(13.4, "Mt"), Amount.of(5, "USD"), None),
        (Amount.of(960, "pupils", counted=True), Amount.of(960, "count", counted=True), "within"),
    ],
)
def test_how_a_known_figure_lies(claimed, known, answer):
    assert relation(claimed, known) == answer
