"""The diplomatic half of the reference ledger, and the run that writes it."""

from __future__ import annotations

import csv
import filecmp
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FACTS = ROOT.parent / "shared/facts"
DATA = ROOT / "src/caspia/data"
SCHEMA = ROOT / "src/caspia/ledger/schema.csv"
INTERVALS = (("valid_from", "valid_to"), ("start", "end"), ("exists_from", "exists_to"))


def read(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def table(name):
    return read(DATA / f"{name}.csv")


@cache
def by_id(name):
    return {next(iter(row.values())): row for row in table(name)}


@cache
def columns():
    found = {}
    for column in read(SCHEMA):
        found.setdefault(column["table"], []).append(column)
    return found


def sources_of(row_id, field=""):
    return {
        report["source_id"]
        for report in table("reports")
        if report["row_id"] == row_id and report["field"] == field
    }


def rivals_of(row_id):
    pairs = [(row["row_id"], row["rival_id"]) for row in table("rivals")]
    return {b if a == row_id else a for a, b in pairs if row_id in (a, b)}


def held_on(rows, day, **cells):
    return [
        row
        for row in rows
        if all(row[name] == text for name, text in cells.items())
        and (row["valid_from"] or "0001-01-01") <= day < (row["valid_to"] or "9999-12-31")
    ]


# The run


needs_facts = pytest.mark.skipif(
    not FACTS.is_dir(), reason="the gathered facts are not beside the checkout"
)


@pytest.fixture(scope="module")
def rerun(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bring_in")
    command = [sys.executable, "-m", "tools.bring_in", str(FACTS), "--into", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return folder


@pytest.mark.shared
@needs_facts
def test_running_again_gives_the_committed_bytes(rerun):
    written = sorted(path.relative_to(rerun) for path in rerun.rglob("*") if path.is_file())
    assert len(written) == len(columns()) + 2
    differing = [p for p in written if not filecmp.cmp(rerun / p, ROOT / p, shallow=False)]
    assert differing == [], "run `python -m tools.bring_in ../shared/facts` and commit"


@pytest.mark.shared
@needs_facts
def test_every_input_row_is_accounted_for_once():
    entered = Counter((row["file"], int(row["line"])) for row in read_account())
    there = {
        (path.relative_to(FACTS).as_posix(), line)
        for path in FACTS.rglob("*.csv")
        for line in range(2, len(read(path)) + 2)
    }
    assert set(entered) == there
    assert set(entered.values()) == {1}


@pytest.mark.shared
@needs_facts
def test_an_input_row_without_an_entry_stops_the_run(tmp_path):
    facts = tmp_path / "facts"
    for path in FACTS.rglob("*.csv"):
        copy = facts / path.relative_to(FACTS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (facts / "trade" / "surprise.csv").write_text("id\nnew\n", encoding="utf-8")
    command = [sys.executable, "-m", "tools.bring_in", str(facts), "--into", str(tmp_path / "out")]
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert run.returncode != 0
    assert "trade/surprise.csv: 1 of 1 rows" in run.stderr
    assert not (tmp_path / "out").exists()


def read_account():
    return read(ROOT / "tools/curation/account.csv")


def test_the_account_names_rows_that_are_there():
    ids = {row_id for name in columns() for row_id in by_id(name)}
    named = {row_id for entry in read_account() for row_id in entry["rows"].split(";")} - {""}
    assert named - ids == set()


def test_a_row_left_refused_or_changed_has_a_reason():
    silent = [
        (entry["file"], entry["line"])
        for entry in read_account()
        if entry["outcome"] != "kept" and not entry["reason"]
    ]
    assert silent == []


def test_the_page_counts_the_rows():
    page = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    for name in columns():
        assert f"| {name} | {len(table(name))} |" in page


# What holds of every table


@pytest.mark.parametrize("name", sorted(columns()))
def test_columns_are_those_of_the_schema(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream)) == [column["column"] for column in columns()[name]]


@pytest.mark.parametrize("name", sorted(columns()))
def test_every_reference_resolves(name):
    ids = {row_id for other in columns() if other != "rivals" for row_id in by_id(other)}
    dangling = []
    for column in columns()[name]:
        kind = column["type"].removeprefix("list:")
        if kind != "row" and not kind.startswith("ref:"):
            continue
        known = ids if kind == "row" else set(by_id(kind.removeprefix("ref:")))
        cells = [text for row in table(name) for text in row[column["column"]].split(";")]
        dangling += [(column["column"], text) for text in cells if text and text not in known]
    assert dangling == []


def test_no_interval_ends_before_it_starts():
    upside_down = [
        row
        for name in columns()
        for row in table(name)
        for first, last in INTERVALS
        if row.get(first) and row.get(last)
        if date.fromisoformat(row[first]) >= date.fromisoformat(row[last])
    ]
    assert upside_down == []


def test_an_id_is_the_id_of_one_row():
    keyed = [name for name, cols in columns().items() if cols[0]["type"] == "key"]
    counts = Counter(row_id for name in keyed for row_id in by_id(name))
    assert [row_id for row_id, count in counts.items() if count > 1] == []


def test_every_row_has_a_report():
    reported = {report["row_id"] for report in table("reports")}
    exempt = {"sources", "reports", "rivals", "participants"}
    bare = {row_id for name in set(columns()) - exempt for row_id in by_id(name)} - reported
    assert bare == set()


# Parties and memberships


def test_the_five_states_are_members_of_their_group():
    members = {row["member"] for row in table("memberships") if row["bloc"] == "C5"}
    assert members == {"KAZ", "KGZ", "TJK", "TKM", "UZB"}


def test_a_person_who_acts_for_a_state_has_a_home_state():
    stateless = [
        row["person"]
        for row in table("participants")
        if row["person"]
        and by_id("parties")[row["party"]]["kind"] == "state"
        and not by_id("parties")[row["person"]]["iso3"]
    ]
    assert stateless == []


def test_every_candidate_mediator_has_a_capital():
    capitals = {
        row["country"]
        for row in table("places")
        if any(alias.startswith("capital of ") for alias in row["aliases"].split(";"))
    }
    assert len(capitals) == 124
    assert {"KAZ", "AZE", "QAT", "NAMIBIA"} <= capitals


@pytest.mark.parametrize(
    ("bloc", "member", "day", "roles"),
    [
        ("SCO", "KAZ", "2024-05-31", {"member"}),
        ("SCO", "AZE", "2024-05-31", {"dialogue_partner"}),
        ("SCO", "IRN", "2023-07-03", {"observer"}),
        ("SCO", "IRN", "2023-07-04", {"member"}),
        ("CCM", "AZE", "2025-11-15", {"observer"}),
        ("CCM", "AZE", "2025-11-16", {"member"}),
        ("CIS", "GEO", "2009-08-17", {"member"}),
        ("CIS", "GEO", "2009-08-18", {"withdrawn"}),
        ("CSTO", "ARM", "2024-05-31", {"member", "frozen"}),
        ("CSTO", "AZE", "2024-05-31", set()),
        ("OTS", "UZB", "2019-10-14", set()),
        ("OTS", "UZB", "2019-10-15", {"member"}),
        ("EAEU", "UZB", "2024-05-31", {"observer"}),
    ],
)
def test_standing_in_a_bloc_on_a_day(bloc, member, day, roles):
    rows = held_on(table("memberships"), day, bloc=bloc, member=member)
    assert {row["role"] for row in rows} == roles


def test_two_first_days_of_one_standing_are_rivals():
    assert rivals_of("SCO-AZE-2015") == {"SCO-AZE-2016"}


# Events


def visits(party, host, first, last):
    in_role = {(row["event_id"], row["party"], row["role"]) for row in table("participants")}
    return {
        event_id
        for event_id, row in by_id("events").items()
        if first <= row["start"] < last
        and {(event_id, party, "visitor"), (event_id, host, "host")} <= in_role
    }


def test_the_state_visit_of_march_2024_is_one_row_with_several_reports():
    row = by_id("events")["2024-03-11-baku"]
    assert (row["kind"], row["status"], row["city"]) == ("state_visit", "held", "Baku")
    assert (row["start"], row["end"], row["precision"]) == ("2024-03-11", "2024-03-13", "day")
    assert sources_of("2024-03-11-baku") == {"presidentaz-65296", "suleymanov-2024"}
    march = visits("KAZ", "AZE", "2024-03-01", "2024-04-01")
    within = {event for event in march if by_id("events")[event]["part_of"]}
    assert march - within == {"2024-03-11-baku"}


def test_the_visit_that_one_source_puts_in_2023_is_a_rival_of_that_of_2024():
    assert rivals_of("art-2023-03-tokayev") == {"2024-03-11-baku"}
    assert by_id("events")["art-2023-03-tokayev"]["precision"] == "month"


def test_a_later_list_gives_the_day_of_a_summit():
    row = by_id("events")["ccm-2018-astana"]
    assert (row["start"], row["precision"]) == ("2018-03-15", "day")
    assert sources_of("ccm-2018-astana", "start") == {"mir24-16296033"}


def test_a_telling_that_says_otherwise_is_kept():
    assert sources_of("2024-05-24-gazakh", "country") == {"suleymanov-2024"}


def test_hosting_in_almaty_is_not_mediating():
    roles = {
        row["role"]
        for row in table("participants")
        if row["event_id"] == "2024-05-10-almaty" and row["party"] == "KAZ"
    }
    assert roles == {"host", "platform"}


def test_mediations_keep_their_outcome():
    assert by_id("events")["med-bih-1995-dayton"]["outcome"] == "agreement"


@pytest.mark.parametrize("event", ["cica-2026-plan", "sco-2018", "2007-03-15-dushanbe"])
def test_what_is_only_announced_is_planned(event):
    assert by_id("events")[event]["status"] == "planned"


def test_every_event_has_someone_in_it():
    assert set(by_id("events")) == {row["event_id"] for row in table("participants")}


# Agreements


def test_every_agreement_has_an_effect_and_a_status():
    agreements = set(by_id("agreements"))
    assert {row["agreement_id"] for row in table("agreement_effects")} == agreements
    assert {row["agreement_id"] for row in table("agreement_status")} == agreements


def test_an_effect_acts_on_a_thing_of_its_kind():
    tables = {"link": "links", "node": "nodes", "corridor": "corridors", "pair": "parties"}
    wrong = [
        row["effect_id"]
        for row in table("agreement_effects")
        for target in filter(None, row["target"].split(";"))
        if target not in by_id(tables[row["target_kind"]])
    ]
    assert wrong == []


def test_only_what_does_nothing_has_no_target():
    mixed = [
        row["effect_id"]
        for row in table("agreement_effects")
        if len({row["target_kind"] == "none", row["effect"] == "none", not row["target"]}) != 1
    ]
    assert mixed == []


@pytest.mark.parametrize(
    ("agreement", "day", "status"),
    [
        ("ag-swap-2021", "2023-12-31", "in_force"),
        ("ag-swap-2021", "2024-01-06", "suspended"),
        ("kaz-aze-2022-program", "2026-12-31", "in_force"),
        ("ag-tkm-botas-2025", "2025-10-24", "suspended"),
        ("uzb-tjk-2024-alliance", "2025-03-30", "signed"),
        ("uzb-tjk-2024-alliance", "2025-03-31", "in_force"),
        ("arm-tur-zurich-2009", "2018-03-01", "ended"),
    ],
)
def test_status_of_an_agreement_on_a_day(agreement, day, status):
    rows = held_on(table("agreement_status"), day, agreement_id=agreement)
    assert [row["status"] for row in rows] == [status]


def test_an_agreement_has_one_status_at_a_time():
    double = [
        (row["status_id"], other["status_id"])
        for row in table("agreement_status")
        for other in held_on(
            table("agreement_status"), row["valid_from"], agreement_id=row["agreement_id"]
        )
        if other is not row
    ]
    assert double == []


def test_in_force_without_a_stated_entry_is_inferred():
    assert by_id("agreement_status")["btk-2007.in_force.2007-01-01"]["reading"] == "inferred"


def test_who_tells_of_an_end_later_is_reported_for_it():
    interval = "ag-kmg-socar-2022.in_force.2023-03-23"
    assert sources_of(interval, "valid_to") == {"energynews-2025-09-btc"}


def test_the_oil_of_the_agreement_of_2022_is_capped():
    row = by_id("agreement_effects")["ag-kmg-socar-2022.caps"]
    assert (row["target"], row["good"]) == ("aktau_sangachal", "crude_oil")
    assert (row["value"], row["unit"]) == ("1.5", "Mt_per_year")


# Projects


@pytest.mark.parametrize(
    ("project", "opened", "capacity", "unit", "parties"),
    [
        ("kurmangazy-centre", "2024-03-12", "600", "children", {"AZE", "KAZ"}),
        ("mirzo-ulugbek-school", "2023-08-23", "960", "pupils", {"AZE", "UZB"}),
    ],
)
def test_centre_and_school_in_fuzuli(project, opened, capacity, unit, parties):
    row = by_id("projects")[project]
    assert (row["place"], row["status"], row["opened"]) == ("Fuzuli", "opened", opened)
    assert (row["capacity"], row["capacity_unit"]) == (capacity, unit)
    assert parties <= set(row["parties"].split(";"))


def test_money_is_a_cost_and_no_capacity():
    row = by_id("projects")["uzb-aze-investment-fund"]
    assert (row["cost"], row["cost_unit"], row["capacity"]) == ("500", "MUSD", "")
