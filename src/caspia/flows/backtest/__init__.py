"""Flows worked out from what was known, or had come, before a year, beside what then happened."""

from __future__ import annotations

from caspia.flows.backtest.draws import Drawn, drawn_region
from caspia.flows.backtest.scores import MODES, Mode, Scored, scored_years, year_beside_record
from caspia.flows.backtest.widening import widened, widening

__all__ = [
    "MODES",
    "Drawn",
    "Mode",
    "Scored",
    "drawn_region",
    "scored_years",
    "widened",
    "widening",
    "year_beside_record",
]
