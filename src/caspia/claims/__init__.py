"""Claims: read the figures and events of any text, and say what the ledger knows of each.

See ``docs/claims.md`` and ``docs/promises.md``.
"""

from __future__ import annotations

from caspia.claims.checking import CheckedText, check, checked_claims
from caspia.claims.claim import Claim, Stretch
from caspia.claims.verdict import MEANINGS, CheckedClaim, Evidence, Verdict

__all__ = [
    "MEANINGS",
    "CheckedClaim",
    "CheckedText",
    "Claim",
    "Evidence",
    "Stretch",
    "Verdict",
    "check",
    "checked_claims",
]
