"""Rows are checked all at once, and one bad row keeps everything as it was."""

from __future__ import annotations

import copy

import pytest

from caspia.errors import BadRowsError
from caspia.ledger import Ledger, compile_over, read_folder, tables
from tests.ledger.bad_values import bad_cells
from tests.ledger.small_ledger import ROWS, compiled, write_folder

# A good row for each table that the small ledger leaves empty.
MORE: dict[str, dict[str, str]] = {
    "corridors": {"corridor_id": "MIDDLE", "name": "Middle Corridor"},
    "places": {"place_id": "place-baku", "name": "Baku", "country": "AZE", "lat": "40.4",
               "lon": "49.9"},
    "goods": {"good_id": "oil", "label": "Oil"},
    "subjects": {"subject_id": "fleet", "name": "Fleet", "kind": "fleet"},
    "offices": {"office_id": "o1", "person": "AZE", "party": "AZE", "office": "president"},
    "positions": {"position_id": "p1", "party": "AZE", "on_subject": "peace", "stance": "supports",
                  "date": "2020-01-01", "kind": "vote"},
    "nodes": {"node_id": "alat", "name": "Alat", "kind": "port", "lat": "39.9", "lon": "49.4"},
    "links": {"link_id": "l1", "name": "Loop", "a": "alat", "b": "alat", "mode": "ferry"},
    "link_status": {"link_status_id": "l1@", "link_id": "l1", "status": "open"},
    "link_values": {"link_value_id": "l1.time", "link_id": "l1", "attribute": "time",
                    "value": "20", "unit": "h", "basis": "assumed"},
    "handling": {"handling_id": "h1", "node": "alat", "kind": "port_handling", "from_mode": "rail",
                 "to_mode": "ferry", "attribute": "dwell", "value": "24", "unit": "h",
                 "basis": "assumed"},
    "transit_permissions": {"permission_id": "t1", "state": "KAZ", "standing": "restricted",
                            "refusing": "10", "basis": "assumed", "why": "a ban"},
    "projects": {"project_id": "school", "name": "School", "kind": "school", "parties": "AZE;KAZ",
                 "status": "opened"},
    "exchange_rates": {"rate_id": "EUR-2024-01", "currency": "EUR", "month": "2024-01-01",
                       "usd_per_unit": "1.09"},
    "rivals": {"row_id": "trade.2023.stat", "rival_id": "trade.2023.undated"},
}  # fmt: skip


def full_rows():
    rows = copy.deepcopy(ROWS)
    for table, row in MORE.items():
        rows[table] = [dict(row)]
        if tables()[table].has_key:
            key = row[tables()[table].key]
            rows["reports"].append({"row_id": key, "source_id": "general"})
    return rows


def problems_of(rows, folder):
    written = write_folder(folder / "csv", rows)
    with pytest.raises(BadRowsError) as caught:
        compile_over(read_folder(written), [], folder / "bad.duckdb")
    assert not list(folder.glob("bad.duckdb*")), "nothing may be written"
    return caught.value.problems


def test_every_table_has_a_good_row(tmp_path):
    ledger = Ledger([compiled(tmp_path, full_rows())])
    for name, schema in tables().items():
        assert ledger.table(name).height > 0 or name == "sources", name
        assert ledger.table(name).columns[: len(schema.names)] == list(schema.names)


@pytest.mark.parametrize(("table", "column", "text"), list(bad_cells()))
def test_a_bad_cell_is_refused_with_its_line(tmp_path, table, column, text):
    rows = full_rows()
    rows[table][-1][column] = text
    line = len(rows[table]) + 1
    found = [
        problem
        for problem in problems_of(rows, tmp_path)
        if problem.file.endswith(f"{table}.csv") and problem.line == line
    ]
    assert any(column in problem.what for problem in found), found
    assert all(problem.cure.rstrip().endswith((".", "?")) for problem in found)


def test_all_problems_are_listed_at_once(tmp_path):
    rows = full_rows()
    rows["observations"][0]["unit"] = "MUDS"
    rows["observations"][1]["value"] = "much"
    rows["events"][0]["country"] = "AZE"
    rows["events"][1]["end"] = "2024-07-01"
    rows["participants"][0]["party"] = "KZA"
    found = {
        (problem.file.rsplit("/", 1)[1], problem.line) for problem in problems_of(rows, tmp_path)
    }
    assert {
        ("observations.csv", 2),
        ("observations.csv", 3),
        ("events.csv", 3),
        ("participants.csv", 2),
    } <= found


def test_a_near_name_is_suggested(tmp_path):
    rows = full_rows()
    rows["observations"][0]["series"] = "trade_turnovr"
    assert any("'trade_turnover'" in str(problem) for problem in problems_of(rows, tmp_path))


def test_an_id_stands_once_in_the_whole_ledger(tmp_path):
    rows = full_rows()
    rows["goods"].append({"good_id": "AZE", "label": "Not a state"})
    assert any("stands twice" in problem.what for problem in problems_of(rows, tmp_path))


def test_a_row_that_nobody_reports_is_refused(tmp_path):
    rows = full_rows()
    rows["reports"] = [report for report in rows["reports"] if report["row_id"] != "port.2023"]
    assert any(
        "No source says 'port.2023'" in problem.what for problem in problems_of(rows, tmp_path)
    )


def test_a_unit_of_another_dimension_is_refused(tmp_path):
    rows = full_rows()
    rows["observations"][2]["unit"] = "TEU"
    assert any(
        "TEU" in problem.what and "Mt" in problem.what for problem in problems_of(rows, tmp_path)
    )


def test_an_amount_needs_both_bounds(tmp_path):
    rows = full_rows()
    rows["observations"][0]["low"] = "500"
    assert any("make no amount" in problem.what for problem in problems_of(rows, tmp_path))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"good_id,label,part_of\noil,Oil\n", "2 cells"),
        (b"good_id,label\noil,Oil\n", "no column 'part_of'"),
        (b"good_id,label,part_of,colour\noil,Oil,,black\n", "no column 'colour'"),
        (b'good_id,label,part_of\noil,"Oil,\n', "not CSV"),
        (b"good_id,label,label,part_of\noil,Oil,Oil,\n", "twice"),
    ],
)
def test_a_file_of_another_form_is_named(tmp_path, content, said):
    folder = write_folder(tmp_path / "csv", ROWS)
    (folder / "goods.csv").write_bytes(content)
    with pytest.raises(BadRowsError, match=said) as caught:
        read_folder(folder)
    assert "goods.csv" in str(caught.value)


def test_a_byte_order_mark_and_crlf_are_read(tmp_path):
    folder = write_folder(tmp_path / "csv", ROWS)
    (folder / "goods.csv").write_bytes(b"\xef\xbb\xbfgood_id,label,part_of\r\noil,Oil,\r\n")
    assert read_folder(folder).rows["goods"][0].cells == {
        "good_id": "oil",
        "label": "Oil",
        "part_of": "",
    }
