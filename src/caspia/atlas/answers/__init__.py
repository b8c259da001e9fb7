"""What the API answers, worked out from a ledger: nothing here knows of the web."""

from __future__ import annotations

from caspia.atlas.answers.content import Content, Question, Refusal
from caspia.atlas.answers.registry import answer

__all__ = ["Content", "Question", "Refusal", "answer"]
