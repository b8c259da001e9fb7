"""What would move if shut routes opened: the scenario of the page, and its section."""

from __future__ import annotations

from datetime import date

import caspia
from caspia.briefs.page import Page
from caspia.briefs.sections.peace_moves import opened, peace_moves_section
from caspia.briefs.sections.peace_routes import shut_links
from caspia.ledger import find_party
from caspia.network import Network


def page(a, b, on):
    ledger = caspia.open(on)
    day = date.fromisoformat(on)
    return Page(ledger, "brief:test", find_party(ledger, a, day), find_party(ledger, b, day), day)


def test_the_scenario_opens_what_is_shut_and_nothing_else():
    ground = page("ARM", "AZE", "2024-04-30")
    links = [link for link, _, _ in shut_links(ground)]
    assert links
    after = opened(ground, 2023, links).apply(ground.ledger)
    before = Network.on(ground.ledger, "2023-06-15")
    changed = before.changes(Network.on(after, "2023-06-15"))
    assert {one.link_id for one in changed if one.kind == "opened"} == {one.id for one in links}


def test_the_section_says_what_it_is_and_what_would_go_over_the_routes():
    section = peace_moves_section(page("ARM", "AZE", "2024-04-30"))
    text = " ".join(piece for told in section.texts() for piece in told if isinstance(piece, str))
    assert "model result and no observation" in text
    assert [figure for figure in section.printed() if figure.how.startswith("Model result")]


def test_where_nothing_is_shut_it_says_so():
    section = peace_moves_section(page("KAZ", "UZB", "2024-04-30"))
    (block,) = section.blocks
    assert "is known to be shut" in block.text[0]


def test_a_year_without_demand_is_named():
    section = peace_moves_section(page("ARM", "AZE", "2018-04-30"))
    (block,) = section.blocks
    assert "is not worked out for 2017" in block.what
