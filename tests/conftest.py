"""How tests that draw their cases run: unhurried, and in CI the same cases every time."""

from __future__ import annotations

import os

from hypothesis import settings

# A first use loads libraries, which takes longer than hypothesis allows one case.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
