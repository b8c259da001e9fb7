"""The World Bank's indicators: answers of its API, version 2, and its downloads."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from caspia.importers.columns import make_table
from caspia.importers.delimited import (
    problem,
    quoted,
    reading,
    require_columns,
    text_of,
)
from caspia.importers.world_bank_rows import world_bank_plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import duckdb

    from caspia.importers.plan import Head, Plan

_FIGURES = ("iso3", "country", "indicator", "indicator_name", "period", "figure")
_KEYS = ("indicator", "country", "countryiso3code", "date", "value")
_NEEDED = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_AGAIN = "Is the file cut off? Download it again."


@dataclass(frozen=True, slots=True)
class WorldBankJson:
    """A pair of the page's record and its figures."""

    name: str = "World Bank API, version 2, JSON"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format."""
        text = text_of(head)
        keys = set(re.findall(r'"(\w+)"\s*:', text))
        return text.lstrip().startswith("[") and len(keys & {*_KEYS, "lastupdated"}) >= 4

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries; see `Importer`."""
        text = text_of(head)
        require_columns(head, sorted(set(re.findall(r'"(\w+)"\s*:', text))), _KEYS)
        size = 2 * head.path.stat().st_size + 1_048_576
        with reading(head.path):
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE figures AS SELECT row ->> 'countryiso3code' AS iso3, "
                "row ->> '$.country.value' AS country, row ->> '$.indicator.id' AS indicator, "
                "row ->> '$.indicator.value' AS indicator_name, row ->> 'date' AS period, "
                "row ->> 'value' AS figure FROM (SELECT unnest(CAST(json AS JSON[])) AS row FROM "
                f"read_json_objects({quoted(str(head.path))}, format = 'array', "
                f"maximum_object_size = {size}) WHERE json_type(json) = 'ARRAY')"
            )
        published = re.search(r'"lastupdated"\s*:\s*"(\d{4}-\d\d-\d\d)', text)
        day = published[1] if published else ""
        return world_bank_plan(self.name, head.path, connection, ids, day, _pages(text))


@dataclass(frozen=True, slots=True)
class WorldBankDownload:
    """A workbook or CSV file with a row per state and a column per year."""

    name: str = "World Bank download"

    def recognises(self, head: Head) -> bool:
        """Tell whether a file looks like this format; any workbook is taken for it."""
        if head.start.startswith(_OLE) or (head.start.startswith(_ZIP) and b"xl/" in head.start):
            return True
        first = text_of(head).lstrip()[:60]
        return first.startswith(('"Data Source"', "Data Source,", '"Country Name"'))

    def plan(
        self, head: Head, connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]
    ) -> Plan:
        """Read a file into queries; see `Importer`."""
        book = head.start.startswith((_OLE, _ZIP))
        rows = _sheet(head.path) if book else _csv(head.path)
        place = next((n for n, row in enumerate(rows[:10]) if "Country Code" in row), None)
        if place is None:
            place = next((n for n, row in enumerate(rows[:10]) if len(_filled(row)) > 4), 0)
        header = [str(cell).strip() for cell in rows[place]] if rows else []
        require_columns(head, header, _NEEDED)
        make_table(connection, "figures", _FIGURES, _unpivoted(header, rows[place + 1 :]))
        return world_bank_plan(self.name, head.path, connection, ids, _updated(rows[:place]))


def _pages(text: str) -> tuple[str, ...]:
    """Return what to tell of an answer that is one page of several."""
    page, pages = (re.search(rf'"{name}"\s*:\s*"?(\d+)', text) for name in ("page", "pages"))
    if page is None or pages is None or int(pages[1]) < 2:
        return ()
    return (f"It is page {page[1]} of {pages[1]}; ask the service for more with per_page.",)


def _sheet(path: Path) -> list[list[Any]]:
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            if "Data" not in book.sheet_names:
                raise problem(
                    path,
                    "The workbook has no sheet 'Data', so it is no download of the World Bank.",
                    "Save the sheet as CSV with the columns of a table (docs/ledger.md).",
                )
            return book.get_sheet_by_name("Data").to_python()
    except (python_calamine.CalamineError, OSError) as fault:
        raise problem(path, f"The workbook cannot be read: {fault}.", _AGAIN) from None


def _csv(path: Path) -> list[list[Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise problem(path, f"It is not UTF-8 (byte {fault.start}).", "Save it as UTF-8.") from None
    try:
        return list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as fault:
        raise problem(path, f"It is not CSV: {fault}.", _AGAIN) from None


def _filled(row: Sequence[Any]) -> list[Any]:
    return [cell for cell in row if cell not in ("", None)]


def _unpivoted(
    header: Sequence[str], rows: Sequence[Sequence[Any]]
) -> Iterator[tuple[str | None, ...]]:
    country, code, name, indicator = (header.index(column) for column in _NEEDED)
    years = [
        (place, cell) for place, cell in enumerate(header) if re.fullmatch(r"(19|20)\d\d", cell)
    ]
    for row in rows:
        for place, year in years:
            if len(row) > place and row[place] not in ("", None):
                figure = str(row[place])
                yield row[code], row[country], row[indicator], row[name], year, figure


def _updated(rows: Sequence[Sequence[Any]]) -> str:
    """Return the day of the last update that stands over the table; empty where there is none."""
    for row in rows:
        if row and str(row[0]).strip() == "Last Updated Date" and len(row) > 1:
            return str(row[1])[:10]
    return ""
