"""What had come by a day: periods that had ended, things that had begun (C1, both clocks)."""

from __future__ import annotations

import copy
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import caspia
from caspia.errors import BadDateError, UnknownNameError
from caspia.ledger import Layer, Ledger, compile_over, provenance, read_folder, tables
from tests.ledger.small_ledger import ROWS, compiled, write_folder

DAY = date(2024, 5, 31)
LATER_SOURCE = {
    "source_id": "news-2024-08", "publisher": "News", "title": "Later", "published": "2024-08-01",
    "retrieved": "2026-01-01", "kind": "press",
}  # fmt: skip
GROUND = {
    "nodes": [
        {"node_id": "baku", "name": "Baku", "kind": "port", "lat": "40", "lon": "49"},
        {"node_id": "aktau", "name": "Aktau", "kind": "port", "lat": "43", "lon": "51"},
    ],
    "links": [{"link_id": "line", "name": "Line", "a": "baku", "b": "aktau", "mode": "ferry"}],
    "link_status": [{"link_status_id": "line@1", "link_id": "line", "status": "open"}],
    "link_values": [
        {"link_value_id": "line/1", "link_id": "line", "attribute": "time", "value": "30",
         "unit": "h", "basis": "assumed"},
    ],
    "offices": [
        {"office_id": "minister", "person": "AZE", "party": "AZE", "office": "minister",
         "valid_from": "2020-01-01"},
    ],
}  # fmt: skip
# A row that comes later than the day, with its table, and the row that it puts an end to.
LATER = {
    "a figure": ("observations", {
        "observation_id": "new", "series": "port_cargo", "subject": "AZE", "measure": "flow",
        "valid_from": "2024-01-01", "valid_to": "2025-01-01", "value": "14", "unit": "Mt"}, ""),
    "a figure of no period": ("observations", {
        "observation_id": "new", "series": "port_cargo", "subject": "AZE", "measure": "capacity",
        "value": "14", "unit": "Mt"}, ""),
    "a plan": ("observations", {
        "observation_id": "new", "series": "port_cargo", "subject": "AZE", "modality": "plan",
        "valid_from": "2022-01-01", "valid_to": "2023-01-01", "value": "14", "unit": "Mt"}, ""),
    "an event": ("events", {
        "event_id": "new", "kind": "summit", "start": "2024-06-01", "title": "A summit"}, ""),
    "an event of a month": ("events", {
        "event_id": "new", "kind": "summit", "start": "2024-06-01", "precision": "month",
        "title": "A summit"}, ""),
    "an agreement": ("agreements", {
        "agreement_id": "new", "title": "New", "kind": "treaty", "parties": "AZE;KAZ",
        "signed": "2024-06", "subject": "trade"}, ""),
    "an agreement without a day": ("agreements", {
        "agreement_id": "new", "title": "New", "kind": "treaty", "parties": "AZE;KAZ",
        "subject": "trade"}, ""),
    "a status": ("agreement_status", {
        "status_id": "new", "agreement_id": "swap", "valid_from": "2024-07-01",
        "status": "ended"}, "swap@2024"),
    "an effect": ("agreement_effects", {
        "effect_id": "new", "agreement_id": "swap", "target_kind": "none", "effect": "none",
        "valid_from": "2024-07-01", "why": "added"}, ""),
    "a link's status": ("link_status", {
        "link_status_id": "new", "link_id": "line", "status": "closed",
        "valid_from": "2024-06-01"}, "line@1"),
    "a link's value": ("link_values", {
        "link_value_id": "new", "link_id": "line", "attribute": "time", "value": "20", "unit": "h",
        "basis": "assumed", "valid_from": "2024-06-01"}, "line/1"),
    "a membership": ("memberships", {
        "membership_id": "new", "bloc": "C2", "member": "ARM", "role": "member",
        "valid_from": "2024-06-01"}, ""),
    "an office": ("offices", {
        "office_id": "new", "person": "KAZ", "party": "AZE", "office": "minister",
        "valid_from": "2024-06-01"}, "minister"),
    "a permission": ("transit_permissions", {
        "permission_id": "new", "state": "KAZ", "standing": "restricted", "basis": "assumed",
        "why": "a rule", "valid_from": "2024-06-01"}, ""),
    "a position": ("positions", {
        "position_id": "new", "party": "AZE", "on_subject": "transit", "stance": "supports",
        "date": "2024-06-01", "kind": "vote"}, ""),
    "a project": ("projects", {
        "project_id": "new", "name": "School", "kind": "school", "parties": "AZE",
        "status": "opened", "opened": "2024-06"}, ""),
    "a rate of a month that runs": ("exchange_rates", {
        "rate_id": "new", "currency": "EUR", "month": "2024-05-01", "usd_per_unit": "1.1"}, ""),
}  # fmt: skip


