"""A checked text as a page, and the section on promises."""

from __future__ import annotations

from datetime import date

import pytest

import caspia
from caspia.briefs import render_checked_text
from caspia.briefs.checked_text import SIGNS, paragraphs
from caspia.briefs.document import Table
from caspia.briefs.page import Page
from caspia.briefs.sections.promises import promises_section
from caspia.claims import MEANINGS, check
from caspia.ledger import find_party
from tests.reference import reference

TEXT = (
    "Kazakhstan <b> & others.\n\n[President](#) Sadyr Japarov of Kyrgyzstan visited Azerbaijan in "
    "April 2024.\n\nAzerbaijan's seaports handled 17.9 million tonnes of cargo in 2023."
)


@pytest.fixture(scope="module")
def checked():
    return check(TEXT, reference(), "2024-05-31")


def test_every_verdict_has_a_sign_of_its_family():
    assert set(SIGNS) == set(MEANINGS)
    families = {family for _, family in SIGNS.values()}
    assert families == {"good", "warn", "bad", "split", "open"}


def test_the_pieces_make_up_the_text(checked):
    shown = "".join(piece.text for pieces in paragraphs(checked) for piece in pieces)
    assert "".join(shown.split()) == "".join(checked.seen.split())


def test_each_claim_ends_once(checked):
    ends = [n for pieces in paragraphs(checked) for piece in pieces for n in piece.ends]
    assert sorted(ends) == list(range(1, len(checked.claims) + 1))


def test_the_page_marks_claims_and_escapes_the_text(checked):
    page = render_checked_text(checked)
    assert '<mark class="bad">17.9 million tonnes</mark>' in page
    assert "Kazakhstan &lt;b&gt; &amp; others." in page
    assert 'href="#c1"' in page
    assert 'id="c1"' in page


def test_the_page_has_no_date_of_its_making(checked):
    assert render_checked_text(checked) == render_checked_text(checked)


def test_a_text_without_claims_says_so():
    page = render_checked_text(check("Nothing here.", reference(), "2024-05-31"))
    assert "No claim was found" in page


def ground(on):
    ledger = caspia.open(as_of=on)
    a, b = find_party(ledger, "AZE"), find_party(ledger, "KAZ")
    return Page(ledger, f"brief:AZE-KAZ:{on}", a, b, date.fromisoformat(on))


def test_the_section_lists_what_came_due_with_its_record():
    section = promises_section(ground("2025-12-31"))
    tables = [block for block in section.blocks if isinstance(block, Table)]
    assert [table.id for table in tables] == ["promises-due", "promises-scores"]
    outcomes = {row[3][0] for row in tables[0].rows}
    assert "short" in outcomes


def test_the_section_knows_nothing_of_later_records():
    early, late = (str(promises_section(ground(on))) for on in ("2024-05-31", "2025-12-31"))
    assert "reached since" in late
    assert "reached since" not in early
