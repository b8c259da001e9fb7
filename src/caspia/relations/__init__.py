"""Relations: ties over time, blocs and stance, who hosts and who mediates.

See ``docs/ties.md`` and ``docs/mediators.md``.
"""

from __future__ import annotations

from caspia.relations.marks import Mark, marks_of
from caspia.relations.rules import columns, features, settings
from caspia.relations.ties import Part, Score, Ties, ties
from caspia.relations.why import say_column, say_reading, say_tie, why_tie

__all__ = [
    "Mark",
    "Part",
    "Score",
    "Ties",
    "columns",
    "features",
    "marks_of",
    "say_column",
    "say_reading",
    "say_tie",
    "settings",
    "ties",
    "why_tie",
]
