"""Files that are cut off, mis-encoded or renamed are named errors; a byte order mark is none."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from caspia.errors import BadRowsError
from caspia.importers import add_import, plan_import, recognise
from tests.importers.importing import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

#: Each sample: its format, a column that it needs, and another name for it.
TEXTS = {
    "comtrade_bulk.tsv": ("UN Comtrade, bulk of 2022 and later", "primaryValue", "worth"),
    "comtrade_legacy.csv": ("UN Comtrade, before 2022, CSV", "Trade Value (US$)", "Worth"),
    "wits.csv": ("WITS trade summary, CSV", "Product categories", "Products"),
    "imf_rates.csv": ("SDMX-CSV", "OBS_VALUE", "VALUE"),
    "imf_investment.csv": ("SDMX-CSV", "INDICATOR.ID", "TOPIC.ID"),
    "sdmx_standard.csv": ("SDMX-CSV", "TIME_PERIOD", "TIME"),
    "jodi.csv": ("JODI oil and gas, CSV", "UNIT_MEASURE", "UNIT"),
    "world_bank_download.csv": ("World Bank download", "Indicator Code", "Code of indicator"),
}
OBJECTS = {
    "comtrade_api.json": (
        "UN Comtrade, API of 2022 and later, JSON",
        '"primaryValue"',
        '"worth"',
    ),
    "world_bank.json": ("World Bank API, version 2, JSON", '"countryiso3code"', '"iso3"'),
}
MESSAGES = {
    "prices.xml": "SDMX-ML",
    "outlook.xml": "SDMX-ML",
    "investment_generic.xml": "SDMX-ML",
}
#: Text in the last row of each, in a column that is read.
READ = {
    "comtrade_bulk.tsv": b"EB02",
    "comtrade_legacy.csv": b"Areas",
    "wits.csv": b"Turkey",
    "imf_rates.csv": b"AUT",
    "imf_investment.csv": b"SUN",
    "sdmx_standard.csv": b"IX",
    "jodi.csv": b"QQ",
    "world_bank_download.csv": b"AZE",
}
NAMES = {name: told[0] for name, told in (TEXTS | OBJECTS).items()} | MESSAGES


def told(file: Path) -> str:
    """Return what is said of a file that cannot be read; it says so of a check and of an adding."""
    with pytest.raises(BadRowsError) as checked:
        plan_import(file, [])
    target = file.parent / "mine.duckdb"
    with pytest.raises(BadRowsError) as added:
        add_import(file, target, [])
    assert not target.exists()
    assert not list(file.parent.glob("caspia-*"))
    assert str(checked.value) == str(added.value)
    assert str(file) in str(checked.value)
    return str(checked.value)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_of_one_format(name):
    importer = recognise(SAMPLES / name)
    assert importer is not None
    assert importer.name == NAMES[name]


@pytest.mark.parametrize("name", TEXTS)
def test_a_row_that_is_cut_off_is_named(name, tmp_path):
    whole = (SAMPLES / name).read_bytes().rstrip()
    last = whole.rindex(b"\n")
    file = tmp_path / name
    file.write_bytes(whole[: last + (len(whole) - last) // 4])
    if name == "wits.csv":
        file.write_bytes(whole[: whole.rindex(b"Trade (US$") - 5])
    assert "cut off" in told(file)


@pytest.mark.parametrize("name", [*OBJECTS, *MESSAGES])
def test_an_object_that_is_cut_off_is_named(name, tmp_path):
    whole = (SAMPLES / name).read_bytes()
    file = tmp_path / name
    file.write_bytes(whole[: len(whole) * 4 // 5])
    assert "cut off" in told(file)


@pytest.mark.parametrize("name", [*TEXTS, *OBJECTS])
def test_a_renamed_column_is_named(name, tmp_path):
    _, column, other = (TEXTS | OBJECTS)[name]
    file = tmp_path / name
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert column in text
    file.write_text(text.replace(column, other), encoding="utf-8")
    message = told(file)
    assert column.strip('"') in message
    assert "name the column so" in message


@pytest.mark.parametrize("name", TEXTS)
def test_text_in_latin_1_is_named(name, tmp_path):
    file = tmp_path / name
    whole = (SAMPLES / name).read_bytes().rstrip()
    first, _, last = whole.rpartition(b"\n")
    assert READ[name] in last
    file.write_bytes(first + b"\n" + last.replace(READ[name], b"\xc4") + b"\n")
    assert "Save it as UTF-8" in told(file)


@pytest.mark.parametrize("name", TEXTS)
def test_text_in_utf_16_is_named(name, tmp_path):
    file = tmp_path / name
    file.write_text((SAMPLES / name).read_text(encoding="utf-8"), encoding="utf-16")
    assert "Save it as UTF-8" in told(file)


@pytest.mark.parametrize("name", NAMES)
def test_a_byte_order_mark_changes_nothing(name, tmp_path):
    file = tmp_path / name
    file.write_bytes(b"\xef\xbb\xbf" + (SAMPLES / name).read_bytes())
    plain = plan_import(SAMPLES / name, [])
    marked = plan_import(file, [])
    assert (marked.format, marked.new, marked.refused) == (plain.format, plain.new, plain.refused)


@pytest.mark.parametrize("name", ["comtrade_bulk.tsv", "comtrade_api.json", "jodi.csv"])
def test_a_file_packed_by_gzip_is_read_and_a_broken_one_named(name, tmp_path):
    packed = gzip.compress((SAMPLES / name).read_bytes())
    file = tmp_path / f"{name}.gz"
    file.write_bytes(packed)
    plain = plan_import(SAMPLES / name, [])
    assert plan_import(file, []).new == plain.new
    file.write_bytes(packed[:-30])
    assert "cut off" in told(file)


def test_lists_and_structures_without_figures_are_named(tmp_path):
    index = tmp_path / "index.json"
    index.write_text('{"data": [{"fileUrl": "a", "fileSize": "1 KB", "partitionKey": "32"}]}')
    assert "Download the files that it lists" in told(index)
    structure = tmp_path / "structure.xml"
    structure.write_text('<Structure xmlns="http://www.sdmx.org/resources/sdmxml/schemas/v3_0/x"/>')
    assert "Download the data" in told(structure)


def test_a_workbook_of_another_kind_is_named(tmp_path):
    import xlsxwriter

    book = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(book)) as workbook:
        workbook.add_worksheet("Sheet1").write(0, 0, "a")
    assert "no sheet 'Data'" in told(book)
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(book.read_bytes()[:3000])
    assert "cannot be read" in told(broken)
