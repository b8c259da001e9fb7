"""The brief: a dated page on two parties, every number with its rows and sources.

See ``docs/brief.md``.
"""

from __future__ import annotations

from caspia.briefs.checked_text import render_checked_text
from caspia.briefs.compose import brief
from caspia.briefs.document import Brief, Figure, Missing, Section, SourceNote
from caspia.briefs.formats import FORMATS, render
from caspia.briefs.mediators_page import mediators_page
from caspia.briefs.ties_page import ties_page
from caspia.briefs.why import why_figure, why_mediators

__all__ = [
    "FORMATS",
    "Brief",
    "Figure",
    "Missing",
    "Section",
    "SourceNote",
    "brief",
    "mediators_page",
    "render",
    "render_checked_text",
    "ties_page",
    "why_figure",
    "why_mediators",
]
