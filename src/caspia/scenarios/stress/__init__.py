"""What happens if one thing, or two, is taken out of the network. See ``docs/stress.md``."""

from __future__ import annotations

from caspia.scenarios.stress.outcome import Cure, Outcome
from caspia.scenarios.stress.stress import KINDS, Stress, stress

__all__ = ["KINDS", "Cure", "Outcome", "Stress", "stress"]
