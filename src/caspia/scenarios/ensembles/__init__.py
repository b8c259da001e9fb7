"""Ensembles: a period under draws of its uncertain facts. See ``docs/ensembles.md``."""

from __future__ import annotations

from caspia.scenarios.ensembles.alone import region_of_draw, solved_alone
from caspia.scenarios.ensembles.drawing import TOTALS
from caspia.scenarios.ensembles.ensemble import Band, Coverage, Ensemble, ensemble
from caspia.scenarios.ensembles.factor import Factor
from caspia.scenarios.ensembles.sensitivity import Sensitivity, sensitivity

__all__ = [
    "TOTALS",
    "Band",
    "Coverage",
    "Ensemble",
    "Factor",
    "Sensitivity",
    "ensemble",
    "region_of_draw",
    "sensitivity",
    "solved_alone",
]
