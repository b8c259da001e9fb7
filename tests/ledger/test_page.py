"""docs/ledger.md says what the schema declares."""

from __future__ import annotations

from pathlib import Path

from caspia.ledger import tables
from caspia.ledger.user_rows import SOURCE_COLUMNS
from tools.document_schema import PAGE, page_with_tables


def test_the_tables_of_the_page_are_the_schema():
    page = PAGE.read_text(encoding="utf-8")
    assert page == page_with_tables(page), "run `python -m tools.document_schema`"
    for name in tables():
        assert f"### {name}\n" in page


def test_the_page_names_every_source_column():
    page = PAGE.read_text(encoding="utf-8")
    assert all(name in page for name in SOURCE_COLUMNS)


def test_the_package_has_a_file_for_every_table():
    from caspia.ledger.layers import reference_folder

    generated = {path.stem for path in Path(reference_folder()).glob("*.csv")}
    assert generated == set(tables())
