"""Arithmetic within a text."""

from __future__ import annotations

from caspia.claims import check

DAY = "2024-05-31"


def inner(text, ledger):
    return [said for one in check(text, ledger, DAY).claims for said in one.inner]


def test_a_level_and_its_changes_give_the_years_before(ledger):
    text = (
        "In 2023, the seaports of Azerbaijan handled 13.3 million tons; this is 13.8 percent more "
        "than in 2022 and 51 percent more than in 2021."
    )
    found = inner(text, ledger)
    assert any("11.69 Mt in 2022" in said for said in found)
    assert any("8.81 Mt in 2021" in said for said in found)


def test_a_daily_rate_over_two_years_is_another_total(ledger):
    text = (
        "Turkmenistan has supplied 4.5 mcm of gas per day to Azerbaijan since January 2022. "
        "That came out to 3.2 bcm between January 2022 and January 2024."
    )
    assert inner(text, ledger) == ["4.5 mcm a day over 730 days is 3.29 bcm, not 3.2 bcm"]


def test_customs_counted_less_than_the_daily_rate(ledger):
    text = "Turkmenistan has supplied 4.5 mcm of gas per day to Azerbaijan since January 2022."
    (one,) = check(text, ledger, DAY).claims
    assert one.verdict == "conflicting_sources"
    assert any("1.62 mcm a day" in item.says for item in one.known_then.evidence)


def test_exports_and_imports_that_do_not_make_the_turnover(ledger):
    text = (
        "In 2023 trade between Azerbaijan and Georgia was $900 million; Azerbaijan's exports to "
        "Georgia were $100 million and its imports from Georgia $200 million."
    )
    assert any("300.0 million" in said for said in inner(text, ledger))


def test_sums_that_agree_are_not_told(ledger):
    text = (
        "In 2023 trade between Azerbaijan and Georgia was $300 million; Azerbaijan's exports to "
        "Georgia were $100 million and its imports from Georgia $200 million."
    )
    assert inner(text, ledger) == []
