"""Claims: read the figures and events of any text, and say what the ledger knows of each.

See ``docs/claims.md`` and ``docs/promises.md``.
"""

from __future__ import annotations

from caspia.claims.checking import CheckedText, check, checked_claims
from caspia.claims.claim import Claim, Stretch
from caspia.claims.files import Page, read_bytes, read_file
from caspia.claims.promise import JUDGED, OUTCOMES, Kept, Promise, Score
from caspia.claims.promises import promises, scores
from caspia.claims.verdict import MEANINGS, CheckedClaim, Evidence, Verdict
from caspia.claims.wording import figure_words, spoken, told, verdict_words, what_is_said

__all__ = [
    "JUDGED",
    "MEANINGS",
    "OUTCOMES",
    "CheckedClaim",
    "CheckedText",
    "Claim",
    "Evidence",
    "Kept",
    "Page",
    "Promise",
    "Score",
    "Stretch",
    "Verdict",
    "check",
    "checked_claims",
    "figure_words",
    "promises",
    "read_bytes",
    "read_file",
    "scores",
    "spoken",
    "told",
    "verdict_words",
    "what_is_said",
]
