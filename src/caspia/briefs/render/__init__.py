"""A brief as a file: each renderer takes a `Brief` and returns the whole file."""

from __future__ import annotations

from caspia.briefs.render.figures import render_csv
from caspia.briefs.render.html import render_html
from caspia.briefs.render.json import render_json
from caspia.briefs.render.markdown import render_markdown
from caspia.briefs.render.pdf import render_pdf
from caspia.briefs.render.workbook import render_workbook

__all__ = [
    "render_csv",
    "render_html",
    "render_json",
    "render_markdown",
    "render_pdf",
    "render_workbook",
]
