"""Relations: ties over time, blocs and stance, who hosts and who mediates.

See ``docs/ties.md`` and ``docs/mediators.md``.
"""

from __future__ import annotations

from caspia.relations.blocs import Membership, Shared, memberships_on, military_blocs, overlap
from caspia.relations.camps import Position, Stance, on_territory_of, positions_on, stance
from caspia.relations.marks import Mark, marks_of
from caspia.relations.rankings import CAVEAT, Candidate, Mediators, TooLittle, mediators
from caspia.relations.reasons import Reason
from caspia.relations.rules import columns, features, settings
from caspia.relations.said import Said
from caspia.relations.third_parties import Effort, efforts
from caspia.relations.through import Through, through
from caspia.relations.timeline import Part, Score, Ties, region, ties
from caspia.relations.trials import BackTest, Result, Trial, backtest
from caspia.relations.why import say_column, say_reading, say_tie, why_tie

__all__ = [
    "CAVEAT",
    "BackTest",
    "Candidate",
    "Effort",
    "Mark",
    "Mediators",
    "Membership",
    "Part",
    "Position",
    "Reason",
    "Result",
    "Said",
    "Score",
    "Shared",
    "Stance",
    "Through",
    "Ties",
    "TooLittle",
    "Trial",
    "backtest",
    "columns",
    "efforts",
    "features",
    "marks_of",
    "mediators",
    "memberships_on",
    "military_blocs",
    "on_territory_of",
    "overlap",
    "positions_on",
    "region",
    "say_column",
    "say_reading",
    "say_tie",
    "settings",
    "stance",
    "through",
    "ties",
    "why_tie",
]
