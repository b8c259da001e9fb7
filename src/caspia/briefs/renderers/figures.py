"""The figures of a brief alone, as CSV."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caspia.briefs.document import Brief, Figure

COLUMNS = ("id", "text", "low", "high", "unit", "how", "rows", "sources", "rivals")


def render_csv(brief: Brief) -> str:
    """Write one line a figure in the order of the page; lists are joined by ``;``."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_line(figure) for figure in brief.figures())
    return file.getvalue()


def _line(figure: Figure) -> list[str | float]:
    values = [getattr(figure, name) for name in COLUMNS]
    return [_cell(value) for value in values]


def _cell(value: object) -> str | float:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(value)
    return value if isinstance(value, float | int) else str(value)
