"""Planned projects: which links belong together, what they cost, and what each gives."""

from __future__ import annotations

import json
from datetime import date
from functools import cache

import pytest
from typer.testing import CliRunner

from caspia.cli.main import app
from caspia.errors import BadInputError
from caspia.scenarios.projects import planned_projects, rank_projects, ranking
from caspia.scenarios.projects.exports import ranking_as_plain, ranking_table
from caspia.scenarios.whatif import what_if
from tests.reference import reference

MONTH, GOODS, DAY = "2024-05", ("grain", "containers"), date(2024, 5, 1)
SOME = ("rail-kashgar-torugart", "rail-rasht-astara_irn", "rail-bakhty-ayagoz")


@cache
def ledger():
    return reference()


@cache
def projects():
    return {one.id: one for one in planned_projects(ledger(), DAY)}


@pytest.fixture
def few(monkeypatch):
    some = tuple(projects()[name] for name in SOME)
    monkeypatch.setattr(ranking, "planned_projects", lambda ledger, day: some)


@pytest.fixture(scope="module")
def ranked():
    some = tuple(projects()[name] for name in SOME)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ranking, "planned_projects", lambda ledger, day: some)
        return rank_projects(ledger(), MONTH, goods=GOODS)


def test_links_that_meet_where_nothing_is_are_one_project():
    found = {one.links for one in projects().values()}
    assert ("rail-kharlachi-peshawar", "rail-mazar-kharlachi") in found
    assert ("rail-senaki-anaklia", "sea-anaklia-bosphorus") in found, "a port and its railway"
    assert ("rail-moyinty-kyzylzhar",) in found


def test_every_planned_link_is_in_one_project_and_no_cable_is():
    links = [link for one in projects().values() for link in one.links]
    assert len(links) == len(set(links))
    modes = {ledger().row(link)["mode"] for link in links}
    assert not modes & {"power_cable", "fibre_cable"}


def test_a_line_that_was_opened_is_a_project_no_longer():
    before, after = (
        {link for one in planned_projects(ledger(), day) for link in one.links}
        for day in (date(2025, 3, 1), date(2025, 4, 1))
    )
    assert "igdir_nakhchivan" in before - after


def test_costs_are_those_of_the_ledger():
    railway = projects()["rail-kashgar-torugart"].cost
    assert railway.usd == 4.7e9
    assert railway.rows == ("investment_cost.cku.2024.daryo-2024-12-20-cku.plan",)
    gas = projects()["tcr_interconnector"].cost
    assert (gas.usd, gas.high) == (4e8, 8e8), "the latest estimate, and the span of all"
    euros = projects()["rail-rasht-astara_irn"].cost
    assert 1.05 * 1.6e9 < euros.usd < 1.12 * 1.6e9
    assert euros.low <= euros.usd <= euros.high
    assert projects()["rail-moyinty-kyzylzhar"].cost is None


def test_gains_are_those_of_a_what_if(ranked):
    one = next(one for one in ranked.projects if one.project.id == "rail-kashgar-torugart")
    answer = what_if(ledger(), one.project.built(DAY), MONTH, goods=GOODS)
    assert one.saved_usd == pytest.approx(-answer.effect("total", "", "cost").difference)
    carried = [answer.effect("link", link, "tonnes").after for link in one.project.links]
    assert one.tonnes == pytest.approx(max(carried))
    assert one.tonnes > 0
    assert one.usd_per_usd == pytest.approx(one.saved_usd / 4.7e9)
    assert one.tonnes_per_usd == pytest.approx(one.tonnes / 4.7e9)


def test_those_with_a_cost_come_first_and_by_dollars_per_dollar(ranked):
    found = ranked.projects
    assert found[-1].usd_per_usd is None
    assert found[-1].project.id == "rail-bakhty-ayagoz"
    assert found[0].usd_per_usd >= found[1].usd_per_usd


def test_exports_tell_all(ranked):
    plain = ranking_as_plain(ranked)
    assert {"period", "note", "projects", "provenance"} <= plain.keys()
    last = plain["projects"][-1]
    assert last["cost_usd"] is None
    assert last["saved_usd_per_usd"] is None
    assert ranking_table(ranked)["id"].to_list() == [one.project.id for one in ranked.projects]


def test_the_command_ranks_them_in_a_table_with_room_for_every_column(few, tmp_path):
    arguments = ["--rank-projects", "--period", MONTH, "--good", "grain", "--quiet"]
    answer = CliRunner().invoke(app, ["whatif", *arguments, "--out", str(tmp_path)])
    assert answer.exit_code == 0, answer.output
    header = next(line for line in answer.stdout.splitlines() if line.startswith("built early"))
    assert header.rstrip().endswith("USD per USD")
    assert "-0\n" not in answer.stdout.replace(" ", "")
    assert "e-0" not in answer.stdout
    assert {one.name for one in tmp_path.iterdir()} == {"projects.json", "projects.csv"}
    written = json.loads((tmp_path / "projects.json").read_text(encoding="utf-8"))
    assert {one["id"] for one in written["projects"]} == set(SOME)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--rank-projects",), "Give one: --period 2024"),
        (("cpc-outage", "--rank-projects", "--period", "2024"), "takes no scenario"),
        (("--rank-projects", "--period", "2024", "--format", "html"), "has no format html"),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments, part):
    answer = CliRunner().invoke(app, ["whatif", *arguments, "--quiet"])
    assert isinstance(answer.exception, BadInputError)
    assert part in str(answer.exception)
