from __future__ import annotations

import pytest

from caspia.briefs.sections.agreements import agreements_section
from tests.briefs.section_ground import (
    assert_sound,
    figure,
    made_page,
    missing,
    paragraphs,
    real_page,
    row_of,
    table,
)
from tests.briefs.tied_ledger import ON, ROWS

PAIRS = [
    ("AZE", "KAZ", "2024-05-31"),
    ("AZE", "C5", "2024-05-31"),
    ("OTS", "SCO", "2024-05-31"),
    ("ARM", "AZE", "2024-04-30"),
    ("KGZ", "TJK", "2023-01-01"),
]


@pytest.fixture(scope="module")
def section(page):
    return agreements_section(page)


def test_companies_bind_their_states_and_others_are_marked(section):
    titles = [row[0] for row in table(section, "agreements")]
    assert titles == ["Oil contract", "Gas pact", "Doubtful pact", "Bare memorandum"]
    assert row_of(section, "agreements", "Oil contract")[1] == (
        "A Oil (Azerbaijan) and K Oil (Kazakhstan)"
    )
    assert row_of(section, "agreements", "Gas pact")[1] == (
        "Azerbaijan and Kazakhstan, with Georgia"
    )


def test_signature_is_said_by_its_precision(section):
    assert row_of(section, "agreements", "Oil contract")[2] == "March 2022"
    assert row_of(section, "agreements", "Gas pact")[2] == "28 November 2021"
    assert row_of(section, "agreements", "Doubtful pact")[2] == "2020"
    assert row_of(section, "agreements", "Bare memorandum")[2] == "not known"


def test_status_is_that_of_the_day_with_by_whom_and_why(section):
    assert row_of(section, "agreements", "Oil contract")[3] == "in force since May 2022"
    assert row_of(section, "agreements", "Gas pact")[3] == (
        "suspended since 1 February 2023, by Georgia: repairs of the line"
    )


def test_status_of_an_earlier_day_is_the_earlier_one(tmp_path):
    rows = {**ROWS, "reports": [{**row, "source_id": "general"} for row in ROWS["reports"]]}
    section = agreements_section(made_page(tmp_path, rows, "AZE", "KAZ", "2022-12-31"))
    assert row_of(section, "agreements", "Gas pact")[3] == (
        "in force since 1 January 2022 (inferred)"
    )


def test_readings_that_differ_stand_side_by_side(section, page):
    assert row_of(section, "agreements", "Doubtful pact")[3] == (
        "in force since 2020 (inferred); or proposed since 2020"
    )
    assert figure(section, page, "agreements.disputed").low == 1


def test_effects_are_said_with_amount_good_and_reading(section):
    assert row_of(section, "agreements", "Oil contract")[4] == (
        "permits crude oil on Tanker route (inferred); "
        "caps crude oil on Tanker route at up to 1.5 Mt a year"
    )
    assert row_of(section, "agreements", "Gas pact")[4] == "permits use of Sea pipe"
    assert row_of(section, "agreements", "Doubtful pact")[4] == (
        "sets a fee for the Long Way, amount not stated, until 31 December 2021; "
        "none stated (friendship)"
    )
    assert row_of(section, "agreements", "Bare memorandum")[4] == "not known"


def test_counts_by_status(section, page):
    lead = paragraphs(section)[0]
    assert lead.startswith("4 agreements between Azerbaijan and Kazakhstan, 1 with others.")
    assert "1 in force; 1 suspended; none proposed" in lead
    assert "The newest is Oil contract, signed in March 2022." in lead
    count = figure(section, page, "agreements.count")
    assert (count.low, count.high, count.unit) == (4, 4, "count")
    assert {"oil", "gas", "bare", "doubt", "gas@2"} <= set(count.rows)
    assert set(figure(section, page, "agreements.suspended").rows) == {"gas", "gas@2"}


def test_what_comes_after_the_day_is_a_plan(section):
    assert "Planned after the day: Coming treaty, to be signed on 1 December 2024." in paragraphs(
        section
    )


def test_gaps_are_named(section):
    assert missing(section) == [
        "The day of signature of Bare memorandum",
        "The status on 31 May 2024 of Bare memorandum",
        "The effect on routes of Bare memorandum",
    ]


def test_no_agreement_is_missing_and_not_empty(page, tmp_path):
    section = agreements_section(made_page(tmp_path, ROWS, "GEO", "NATO", ON))
    assert missing(section) == [
        "No agreement between Georgia and the North Atlantic Treaty Organization is known"
    ]


def test_long_tables_say_how_many_more_there_are(tmp_path):
    extra = [
        {"agreement_id": f"x{n}", "title": f"Pact {n}", "kind": "treaty", "parties": "AZE;KAZ",
         "signed": f"19{60 + n}-01-01", "subject": "other"}
        for n in range(30)
    ]  # fmt: skip
    reports = [{"row_id": row["agreement_id"], "source_id": "general"} for row in extra]
    rows = {
        **ROWS,
        "agreements": [*ROWS["agreements"], *extra],
        "reports": [*ROWS["reports"], *reports],
    }
    section = agreements_section(made_page(tmp_path, rows, "AZE", "KAZ", ON))
    assert len(table(section, "agreements")) == 25
    assert (
        "The table shows the newest 25; 9 more agreements reach back to 1 January 1960."
        in paragraphs(section)
    )


def test_real_contract_of_two_companies_with_its_cap():
    section = agreements_section(real_page("AZE", "KAZ", "2024-05-31"))
    row = row_of(section, "agreements", "KMG-SOCAR general agreement")
    assert row[1] == "Azerbaijan (State Oil Company of Azerbaijan) and Kazakhstan (KazMunayGas)"
    assert row[2] == "November 2022"
    assert "caps crude oil on Aktau-Sangachal tanker route at 1.5 Mt a year" in row[4]


def test_real_swap_was_in_force_and_then_suspended():
    name = "Gas swap Turkmenistan-Iran-Azerbaijan"
    after = row_of(agreements_section(real_page("AZE", "TKM", "2024-05-31")), "agreements", name)
    before = row_of(agreements_section(real_page("AZE", "TKM", "2023-12-31")), "agreements", name)
    assert after[1] == "Azerbaijan and Turkmenistan, with Iran"
    assert after[2] == "28 November 2021"
    assert after[3].startswith("suspended since 6 January 2024")
    assert before[3].startswith("in force since 1 January 2022")


@pytest.mark.parametrize(("a", "b", "on"), PAIRS)
def test_every_pair_is_sound(a, b, on):
    assert_sound(agreements_section(real_page(a, b, on)))
