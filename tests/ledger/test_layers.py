"""A user's facts lie over the reference: they add, replace and report, by the same two clocks."""

from __future__ import annotations

from datetime import date

import pytest

from caspia.errors import BadInputError, BadRowsError, UnknownNameError
from caspia.ledger import Ledger, add_file, check_file
from caspia.ledger.user_layer import user_layer

HEADER = "series,subject,partner,period,value,unit,source_publisher,source_published,source_title"
ROW = "trade_turnover,AZE,KAZ,2022,462,MUSD,My notes,2023-02-01,Trade"


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("CASPIA_CACHE", str(tmp_path / "cache"))


def facts_file(tmp_path, *rows, header=HEADER):
    path = tmp_path / "facts.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def over(small_layer, path, as_of=None):
    return Ledger([small_layer, user_layer(path, [small_layer])], as_of)


def test_a_flat_file_brings_row_source_and_report(small_layer, tmp_path):
    ledger = over(small_layer, facts_file(tmp_path, ROW))
    (row,) = ledger.rows("observations", valid_from=date(2022, 1, 1))
    assert (row["value"], row["valid_to"], row.layer) == (462.0, date(2023, 1, 1), "facts.csv")
    (report,) = ledger.reports(row.id)
    assert ledger.source(report.source_id).publisher == "My notes"
    assert ledger.source(report.source_id).kind == "user"
    assert (row.known_from, row.grade) == (date(2023, 2, 1), "published")


def test_known_time_holds_for_the_users_facts(small_layer, tmp_path):
    path = facts_file(tmp_path, ROW)
    assert not over(small_layer, path, date(2023, 1, 31)).rows("observations")
    assert len(over(small_layer, path, date(2023, 2, 1)).rows("observations")) == 1


def test_a_row_of_the_same_id_replaces_once_it_is_known(small_layer, tmp_path):
    header = "observation_id,series,subject,valid_from,valid_to,value,unit,source_id"
    path = facts_file(
        tmp_path,
        "port.2023,port_cargo,AZE,2023-01-01,2024-01-01,13.4,Mt,post-2024-06-01",
        header=header,
    )
    before, after = (over(small_layer, path, date(2024, 6, d)) for d in (1, 2))
    assert before.row("port.2023")["value"] == 13.4
    assert over(small_layer, path, date(2024, 5, 31)).row("port.2023")["value"] == 13.3
    assert after.row("port.2023")["value"] == 13.4


def test_a_rival_figure_is_found(small_layer, tmp_path):
    header = HEADER + ",measure"
    told = "port_cargo,AZE,,2023,11.2,Mt,My notes,2024-03-01,Ports,"
    for measure in ("", "flow"):
        path = facts_file(tmp_path, told + measure, header=header)
        assert len(over(small_layer, path).rivals("port.2023")) == 1
        assert not over(small_layer, path, date(2024, 2, 29)).rivals("port.2023")
    path = facts_file(tmp_path, told + "capacity", header=header)
    assert not over(small_layer, path).rivals("port.2023")
    path = facts_file(tmp_path, told.replace("11.2", "13.32"), header=header)
    assert not over(small_layer, path).rivals("port.2023")


def test_the_base_is_never_touched(small_layer, tmp_path):
    before = small_layer.path.read_bytes()
    over(small_layer, facts_file(tmp_path, ROW)).rows("observations")
    assert small_layer.path.read_bytes() == before


def test_adding_grows_a_file_and_repeats_are_replacements(small_layer, tmp_path):
    target = tmp_path / "mine.duckdb"
    first = add_file(facts_file(tmp_path, ROW), target, [small_layer])
    assert first.new == {"observations": 1, "reports": 1, "sources": 1}
    more = facts_file(tmp_path, ROW, ROW.replace("2022,462", "2021,123"))
    second = add_file(more, target, [small_layer])
    assert second.replaced == {"observations": 1}
    assert second.new["observations"] == 1
    values = [
        row["value"]
        for row in over(small_layer, target).rows("observations", series="trade_turnover")
    ]
    assert sorted(values) == [123.0, 462.0, 529.4, 598.5]


def test_a_bad_file_lists_every_row_and_changes_nothing(small_layer, tmp_path):
    target = tmp_path / "mine.duckdb"
    add_file(facts_file(tmp_path, ROW), target, [small_layer])
    before = target.read_bytes()
    bad = facts_file(
        tmp_path,
        ROW.replace("KAZ", "KZA"),
        ROW.replace("MUSD", "MUDS").replace("2022", "2018"),
        ROW,
        ROW.replace("462", "nan").replace("2022", "2020"),
        ROW.replace("2022", "the past"),
        ROW.replace("My notes", "").replace("2022", "2019"),
    )
    for attempt in (
        lambda: add_file(bad, target, [small_layer]),
        lambda: check_file(bad, [small_layer]),
    ):
        with pytest.raises(BadRowsError) as caught:
            attempt()
        assert [problem.line for problem in caught.value.problems] == [2, 3, 5, 6, 7]
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("series,subject,valeu,unit,source_id", "Did you mean 'value'"),
        ("colour,shape", "no table"),
        ("series,subject,value,source_id", "no column 'unit'"),
    ],
)
def test_a_header_that_does_not_fit_is_named(small_layer, tmp_path, header, said):
    path = facts_file(tmp_path, ",".join("x" for _ in header.split(",")), header=header)
    with pytest.raises(BadRowsError, match=said):
        check_file(path, [small_layer])


def test_a_missing_file_and_one_that_is_no_ledger(small_layer, tmp_path):
    with pytest.raises(UnknownNameError, match="ledger add"):
        user_layer(tmp_path / "none.duckdb", [small_layer])
    (tmp_path / "text.duckdb").write_text("hello")
    with pytest.raises(BadInputError, match="no ledger"):
        user_layer(tmp_path / "text.duckdb", [small_layer])
    with pytest.raises(BadInputError, match="cannot keep a ledger"):
        add_file(facts_file(tmp_path, ROW), tmp_path / "mine.txt", [small_layer])


def test_a_folder_of_tables_is_a_layer(small_layer, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "goods.csv").write_text("good_id,label,part_of\nsalt,Salt,\n", encoding="utf-8")
    assert over(small_layer, folder).row("salt")["label"] == "Salt"
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadRowsError, match="No file is of a table"):
        user_layer(tmp_path / "empty", [small_layer])
