"""``caspia whatif``: the answer in every format, the list of presets, and what it refuses."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from caspia.cli.main import app

PATCH = """name: shut
title: A crossing is shut
period: 2024-03
patches:
  - close: rail-saryagash-keles
  - demand: grain
    origin: KAZ
    destination: UZB
    by: 2
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("scenario") / "shut.yaml"
    path.write_text(PATCH, encoding="utf-8")
    return str(path)


def run(*arguments):
    return CliRunner().invoke(app, [*arguments, "--quiet"])


def test_files_are_written_whole(file, tmp_path):
    answer = run("whatif", file, "--good", "grain", "--out", str(tmp_path))
    assert answer.exit_code == 0, answer.output
    assert "A crossing is shut, March 2024. Model result, no observation." in answer.stdout.replace(
        "Mar 2024", "March 2024"
    )
    assert "Saryagash - Keles: closed, was open" in answer.stdout
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"whatif.json", "whatif.csv", "whatif.html", "whatif.pdf"}
    plain = json.loads((tmp_path / "whatif.json").read_text(encoding="utf-8"))
    assert {"causes", "effects", "balance", "provenance"} <= plain.keys()
    assert [one["id"] for one in plain["causes"]] == ["scenario:shut/1", "scenario:shut/2"]
    page = (tmp_path / "whatif.html").read_text(encoding="utf-8")
    assert page.count("<svg") >= 4
    assert "What the scenario changes" in page
    assert "A model result, not an observation." in page
    assert (tmp_path / "whatif.pdf").read_bytes().startswith(b"%PDF")


def test_presets_are_listed():
    answer = run("whatif", "--list", "--json")
    found = {one["name"] for one in json.loads(answer.stdout)["presets"]}
    assert {"cpc-outage", "zangezur-open"} <= found


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("whatif",), "No scenario is named"),
        (("whatif", "no-such"), "There is no scenario"),
        (("whatif", "cpc-outage", "--period", "2021-05"), "Nothing of cpc-outage holds in"),
        (("whatif", "cpc-outage", "--format", "xlsx"), "has no format xlsx"),
        (("routes", "aktau", "baku", "--on", "2024-01-01", "--scenario", "no-such"), "no scenario"),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments, part):
    answer = run(*arguments)
    assert answer.exit_code != 0
    assert part in f"{answer.output}{answer.exception}"


def test_another_command_answers_under_a_scenario(file):
    answer = run("network", "--on", "2024-03-01", "--json", "--scenario", file)
    links = {one["link_id"]: one["status"] for one in json.loads(answer.stdout)["links"]}
    assert links["rail-saryagash-keles"] == "closed"
