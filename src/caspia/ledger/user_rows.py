"""A user's own CSV: rows of one table with their source in the same line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from caspia.errors import BadDateError, BadRowsError, RowProblem
from caspia.ledger.dates import read_period
from caspia.ledger.nearest import did_you_mean
from caspia.ledger.raw_rows import RawFile, RawRow, RawTables
from caspia.ledger.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from caspia.ledger.schema import TableSchema

#: Columns that say where a row comes from, beside those of its table.
SOURCE_COLUMNS = {
    "source_id": "Id of a source in the ledger, or of a new one",
    "source_publisher": "Who published it; a new source needs it",
    "source_title": "Title of the page",
    "source_published": "Day, month or year of publication",
    "source_url": "Address",
    "source_kind": "official, press, research, dataset, general or user",
    "quoted": "The figure as printed",
    "source_note": "What the source adds or doubts",
}
#: Stands for valid_from and valid_to: a year, month, quarter or a span of them.
PERIOD = "period"


@dataclass(slots=True)
class _Told:
    """Rows by table, as they gather."""

    rows: list[RawRow] = field(default_factory=list)
    reports: list[RawRow] = field(default_factory=list)
    sources: dict[str, RawRow] = field(default_factory=dict)


def read_user_rows(file: RawFile, sources_below: Mapping[str, object]) -> RawTables:
    """Turn a flat file into rows, reports and new sources.

    Parameters
    ----------
    file : RawFile
        Header: columns of one table, `SOURCE_COLUMNS`, and ``period`` where the table has
        ``valid_from``. The key may be left out: an id is made of what the row is about.
    sources_below : mapping
        Sources that the layers below have, by id.

    Raises
    ------
    BadRowsError
        The header fits no table.

    Returns
    -------
    RawTables
        With the problems found so far: a period that cannot be read, a row without a source.
    """
    schema = recognise(file)
    told = _Told()
    problems: list[RowProblem] = []
    for row in file.rows:
        cells = {name: row.cells.get(name, "").strip() for name in schema.names}
        try:
            cells |= _interval(row, schema)
        except BadDateError as fault:
            problems.append(row.problem(PERIOD + ":", str(fault)))
        source = _source(row, told, sources_below, problems)
        if schema.has_key and not cells[schema.key]:
            cells[schema.key] = _made_id(cells, schema, source)
        told.rows.append(RawRow(row.file, row.line, cells))
        if source and schema.has_key:
            told.reports.append(_report(row, cells[schema.key], source))
    found = {"reports": [], "sources": [], schema.name: told.rows}
    found["reports"] = [*found["reports"], *told.reports]
    found["sources"] = [*found["sources"], *told.sources.values()]
    return RawTables(found, tuple(problems))


def recognise(file: RawFile) -> TableSchema:
    """Return the table that a header fits best.

    Raises
    ------
    BadRowsError
        Columns are left over or required ones missing, with the nearest name where there is one.
    """
    header = set(file.header)

    def fit(schema: TableSchema) -> tuple[int, int, int]:
        offered = header | ({"valid_from", "valid_to"} if PERIOD in header else set())
        needed = {
            c.name for c in schema.columns if c.required and not c.default and c.kind != "key"
        }
        return (len(offered & set(schema.names)), -len(needed - offered), -len(schema.names))

    best = max(tables().values(), key=fit)
    if not header & set(best.names):
        raise BadRowsError(
            [RowProblem(file.file, 1, "These columns are of no table of the ledger.", _HEADERS)]
        )
    problems = list(_header_problems(file, best, header))
    if problems:
        raise BadRowsError(problems)
    return best


_HEADERS = "See docs/ledger.md for the columns of each table."


def _header_problems(file: RawFile, schema: TableSchema, header: set[str]) -> Iterator[RowProblem]:
    allowed = {*schema.names, *SOURCE_COLUMNS, *([PERIOD] if schema.has("valid_from") else [])}
    for name in sorted(header - allowed):
        near = did_you_mean(name, allowed - header)
        yield RowProblem(
            file.file, 1, f"{schema.name} has no column {name!r}.{near}", "Rename or remove it."
        )
    for column in schema.columns:
        missing = column.required and not column.default and column.kind != "key"
        if missing and column.name not in header:
            yield RowProblem(
                file.file, 1, f"There is no column {column.name!r}.", f"Add it: {column.meaning}."
            )


def _interval(row: RawRow, schema: TableSchema) -> dict[str, str]:
    text = row.cells.get(PERIOD, "").strip()
    if not text or not schema.has("valid_from"):
        return {}
    period = read_period(text)
    return {"valid_from": str(period.start), "valid_to": str(period.end)}


def _source(
    row: RawRow, told: _Told, below: Mapping[str, object], problems: list[RowProblem]
) -> str:
    """Return the id of the row's source; a new one is added to `told`."""
    given = {name: row.cells.get(name, "").strip() for name in SOURCE_COLUMNS}
    source_id = given["source_id"]
    if source_id in below or source_id in told.sources:
        return source_id
    if not given["source_publisher"]:
        what = f"There is no source {source_id!r}." if source_id else "The row has no source."
        problems.append(
            row.problem(
                what, "Give the source_id of a known source, or source_publisher of a new one."
            )
        )
        return ""
    source_id = source_id or _slug(
        given["source_publisher"], given["source_published"] or "undated", given["source_title"]
    )
    if source_id not in below:
        told.sources.setdefault(
            source_id, RawRow(row.file, row.line, _new_source(source_id, given))
        )
    return source_id


def _new_source(source_id: str, given: Mapping[str, str]) -> dict[str, str]:
    return {
        "source_id": source_id,
        "publisher": given["source_publisher"],
        "title": given["source_title"] or given["source_publisher"],
        "published": given["source_published"],
        "retrieved": str(datetime.now(tz=UTC).date()),
        "url": given["source_url"],
        "kind": given["source_kind"] or "user",
        "language": "",
    }


def _report(row: RawRow, row_id: str, source: str) -> RawRow:
    cells = {
        "row_id": row_id,
        "source_id": source,
        "field": "",
        "quoted": row.cells.get("quoted", ""),
        "note": row.cells.get("source_note", ""),
    }
    return RawRow(row.file, row.line, cells)


def _made_id(cells: Mapping[str, str], schema: TableSchema, source: str) -> str:
    parts = [source if name == "source_id" else cells.get(name, "") for name in schema.key_from]
    return _slug(*parts)


def _slug(*parts: str) -> str:
    words = (re.sub(r"[^\w-]+", "-", part.casefold()).strip("-") for part in parts)
    return ".".join(word for word in words if word)[:160]
