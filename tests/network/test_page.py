"""docs/routes.md gives the answers of the reference ledger, and what it says of them holds."""

from __future__ import annotations

import pytest

from caspia.network import Network, find_routes
from tests.reference import reference
from tools.document_routes import CUT, DAY, DESTINATION, ORIGIN, PAGE, page_anew


@pytest.fixture(scope="module")
def ledger():
    return reference()


def test_the_examples_of_the_page_are_the_answers_of_the_ledger(ledger):
    page = PAGE.read_text(encoding="utf-8")
    assert page == page_anew(page, ledger), "run `python -m tools.document_routes`"


def test_what_the_page_says_of_the_examples_holds(ledger):
    found = find_routes(Network.on(ledger, DAY), ORIGIN, DESTINATION, by="cost")
    assert {"MIDDLE", "NORTHERN"} <= {route.corridor for route in found.routes}
    on_paper = [route.on_paper for route in found.by_corridor]
    assert on_paper == sorted(on_paper)
    assert any(on_paper)
    origin, destination, good, _ = CUT
    later = Network.on(ledger, "2025-04-01")
    assert find_routes(later, origin, destination, good).routes
