"""Flows as a workbook: a sheet for each table with units in its headers, and the sources."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl
    from xlsxwriter.workbook import Workbook

    from caspia.flows.record import Record, RecordLine
    from caspia.flows.rests_on import RestsOn
    from caspia.flows.result import FlowResult

    Cell = str | float | int | bool | None

# A workbook must say when it was made; the same flows shall give the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDEST, _LONGEST_CELL = 40, 32_000
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_UNITS = (
    ("_t_per_t", "t per t"),
    ("_usd_per_t", "USD per t"),
    ("usd_per_t", "USD per t"),
    ("_kg_per_t", "kg per t"),
    ("_usd", "USD"),
    ("_teu", "TEU"),
    ("_tonnes", "t"),
)
_ALONE = {"tonnes": "Cargo (t)", "hours": "Time (h)", "usd_per_t": "Cost (USD per t)"}
_SHARES = ("share", "utilisation")
_RECORD = (
    "Series", "Subject", "Partner", "Good", "Scope", "Period", "Unit", "Observed", "Low", "High",
    "Qualifier", "Model", "Error", "Last year again", "Its error", "Counts in the skill", "Rows",
)  # fmt: skip
_SOURCES = ("Id", "Publisher", "Title", "Published", "Address", "Kind", "Language")


def as_workbook(
    result: FlowResult,
    tables: Mapping[str, pl.DataFrame],
    record: Record,
    behind: RestsOn,
    facts: Iterable[tuple[str, Cell]],
) -> bytes:
    """Return flows as XLSX.

    Parameters
    ----------
    result : FlowResult
        What moves.
    tables : mapping of str to polars.DataFrame
        Its tables.
    record : Record
        It beside the record.
    behind : RestsOn
        Rows whose sources are listed, along with those of the record.
    facts : iterable of (str, value)
        What the first sheet says.
    """
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, _OPTIONS)
    title = f"Flows of {result.region.period} by {result.engine}"
    book.set_properties({"title": title, "created": _CREATED})
    _add(book, "Flows", ("What", "Figure"), list(facts))
    for name, frame in tables.items():
        _add(book, name.capitalize(), [header(column) for column in frame.columns], _rows(frame))
    _add(book, "Record", _RECORD, [_record_row(line) for line in record.lines])
    aside = [
        (one.series, one.subject, one.why, _joined(one.row_ids)) for one in record.not_compared
    ]
    _add(book, "Not compared", ("Series", "Subject", "Why", "Rows"), aside)
    told = (row for line in record.lines for row in line.told.row_ids)
    _add(book, "Sources", _SOURCES, _sources(result, (*behind.rows, *told)))
    book.close()
    return file.getvalue()


def header(column: str) -> str:
    """Return the header of a column, with the unit in brackets."""
    if column in _ALONE:
        return _ALONE[column]
    unit = next((pair for pair in _UNITS if column.endswith(pair[0])), None)
    words = column if unit is None else column.removesuffix(unit[0])
    told = words.replace("_", " ").capitalize().replace("Co2", "CO2").strip()
    if unit is None:
        return f"{told} (0 to 1)" if column.endswith(_SHARES) else told
    return f"{told} ({unit[1]})"


def _add(
    book: Workbook, title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> None:
    sheet, bold = book.add_worksheet(title), book.add_format({"bold": True, "bottom": 1})
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(columns):
        longest = max((len(str(row[number])) for row in rows), default=0)
        sheet.set_column(number, number, min(max(longest, len(column)), _WIDEST) + 2)
    sheet.write_row(0, 0, columns, bold)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)


def _rows(frame: pl.DataFrame) -> list[list[Cell]]:
    return [[_flat(value) for value in row] for row in frame.iter_rows()]


def _flat(value: object) -> Cell:
    if isinstance(value, list):
        return _joined(value)
    return value if isinstance(value, (str, float, int)) or value is None else str(value)


def _joined(names: Sequence[str]) -> str:
    """Return names with ``;`` between them, as many as a cell takes."""
    text = ";".join(names)
    if len(text) <= _LONGEST_CELL:
        return text
    kept = text[:_LONGEST_CELL].rpartition(";")[0]
    return f"{kept}; and {len(names) - kept.count(';') - 1} more"


def _record_row(line: RecordLine) -> list[Cell]:
    quantity, amount, last = line.told.quantity, line.observed, line.naive.last
    error = line.naive_error(last)
    names = (quantity.series, quantity.subject, quantity.partner, quantity.good, quantity.scope)
    return [
        *names,
        str(line.period),
        quantity.unit,
        amount.value,
        amount.low,
        amount.high,
        amount.qualifier,
        line.modelled.value,
        line.error.absolute,
        last.value,
        None if error is None else error.absolute,
        "yes" if line.counts else "no",
        _joined(line.told.row_ids),
    ]


def _sources(result: FlowResult, rows: Sequence[str]) -> list[list[Cell]]:
    ledger = result.region.ledger
    known = [row for row in dict.fromkeys(rows) if ledger.find(row) is not None]
    found = (ledger.source(name) for name in sorted(set(ledger.source_ids(known))))
    return [
        [
            one.source_id,
            one.publisher,
            one.title,
            one.dated,
            one.url,
            one.kind,
            one.language,
        ]
        for one in found
    ]
