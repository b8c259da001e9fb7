"""A page under a scenario says so at its top, and dates no source of it."""

from __future__ import annotations

import pytest

import caspia
from caspia.briefs.document import Figure
from caspia.briefs.flow_picture import remark_of
from caspia.briefs.numbering import numbered_sources
from caspia.briefs.pictures.flow_request import FlowMapRequest
from caspia.briefs.supposed import under
from caspia.ledger import read_day
from caspia.scenarios import Scenario, composed

DAY = read_day("2024-05-15")
ONE = Scenario.of("one", [{"close": "rail-saryagash-keles"}], "A crossing is shut")
OTHER = Scenario.of("other", [{"close": "cpc_kropotkin_novo"}], "A pipeline is shut")


def test_without_a_scenario_nothing_is_added(real):
    assert under("As it stood", real) == "As it stood"


@pytest.mark.parametrize(
    ("scenarios", "told"),
    [
        ([ONE], "Under the scenario: A crossing is shut. "),
        ([ONE, OTHER], "Under the scenarios: A crossing is shut; A pipeline is shut. "),
    ],
)
def test_scenarios_are_named_at_the_top(real, scenarios, told):
    ledger = composed(scenarios).apply(real)
    assert under("As it stood", ledger).startswith("As it stood. ")
    assert told.split(":")[0] in under("As it stood", ledger)
    assert under("As it stood", ledger).endswith("Not what happened")


def test_a_brief_says_that_it_is_under_a_scenario(real):
    page = caspia.brief(ONE.apply(real), "AZE", "TKM", on="2024-06-01")
    assert "Under the scenario: A crossing is shut." in page.subtitle


def test_a_map_of_flows_says_so_too(real):
    asked = FlowMapRequest(ONE.apply(real), DAY, "May 2024", "choice", (), (), 0.5)
    assert remark_of(asked).startswith(
        "Under the scenario: A crossing is shut. Not what happened. A model result"
    )
    plain = FlowMapRequest(real, DAY, "May 2024", "choice", (), (), 0.5)
    assert remark_of(plain).startswith("A model result, not an observation. ")


def test_what_is_supposed_is_not_called_undated(real):
    figure = Figure("f", "shut", (), ("scenario:one",), "")
    note, *_ = numbered_sources(ONE.apply(real), [figure])
    assert note.published == ""
    assert note.dated == "supposed"
