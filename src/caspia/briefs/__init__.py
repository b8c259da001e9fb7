"""The brief: a dated page on two parties, every number with its rows and sources.

See ``docs/brief.md``.
"""

from __future__ import annotations

from caspia.briefs.checked_text import render_checked_text
from caspia.briefs.compose import brief
from caspia.briefs.document import Brief, Figure, Missing, Section, SourceNote
from caspia.briefs.formats import FORMATS, render
from caspia.briefs.why import why_figure

__all__ = [
    "FORMATS",
    "Brief",
    "Figure",
    "Missing",
    "Section",
    "SourceNote",
    "brief",
    "render",
    "render_checked_text",
    "why_figure",
]