PLAN = {
    "observation_id": "plan", "series": "port_cargo", "subject": "AZE", "modality": "plan",
    "valid_from": "2030-01-01", "valid_to": "2031-01-01", "value": "25", "unit": "Mt",
}  # fmt: skip


def grounded():
    rows = copy.deepcopy(ROWS)
    told = [cell[tables()[name].key] for name, group in GROUND.items() for cell in group]
    rows |= copy.deepcopy(GROUND)
    rows["sources"].append(LATER_SOURCE)
    rows["reports"] += [{"row_id": row_id, "source_id": "general"} for row_id in told]
    return rows


def with_row(table, cells, ends=""):
    rows = grounded()
    rows.setdefault(table, []).append(cells)
    key = tables()[table].key
    rows["reports"].append({"row_id": cells[key], "source_id": LATER_SOURCE["source_id"]})
    for row in rows[table]:
        if row[key] == ends:
            row["valid_to"] = cells["valid_from"]
            rows["reports"].append(
                {"row_id": ends, "source_id": LATER_SOURCE["source_id"], "field": "valid_to"}
            )
    return rows


def with_plan():
    rows = grounded()
    rows["observations"].append(PLAN)
    rows["reports"].append({"row_id": "plan", "source_id": "stat-2024-02-10"})
    return rows


def ledger_of(folder, rows, **days):
    return Ledger([compiled(folder, rows)], **days)


def everything(ledger):
    names = [name for name, schema in tables().items() if schema.clock not in ("pair", "report")]
    seen = {name: ledger.table(name).rows() for name in names if name != "sources"}
    reports = "SELECT * FROM reports ORDER BY row_id, source_id, field"
    seen["reports"] = ledger.query(reports).rows()
    seen["sources"] = ledger.query("SELECT source_id FROM sources ORDER BY source_id").rows()
    return seen | {"provenance": provenance(ledger)}


@pytest.fixture(scope="module")
def without(tmp_path_factory):
    ledger = ledger_of(tmp_path_factory.mktemp("without"), grounded())
    return {day: everything(ledger.ended_by(day)) for day in ("2022-12-31", "2024-05-30")}


@pytest.mark.parametrize("name", LATER)
def test_what_comes_later_changes_nothing_until_it_has_come(tmp_path, without, name):
    table, cells, ends = LATER[name]
    ledger = ledger_of(tmp_path, with_row(table, cells, ends))
    for day, seen in without.items():
        assert everything(ledger.ended_by(day)) == seen
    then = ledger.ended_by("2025-01-01")
    assert then.row("new").id == "new"
    if ends:
        assert then.row(ends)["valid_to"] == date.fromisoformat(cells["valid_from"])


@pytest.fixture(scope="module")
def daily_layer(tmp_path_factory):
    """A figure of each month of 2023, told today, and a status that begins on each first day."""
    rows = grounded()
    firsts = [date(2023, month, 1) for month in range(1, 13)]
    for first in firsts:
        end = (first + timedelta(days=31)).replace(day=1)
        rows["observations"].append(
            {"observation_id": f"cargo.{first}", "series": "port_cargo", "subject": "KAZ",
             "valid_from": str(first), "valid_to": str(end), "value": "1", "unit": "Mt"},
        )  # fmt: skip
        rows["transit_permissions"] = [
            *rows.get("transit_permissions", ()),
            {"permission_id": f"rule.{first}", "state": "KAZ", "standing": "restricted",
             "basis": "assumed", "why": "a rule", "valid_from": str(first),
             "valid_to": str(end)},
        ]  # fmt: skip
        rows["reports"] += [
            {"row_id": f"{kind}.{first}", "source_id": LATER_SOURCE["source_id"]}
            for kind in ("cargo", "rule")
        ]
    return compiled(tmp_path_factory.mktemp("daily"), rows)


