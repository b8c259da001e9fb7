"""What if: scenarios as ledgers with a few more rows. See ``docs/scenarios.md``."""

from __future__ import annotations

from caspia.scenarios.model import Compared, Observed, Scenario, composed
from caspia.scenarios.patch import FIRST_DAY, LAST_DAY, Patch
from caspia.scenarios.reading import presets, read_scenario, scenario

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "Compared",
    "Observed",
    "Patch",
    "Scenario",
    "composed",
    "presets",
    "read_scenario",
    "scenario",
]
