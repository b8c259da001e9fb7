"""The pages say what the reference ledger gives today, and what others count where it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.document_relations import mediators_page, ties_page

if TYPE_CHECKING:
    from caspia.ledger import Ledger

ANEW = "run `python -m tools.document_relations`"


def test_the_page_on_ties_is_as_worked_out(ledger: Ledger) -> None:
    page = ties_page.PAGE.read_text(encoding="utf-8")
    assert page == ties_page.page_anew(page, ledger), ANEW


def test_the_page_on_mediators_is_as_worked_out(ledger: Ledger) -> None:
    page = mediators_page.PAGE.read_text(encoding="utf-8")
    assert page == mediators_page.page_anew(page, ledger), ANEW
    lines = [line for line in page.splitlines()[1:] if line and not line.startswith("<!--")]
    assert lines[0].startswith("> This ranking is not shown to do better"), "the first line says so"


@pytest.mark.shared
def test_what_others_count_is_as_the_page_says(ledger: Ledger) -> None:
    if not ties_page.FOLDER.exists():
        pytest.skip("votes, organisations and trips are not beside the checkout")
    page = ties_page.PAGE.read_text(encoding="utf-8")
    assert page == ties_page.page_anew(page, ledger, ties_page.FOLDER), ANEW
