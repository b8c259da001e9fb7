"""Claims without a figure: who met, was a member, held an office, mediated, agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.claims.meetings import meeting_claims
from caspia.claims.places_held import rank_claims
from caspia.claims.standings import standing_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.claims.claim import Claim
    from caspia.claims.figure_claims import Setting
    from caspia.ledger import Ledger


def happening_claims(setting: Setting, ledger: Ledger) -> Iterator[Claim]:
    """Yield the claims of a sentence that are no figures."""
    yield from meeting_claims(setting, ledger)
    yield from standing_claims(setting, ledger)
    yield from rank_claims(setting)
