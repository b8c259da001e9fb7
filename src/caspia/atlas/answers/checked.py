"""A text with what is known of its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.claims import check, told, verdict_words, what_is_said
from caspia.claims.exports import checked_as_plain

if TYPE_CHECKING:
    from caspia.atlas.answers.knowledge import View


def checked(view: View, *, text: str) -> dict[str, Any]:
    """Return the claims of a text of the day of a view, each with its verdict and evidence."""
    found = check(text, view.ledger, view.on)
    plain = checked_as_plain(found)
    for claim, one in zip(plain["claims"], found.claims, strict=True):
        claim["said"] = what_is_said(view.ledger, one.claim)
        claim["told"] = told(one)
        claim["verdict_words"] = verdict_words(one.verdict)
    return plain | {"seen": found.seen, "contradicted": found.is_contradicted}
