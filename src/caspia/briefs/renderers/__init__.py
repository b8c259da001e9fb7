"""A brief as a file: each renderer takes a `Brief` and returns the whole file."""

from __future__ import annotations

from caspia.briefs.renderers.figures import render_csv
from caspia.briefs.renderers.html import render_html
from caspia.briefs.renderers.json import render_json
from caspia.briefs.renderers.markdown import render_markdown
from caspia.briefs.renderers.pdf import render_pdf
from caspia.briefs.renderers.workbook import render_workbook

__all__ = [
    "render_csv",
    "render_html",
    "render_json",
    "render_markdown",
    "render_pdf",
    "render_workbook",
]
