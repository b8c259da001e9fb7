"""The presets: each reads, names what is there, and changes the network or what wants to move."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from caspia.ledger import read_period
from caspia.scenarios import presets, scenario
from caspia.scenarios.difference.touched import touched
from tests.reference import reference

DOCS = Path(__file__).parents[2] / "docs" / "presets.md"
NAMES = {
    "iran-swap-suspended", "iran-swap-resumed", "turkmen-gas-to-turkiye", "igdir-nakhchivan-open",
    "kazakh-oil-btc-1.5mt", "kazakh-oil-btc-2.2mt", "cpc-outage", "northern-corridor-after-2022",
    "northern-corridor-closed", "red-sea-closed", "titr-10mt", "caspian-level-falls",
    "btk-upgraded", "zangezur-open", "armenia-border-open", "cku-railway-open",
    "rasht-astara-open", "anaklia-open", "trans-caspian-pipeline", "uzbek-transit-doubles",
}  # fmt: skip


@cache
def ledger():
    return reference()


def test_all_are_there():
    assert set(presets()) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_preset_names_what_the_ledger_has(name):
    one = scenario(name)
    assert one.text
    assert one.sources
    for source in one.sources:
        assert ledger().source(source).kind != "scenario"
    for row in one.observed.rows if one.observed else ():
        assert ledger().find(row) is not None, row


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_cause_of_a_preset_holds_in_its_period_and_touches_only_what_it_names(name):
    one = scenario(name)
    month = one.period if len(one.period) > len("2024") else f"{one.period}-01"
    period = read_period(month)
    for cause in one.causes:
        alone = one.only({cause})
        found = touched(ledger(), alone.apply(ledger()), period)
        assert found.rows, cause
        named = {target for patch in alone.patches for target in patch.targets}
        agreements = {patch.targets[0] for patch in alone.patches if patch.verb == "suspend"}
        effects = ledger().rows("agreement_effects")
        named |= {
            target
            for row in effects
            if row["agreement_id"] in agreements
            for target in row["target"]
        }
        assert {change.link_id for change in found.changes} <= named


def test_the_page_tells_of_every_preset():
    text = DOCS.read_text(encoding="utf-8")
    for name in NAMES:
        assert f"\n## {name}\n" in text
        assert f"**{scenario(name).title}**" in text
