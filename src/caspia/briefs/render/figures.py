"""A brief's figures as CSV, one line each."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caspia.briefs.document import Brief

_HEADER = ("id", "text", "low", "high", "unit", "how", "rows", "sources", "rivals")


def render_csv(brief: Brief) -> str:
    """Return every printed figure with its interval, rows and sources; lists are cut by ``;``."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_HEADER)
    for figure in brief.figures():
        lists = (";".join(ids) for ids in (figure.rows, figure.sources, figure.rivals))
        writer.writerow(
            [figure.id, figure.text, figure.low, figure.high, figure.unit, figure.how, *lists]
        )
    return stream.getvalue()
