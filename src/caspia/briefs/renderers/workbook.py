"""A brief as a workbook: a sheet for each table, the figures, the sources and the provenance."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from caspia.briefs.document import Missing, Table
from caspia.briefs.renderers.blocks import table_rows
from caspia.briefs.renderers.citing import (
    Citations,
    Cited,
    interval_of,
    told_provenance,
    web_address,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from caspia.briefs.document import Brief, Figure, Text

    Cell = str | float | int | None

# A workbook must say when it was made; the same brief shall give the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
LONGEST_SHEET_NAME, WIDEST_LETTERS, LONGEST_LINK = 31, 60, 2000
FIGURE_COLUMNS = (
    "Id", "Text", "Low", "High", "Unit", "Interval", "How", "Sources", "Rows", "Rows that disagree",
)  # fmt: skip


def render_workbook(brief: Brief) -> bytes:
    """Write a brief as XLSX; ``Low`` and ``High`` are numbers, all else is text as printed.

    Raises
    ------
    RenderError
        A figure has a source that the brief does not list, or two figures share an id.
    """
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": brief.title, "subject": brief.subtitle, "created": _CREATED})
    sheets = _Sheets(book)
    citations = Citations(brief)
    sheets.add("Brief", ("Label", "Figure", "Remark", "Sources"), _front(brief, citations))
    tables = [b for s in brief.sections for b in s.blocks if isinstance(b, Table)]
    for table in tables:
        names = [column.name for column in table.columns]
        rights = [column.align == "right" for column in table.columns]
        rows = [_row(citations, row) for row in table_rows(table)]
        sheets.add(table.caption, (*names, "Sources"), rows, rights)
    sheets.add("Figures", FIGURE_COLUMNS, [_figure(citations, f) for f in brief.figures()])
    _add_sources(sheets, brief)
    sheets.add("Missing", ("What", "What would fill it"), _missing(brief))
    sheets.add("Provenance", ("Name", "Value"), [("Brief", brief.id), *told_provenance(brief)])
    book.close()
    return file.getvalue()


class _Sheets:
    """The sheets of a workbook, each with a header row that stays in view."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._names: set[str] = set()
        self._bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._plain = book.add_format({"text_wrap": True, "valign": "top"})
        self._right = book.add_format({"align": "right", "valign": "top"})

    def add(
        self,
        title: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        rights: Sequence[bool] = (),
    ) -> Worksheet:
        """Add a sheet of rows; `rights` says which columns end on the right."""
        sheet = self._book.add_worksheet(self._name(title))
        sheet.freeze_panes(1, 0)
        for n, column in enumerate(columns):
            right = self._right if n < len(rights) and rights[n] else self._plain
            sheet.set_column(n, n, _letters(column, [row[n] for row in rows]))
            sheet.write_string(0, n, column, self._bold)
            for m, row in enumerate(rows, start=1):
                _write(sheet, (m, n), row[n], right)
        return sheet

    def _name(self, title: str) -> str:
        """Return a name that a sheet may have and that no other has, whatever its case."""
        clean = re.sub(r"[\[\]:*?/\\']", " ", title).strip() or "Table"
        name, number = clean[:LONGEST_SHEET_NAME].strip(), 1
        while name.lower() in self._names:
            number += 1
            tail = f" {number}"
            name = clean[: LONGEST_SHEET_NAME - len(tail)].strip() + tail
        self._names.add(name.lower())
        return name


def _write(sheet: Worksheet, place: tuple[int, int], value: Cell, look: object) -> None:
    """Write a number as a number and anything else as text: never as a formula."""
    if isinstance(value, float | int):
        sheet.write_number(*place, value, look)
    elif value:
        sheet.write_string(*place, value, look)


def _letters(column: str, cells: Sequence[Cell]) -> int:
    longest = max([len(column), *(len(str(cell)) for cell in cells if cell is not None)])
    return min(longest, WIDEST_LETTERS) + 2


def _front(brief: Brief, citations: Citations) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = [
        (brief.title, brief.subtitle, f"as of {brief.on}, known by {brief.as_of}", None)
    ]
    for headline in brief.headlines:
        cited = citations.cite(headline.figure)
        remark, numbers = _told(citations, headline.remark)
        listed = sorted({*cited.numbers, *numbers})
        rows.append((headline.label, _printed(cited), remark, _numbers(listed)))
    return rows


def _row(citations: Citations, row: Sequence[Text]) -> list[Cell]:
    told = [_told(citations, cell) for cell in row]
    listed = sorted({number for _, numbers in told for number in numbers})
    return [*(text for text, _ in told), _numbers(listed)]


def _told(citations: Citations, text: Text) -> tuple[str, list[int]]:
    """Return a text as printed, and the numbers of its sources."""
    pieces = citations.pieces(text)
    cited = [piece for piece in pieces if isinstance(piece, Cited)]
    words = "".join(_printed(p) if isinstance(p, Cited) else p for p in pieces)
    return words, [number for piece in cited for number in piece.numbers]


def _printed(cited: Cited) -> str:
    return f"{cited.figure.text}{' ≠' if cited.is_disputed else ''}"


def _numbers(listed: Sequence[int]) -> str:
    return ", ".join(str(number) for number in listed)


def _figure(citations: Citations, figure: Figure) -> tuple[Cell, ...]:
    return (
        figure.id,
        figure.text,
        figure.low,
        figure.high,
        figure.unit,
        interval_of(figure),
        figure.how,
        _numbers(citations.cite(figure).numbers),
        ", ".join(figure.rows),
        ", ".join(figure.rivals),
    )


def _add_sources(sheets: _Sheets, brief: Brief) -> None:
    columns = ("Number", "Id", "Publisher", "Title", "Published", "Address", "Kind")
    rows = [
        (n.number, n.source_id, n.publisher, n.title, n.dated, n.url, n.kind) for n in brief.sources
    ]
    sheet = sheets.add("Sources", columns, rows)
    for m, note in enumerate(brief.sources, start=1):
        if web_address(note.url) and len(note.url) <= LONGEST_LINK:
            sheet.write_url(m, columns.index("Address"), note.url)


def _missing(brief: Brief) -> list[tuple[Cell, ...]]:
    blocks = (block for section in brief.sections for block in section.blocks)
    return [(block.what, block.cure) for block in blocks if isinstance(block, Missing)]
