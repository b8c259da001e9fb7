"""Events of GDELT: what is counted, what is left out, and damage that is named."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.errors import BadInputError, BadRowsError
from caspia.importers import gdelt_files
from caspia.importers.gdelt_files import export_files
from caspia.importers.gdelt_sums import count_events
from tests.importers.planned import SAMPLES, added, genuine, planned, recognised

if TYPE_CHECKING:
    from pathlib import Path

EXPORT = SAMPLES / "20240502101500.export.CSV"
NAME = "GDELT 2.0, export of events"
STEM = "2024-05.gdelt-20240502101500"


def copied(tmp_path: Path, content: bytes, name: str = EXPORT.name) -> Path:
    target = tmp_path / name
    target.write_bytes(content)
    return target


def told(path: Path) -> str:
    with pytest.raises(BadRowsError) as caught:
        planned(path)
    return str(caught.value)


def test_events_are_counted_by_pair_month_and_kind():
    rows = planned(EXPORT).observations
    counts = {key: row["value"] for key, row in rows.items() if row["series"] == "gdelt_events"}
    assert counts == {
        f"gdelt_events.aze-kaz.{STEM}.04": 2.0,
        f"gdelt_events.aze-kaz.{STEM}.05": 1.0,
        "gdelt_events.aze-kaz.2024-04.gdelt-20240502101500.04": 1.0,
        f"gdelt_events.kaz-aze.{STEM}.03": 1.0,
        f"gdelt_events.rou-aze.{STEM}.06": 1.0,
        "gdelt_events.arm-aze.2014-05.gdelt-20240502101500.19": 1.0,
    }
    row = rows[f"gdelt_events.aze-kaz.{STEM}.04"]
    assert (row["valid_from"], row["valid_to"]) == (date(2024, 5, 1), date(2024, 6, 1))
    assert row["scope"] == "04 consult, exports from 2024-05-02 10:15"
    assert (row["reporter"], row["measure"], row["unit"]) == ("GDELT", "count", "count")


def test_the_goldstein_value_is_the_mean_of_all_events_of_a_pair():
    rows = planned(EXPORT).observations
    assert rows[f"gdelt_goldstein.aze-kaz.{STEM}"]["value"] == pytest.approx(3.8)
    assert rows["gdelt_goldstein.arm-aze.2014-05.gdelt-20240502101500"]["value"] == -10


def test_every_row_is_counted_or_left_out_by_name():
    found = planned(EXPORT)
    assert found.refused == {
        "an actor has no country code: a person, body or group without a state": (2, ()),
        "a country code is not known": (1, ("XYZ",)),
        "an actor is of a region, not of a state": (1, ("EUR Europe",)),
        "both actors are of one state": (1, ("AZE",)),
        "the root code is none of CAMEO": (1, ("--",)),
    }
    counted = sum(r["value"] for r in found.observations.values() if r["measure"] == "count")
    assert counted + sum(count for count, _ in found.refused.values()) == 13


def test_the_source_is_dated_by_its_last_event_and_vocabulary_comes_along():
    plan = planned(EXPORT).plan
    assert plan.source["source_id"] == "gdelt-20240502101500"
    assert plan.source["published"] == "2024-05-02"
    assert [row["party_id"] for row in plan.vocabulary["parties"]] == ["ARM", "AZE", "KAZ", "ROU"]
    assert [row["subject_id"] for row in plan.vocabulary["subjects"]] == ["GDELT"]
    assert {row["series_id"] for row in plan.vocabulary["series"]} == {
        "gdelt_events",
        "gdelt_goldstein",
    }


def later_export(content: bytes) -> bytes:
    return content.replace(b"20240502101500", b"20240502103000")


def test_a_folder_of_exports_is_one_import(tmp_path):
    copied(tmp_path, EXPORT.read_bytes())
    with zipfile.ZipFile(tmp_path / "20240502103000.export.CSV.zip", "w") as archive:
        archive.writestr("20240502103000.export.CSV", later_export(EXPORT.read_bytes()))
    (tmp_path / "readme.txt").write_text("not an export")
    assert recognised(tmp_path) == NAME
    ids = {"gdelt-20240502103000": "sources"}
    found = planned(tmp_path, ids)
    assert found.observations[f"gdelt_events.aze-kaz.{STEM}.04"]["value"] == 4
    assert found.plan.source["source_id"] == "gdelt-20240502101500"
    assert found.plan.source["title"].endswith("to 2024-05-02 10:30")
    assert any("gdelt-20240502103000" in remark for remark in found.plan.remarks)


def test_an_export_that_lies_packed_and_unpacked_counts_once(tmp_path):
    plain = copied(tmp_path, EXPORT.read_bytes())
    with zipfile.ZipFile(f"{plain}.zip", "w") as archive:
        archive.write(plain, plain.name)
    assert export_files(tmp_path) == [plain]
    assert export_files(tmp_path / "*.export.CSV*") == [plain]


def test_a_folder_without_exports_is_an_error(tmp_path):
    with pytest.raises(BadInputError, match=r"\*\.export\.CSV"):
        export_files(tmp_path)
    assert recognised(tmp_path) is None


def test_a_packed_export_reads_as_the_plain_one(tmp_path):
    packed = tmp_path / "20240502101500.export.CSV.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(EXPORT, EXPORT.name)
    assert recognised(packed) == NAME
    assert planned(packed).observations == planned(EXPORT).observations


def test_a_file_without_a_last_line_feed_reads_whole(tmp_path):
    path = copied(tmp_path, EXPORT.read_bytes().rstrip(b"\n"))
    assert planned(path).observations == planned(EXPORT).observations


def test_a_row_that_is_cut_off_is_named_with_its_line(tmp_path):
    message = told(copied(tmp_path, EXPORT.read_bytes()[:-100]))
    assert "export.CSV:13: The row has" in message
    assert "cut off" in message


def test_a_packed_file_that_is_cut_off_is_named(tmp_path):
    packed = tmp_path / "20240502101500.export.CSV.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(EXPORT, EXPORT.name)
    path = copied(tmp_path, packed.read_bytes()[:-200], packed.name)
    assert recognised(path) == NAME
    assert "cannot be unpacked" in told(path)


def test_bytes_that_are_not_utf_8_are_named_with_their_line(tmp_path):
    content = EXPORT.read_bytes().replace("Ə".encode(), "Ə".encode("cp1254", "replace") + b"\xdd")
    assert "export.CSV:3: It is not UTF-8." in told(copied(tmp_path, content))


@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le")]
)
def test_a_mark_of_byte_order_is_named(tmp_path, mark, encoding):
    text = EXPORT.read_text(encoding="utf-8")
    path = copied(tmp_path, mark + text.encode(encoding))
    assert recognised(path) == NAME
    assert "byte-order mark" in told(path)


def test_a_header_is_named(tmp_path):
    path = copied(tmp_path, b"GLOBALEVENTID\tSQLDATE\tMonthYear\n" + EXPORT.read_bytes())
    assert recognised(path) == NAME
    assert "names of columns" in told(path)


def test_an_export_of_the_first_version_is_named(tmp_path):
    rows = [line.split(b"\t") for line in EXPORT.read_bytes().splitlines()]
    path = copied(tmp_path, b"".join(b"\t".join(row[:58]) + b"\n" for row in rows))
    assert "GDELT 1.0" in told(path)


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        (1, b"20241301", "no such month"),
        (1, b"2024050", "eight digits"),
        (7, b"aze", "capital letters"),
        (28, b"4", "two characters"),
        (30, b"0.123456789", "too long"),
    ],
)
def test_a_cell_that_is_wrong_is_named_with_its_line(tmp_path, column, value, what):
    rows = [line.split(b"\t") for line in EXPORT.read_bytes().splitlines()]
    rows[4][column] = value
    message = told(copied(tmp_path, b"\n".join(b"\t".join(row) for row in rows) + b"\n"))
    assert "export.CSV:5: " in message
    assert what in message


@pytest.mark.parametrize("number", [0, 4, 10])
def test_two_rows_of_wrong_length_do_not_cancel(tmp_path, number):
    rows = [line.split(b"\t") for line in EXPORT.read_bytes().splitlines()]
    short, long = rows[number], rows[number + 1]
    rows[number], rows[number + 1] = short[:5] + short[7:], [*long[:5], b"", b"", *long[5:]]
    path = copied(tmp_path, b"\n".join(b"\t".join(row) for row in rows) + b"\n")
    assert f"export.CSV:{number + 1}: The row has 59 columns" in told(path)


@pytest.mark.parametrize("number", range(13))
def test_a_row_that_is_too_long_is_named(tmp_path, number):
    rows = EXPORT.read_bytes().splitlines()
    rows[number] += b"\tmore"
    path = copied(tmp_path, b"\n".join(rows) + b"\n")
    assert f"export.CSV:{number + 1}: The row has 62 columns" in told(path)


def test_a_row_without_its_last_cell_is_named_and_an_empty_one_is_none_the_worse(tmp_path):
    rows = [line.split(b"\t") for line in EXPORT.read_bytes().splitlines()]
    rows[6][60] = b""
    path = copied(tmp_path, b"\n".join(b"\t".join(row) for row in rows) + b"\n")
    assert planned(path).observations == planned(EXPORT).observations
    rows[6] = rows[6][:60]
    path = copied(tmp_path, b"\n".join(b"\t".join(row) for row in rows) + b"\n")
    assert "export.CSV:7: The row has 60 columns" in told(path)


def test_a_moment_of_adding_that_is_none_is_named(tmp_path):
    rows = [line.split(b"\t") for line in EXPORT.read_bytes().splitlines()]
    for moment in (b"2024050210150", b"2024050210150x", b""):
        rows[2][59] = moment
        path = copied(tmp_path, b"\n".join(b"\t".join(row) for row in rows) + b"\n")
        assert "export.CSV:3: The moment" in told(path)


def test_a_fault_is_named_in_the_file_that_has_it(tmp_path):
    copied(tmp_path, EXPORT.read_bytes())
    with zipfile.ZipFile(tmp_path / "20240502103000.export.CSV.zip", "w") as archive:
        archive.writestr("20240502103000.export.CSV", later_export(EXPORT.read_bytes())[:-100])
    assert "20240502103000.export.CSV.zip:13: The row has" in told(tmp_path)


def test_batches_of_files_do_not_change_the_counts(tmp_path, monkeypatch):
    lines = EXPORT.read_bytes().splitlines(keepends=True)
    for number in range(40):
        copied(tmp_path, b"".join(lines), f"{number:02d}.export.CSV")
    copied(tmp_path, b"", "40.export.CSV")
    monkeypatch.setattr(gdelt_files, "_BATCH", 3 * len(b"".join(lines)))
    with duckdb.connect() as connection:
        read = count_events(connection, export_files(tmp_path))
        counted = connection.execute("SELECT sum(events) FROM gdelt_sums").fetchall()
    assert (read.rows, read.picked, read.size) == (520, 440, 40 * len(b"".join(lines)))
    assert counted == [(440,)]
    assert (read.first, read.last) == ("20240502101500", "20240502101500")


codes = st.sampled_from(["", "AZE", "KAZ", "EUR", "USA"])
texts = st.text(st.characters(codec="utf-8", exclude_characters="\t\r\n\0"), max_size=150)
events = st.tuples(
    st.dates(date(1979, 1, 1), date(2030, 12, 31)),
    codes,
    codes,
    st.sampled_from([f"{root:02d}" for root in range(1, 21)]),
    st.sampled_from(["-10.0", "-9.5", "0.0", "3.4", "10", ""]),
    texts,
    texts,
)


@given(st.lists(events, min_size=1, max_size=30))
def test_it_finds_what_another_reader_of_csv_finds(tmp_path_factory, drawn):
    path = tmp_path_factory.mktemp("drawn") / "drawn.export.CSV"
    path.write_bytes(b"".join(written(*event) for event in drawn))
    columns = ", ".join(f"'c{number:02d}': 'VARCHAR'" for number in range(61))
    with duckdb.connect() as connection:
        expected = connection.execute(
            "SELECT c07, c17, c01[1:6]::INTEGER, c28, count(*), sum(c30::DECIMAL(9, 4)), "
            "count(c30) FROM "
            f"read_csv('{path}', auto_detect = false, header = false, delim = '\\t', quote = '', "
            f"escape = '', columns = {{{columns}}}) "
            "WHERE c07 IS NOT NULL AND c17 IS NOT NULL GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        count_events(connection, [path])
        found = connection.execute("SELECT * FROM gdelt_sums ORDER BY ALL").fetchall()
    assert found == expected


def written(
    day: date, first: str, second: str, root: str, scale: str, name: str, url: str
) -> bytes:
    cells = [""] * 61
    cells[:5] = ["1", f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", f"{day:%Y}.5"]
    cells[6], cells[7], cells[16], cells[17], cells[28], cells[30] = (
        name, first, name, second, root, scale,
    )  # fmt: skip
    cells[59], cells[60] = "20240101000000", url
    return "\t".join(cells).encode() + b"\n"


def test_counts_are_added_to_a_ledger(tmp_path):
    preview, ledger = added(EXPORT, tmp_path)
    assert (preview.new["observations"], preview.replaced) == (11, {})
    row = ledger.row(f"gdelt_events.aze-kaz.{STEM}.04")
    assert (row["value"], row.known_from, row.grade) == (2, date(2024, 5, 2), "published")
    again, _ = added(EXPORT, tmp_path)
    assert again.replaced["observations"] == 11


@pytest.mark.shared
def test_the_genuine_export():
    path = genuine("diplomacy/gdelt2_20191024143000.export.CSV")
    found = planned(path)
    counted = sum(r["value"] for r in found.observations.values() if r["measure"] == "count")
    assert counted + sum(count for count, _ in found.refused.values()) == 2111
    assert found.observations["gdelt_events.irn-tur.2019-10.gdelt-20191024143000.04"]["value"] > 0