@settings(max_examples=25, deadline=None)
@given(st.dates(date(2022, 12, 1), date(2024, 2, 1)))
def test_figures_are_of_ended_periods_and_statuses_of_begun_ones(daily_layer, day):
    ledger = Ledger([daily_layer], ended=day)
    whole = Ledger([daily_layer])
    figures = {row.id for row in whole.rows("observations") if row["valid_to"] <= after(day)}
    assert {row.id for row in ledger.rows("observations")} == figures
    rules = {row.id: row["valid_to"] for row in whole.rows("transit_permissions")
             if row["valid_from"] <= day}  # fmt: skip
    seen = {row.id: row["valid_to"] for row in ledger.rows("transit_permissions")}
    assert seen == {name: end if end <= day else None for name, end in rules.items()}


def after(day):
    return day + timedelta(days=1)


def test_a_figure_of_an_ended_period_counts_though_it_was_told_later(small_layer):
    ledger = Ledger([small_layer]).ended_by("2023-12-31")
    assert ledger.row("trade.2023.stat").known_from == date(2024, 2, 10)
    assert Ledger([small_layer]).at("2023-12-31").find("trade.2023.stat") is None
    assert ledger.ended_by("2023-12-30").find("trade.2023.stat") is None


def test_a_correction_counts_whenever_it_was_told_and_a_plan_when_it_was_made(tmp_path):
    rows = with_plan()
    below = compiled(tmp_path / "below", rows)
    own = tmp_path / "own.duckdb"
    figure = next(row for row in rows["observations"] if row["observation_id"] == "port.2023")
    written = write_folder(
        tmp_path / "own",
        {"observations": [figure | {"value": "13.4"}, PLAN | {"value": "30"}],
         "reports": [{"row_id": row_id, "source_id": "news-2024-08"}
                     for row_id in ("port.2023", "plan")]},
    )  # fmt: skip
    compile_over(read_folder(written), [below], own)
    ledger = Ledger([below, Layer("own", own, "own")])

    def values(day):
        return [ledger.ended_by(day).row(name)["value"] for name in ("port.2023", "plan")]

    assert values("2024-07-31") == [13.4, 25]
    assert values("2024-08-01") == [13.4, 30]


def test_a_status_that_ended_later_goes_on(small_layer):
    ledger = Ledger([small_layer]).ended_by("2023-12-31")
    status = ledger.rows("agreement_status")
    assert [(row["status"], row["valid_to"]) for row in status] == [("in_force", None)]
    assert [report.field for report in ledger.reports("swap@2022")] == [""]
    assert ledger.row("C2-KAZ")["valid_to"] is None


def test_a_status_of_a_month_not_over_has_not_taken_the_place_of_the_one_before(tmp_path):
    rows = grounded()
    rows["agreement_status"] = [
        {"status_id": "first", "agreement_id": "swap", "valid_from": "2022-01-01",
         "valid_to": "2023-03-01", "status": "signed"},
        {"status_id": "second", "agreement_id": "swap", "valid_from": "2023-03-01",
         "precision": "month", "status": "in_force"},
    ]  # fmt: skip
    rows["reports"] = [row for row in rows["reports"] if not row["row_id"].startswith("swap@")]
    for row_id, source in (("first", "general"), ("second", "news-2024-08")):
        rows["reports"].append({"row_id": row_id, "source_id": source})
    ledger = ledger_of(tmp_path, rows)

    def seen(day):
        found = ledger.ended_by(day).rows("agreement_status")
        return {row.id: row["valid_to"] for row in found}

    assert seen("2023-03-30") == {"first": None}
    assert seen("2023-03-31") == {"first": date(2023, 3, 1), "second": None}


