"""The page of losses: a map as wide as what is left behind, tables, what is leaned on."""

from __future__ import annotations

import re

import pytest

import caspia
from caspia.briefs.critical_map import critical_map
from caspia.briefs.formats import render
from caspia.briefs.stress_page import stress_page
from caspia.ledger import name_of
from caspia.scenarios import scenario
from caspia.scenarios.stress import stress


@pytest.fixture(scope="module")
def found():
    return stress(caspia.open(), "2024-03", kinds=("links",), goods=("natural_gas",))


def test_the_map_has_every_link_without_which_something_is_left_behind(found):
    picture = critical_map(found)
    drawn = set(re.findall(r'data-link="([^"]+)"', picture.svg))
    hit = {one.out[0] for one in found.of("links") if one.stranded_tonnes >= 1}
    assert drawn
    assert drawn <= hit
    beyond = re.search(r"(\d+) more links? lies? beyond", picture.alt)
    assert len(drawn) + (int(beyond[1]) if beyond else 0) == len(hit)


def test_the_map_says_what_is_lost_and_never_what_moves(found):
    picture = critical_map(found)
    worst = found.of("links")[0]
    name = name_of(found.result.region.ledger, worst.out[0])
    assert f"Without {name}, gas pipeline: " in picture.svg
    assert "the largest losses: " in picture.alt
    assert "flows" not in picture.alt


def test_the_page_has_the_map_and_the_tables(found):
    page = render(stress_page(found), "html").decode()
    assert "A model result, not an observation" in page
    assert "Under the scenario" not in page
    assert "What is left behind without each link" in page
    assert f"Links, 12 of {len(found.of('links'))}" in page
    assert "carry nothing, so that nothing changes without them" in page


def test_without_links_the_page_says_that_there_is_no_map(found):
    agreements = stress(found.result.region.ledger, "2024-03", kinds=(), goods=("natural_gas",))
    page = render(stress_page(agreements), "html").decode()
    assert "Links were not asked for" in page


def test_under_a_scenario_the_page_says_so(found):
    shut = scenario("cpc-outage").apply(found.result.region.ledger)
    none = stress(shut, "2024-03", kinds=(), goods=("natural_gas",))
    page = render(stress_page(none), "html").decode()
    assert f"Under the scenario: {scenario('cpc-outage').title}" in page