def test_an_agreement_is_there_from_its_draft_on_and_not_signed_yet(tmp_path):
    rows = grounded()
    rows["agreement_status"][0] |= {"valid_from": "2021-03-01", "status": "proposed"}
    ledger = ledger_of(tmp_path, rows)
    assert ledger.ended_by("2021-02-28").find("swap") is None
    assert ledger.ended_by("2021-03-01").row("swap")["signed"] is None
    assert ledger.ended_by("2021-11-28").row("swap")["signed"] == "2021-11-28"


def test_an_event_that_goes_on_has_no_end_and_no_outcome(small_layer):
    ledger = Ledger([small_layer])
    first, last = (
        ledger.ended_by(day).row("summit-2024-07") for day in ("2024-07-03", "2024-07-04")
    )
    assert (first["status"], first["end"], first["outcome"]) == ("held", None, None)
    assert (last["end"], last["outcome"]) == (date(2024, 7, 5), "A declaration")


def test_plans_count_from_when_they_were_made(tmp_path):
    ledger = ledger_of(tmp_path, with_plan())
    assert ledger.ended_by("2024-02-09").find("plan") is None
    assert ledger.ended_by("2024-02-10").row("plan")["value"] == 25


@pytest.mark.parametrize("known", ["2024-01-31", "2024-05-31"])
def test_the_two_clocks_compose_in_any_order(small_layer, known):
    ledger = Ledger([small_layer])
    one, other = ledger.at(known).ended_by(DAY), ledger.ended_by(DAY).at(known)
    assert everything(one) == everything(other)
    assert one.find("trade.2023.undated") is None or known == "2024-05-31"
    ids = {row.id for row in one.rows("observations")}
    assert ids <= {row.id for row in ledger.at(known).rows("observations")}
    assert everything(one.ended_by(None)) == everything(ledger.at(known))


def test_a_day_that_is_none_and_a_row_that_had_not_come_are_told(small_layer):
    with pytest.raises(BadDateError):
        Ledger([small_layer]).ended_by("2024-13-01")
    with pytest.raises(UnknownNameError, match=r"It had not come by 2024-05-31\."):
        Ledger([small_layer]).ended_by(DAY).row("summit-2024-07")
    assert "periods ended by 2024-05-31" in repr(Ledger([small_layer]).ended_by(DAY))


STANDINGS = ("a status", "a link's status", "a link's value", "a membership", "an office",
             "a permission")  # fmt: skip


@pytest.mark.parametrize("name", STANDINGS)
def test_a_status_announced_is_a_plan_until_it_begins(tmp_path, name):
    """Known time: told on 1 August, to begin on the 10th; what stood before goes on until then."""
    table, cells, ends = LATER[name]
    ledger = ledger_of(tmp_path, with_row(table, cells | {"valid_from": "2024-08-10"}, ends))
    before, then = ledger.at("2024-08-09"), ledger.at("2024-08-10")
    assert before.find("new") is None
    assert then.row("new")["valid_from"] == date(2024, 8, 10)
    if ends:
        assert before.row(ends)["valid_to"] is None
        assert "valid_to" not in {report.field for report in before.own_reports(ends)}
        assert then.row(ends)["valid_to"] == date(2024, 8, 10)


def test_the_hash_is_of_the_endings_too(tmp_path):
    rows = grounded()
    still = ledger_of(tmp_path / "still", rows)
    rows["memberships"][0]["valid_to"] = "2024-03-01"
    over = ledger_of(tmp_path / "over", rows)
    assert still.visible_hash() != over.visible_hash()
    assert still.at("2024-02-29").visible_hash() == over.at("2024-02-29").visible_hash()


@pytest.mark.parametrize("day", ["2018-12-31", "2022-02-28", "2024-06-30"])
def test_a_network_on_the_day_is_the_same_and_knows_no_later_change(day):
    whole = caspia.open()
    then = whole.ended_by(day)
    network = caspia.Network.on(then, day)
    today = caspia.Network.on(whole, day)
    assert {name: state.status for name, state in network.states.items()} == {
        name: state.status for name, state in today.states.items()
    }
    next_year = caspia.Network.on(then, date.fromisoformat(day) + timedelta(days=366))
    assert [change.link_id for change in network.changes(next_year)] == []
