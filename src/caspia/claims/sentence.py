"""A sentence with everything that the lexicon and the names find in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from caspia.claims.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.claims.lexicon import Found
    from caspia.claims.tokens import Token

_NO_CASE_SENSE = frozenset({"may", "march"})


@dataclass(slots=True)
class Sentence:
    """Tokens with what was found at each.

    Attributes
    ----------
    tokens : list of Token
        In order.
    language : str
        One of the four.
    found : dict
        Role to what was found, by place; of two that begin at one token the longer.
    """

    tokens: list[Token]
    language: str
    found: dict[str, list[Found]] = field(default_factory=dict)

    @classmethod
    def read(cls, tokens: list[Token], language: str) -> Sentence:
        """Look every token up."""
        sentence = cls(tokens, language)
        words = lexicon(language)
        for at in range(len(tokens)):
            for one in words.at(tokens, at):
                if not _is_a_month_by_chance(tokens, one, language):
                    sentence.found.setdefault(one.role, []).append(one)
        for role, many in sentence.found.items():
            sentence.found[role] = _longest(many)
        return sentence

    def of(self, *roles: str) -> list[Found]:
        """Return what was found in any of some roles, by place."""
        many = [one for role in roles for one in self.found.get(role, ())]
        return sorted(many, key=lambda one: (one.at, -one.stop))

    def starting(self, role: str, at: int) -> Found | None:
        """Return what begins at a token in a role; the longest."""
        best = None
        for one in self.found.get(role, ()):
            if one.at == at and (best is None or one.stop > best.stop):
                best = one
        return best

    def ending(self, role: str, stop: int) -> Found | None:
        """Return what ends before a token in a role; the longest."""
        best = None
        for one in self.found.get(role, ()):
            if one.stop == stop and (best is None or one.at < best.at):
                best = one
        return best

    def word(self, at: int) -> str:
        """Return a token without case and accents; empty beyond the ends."""
        return self.tokens[at].plain if 0 <= at < len(self.tokens) else ""

    def kind(self, at: int) -> str:
        """Return the kind of a token; empty beyond the ends."""
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""


def _longest(many: Sequence[Found]) -> list[Found]:
    """Drop what lies inside a longer one of the same role, unless it means something else."""
    kept = []
    for one in many:
        inside = any(
            other is not one
            and other.at <= one.at
            and other.stop >= one.stop
            and other.stop - other.at > one.stop - one.at
            and (one.role != "cue" or other.meaning == one.meaning)
            for other in many
        )
        if not inside:
            kept.append(one)
    return kept


def _is_a_month_by_chance(tokens: Sequence[Token], one: Found, language: str) -> bool:
    """Tell whether "may" and "march" are the verbs: they begin with a small letter."""
    return (
        one.role == "month"
        and language == "en"
        and tokens[one.at].plain in _NO_CASE_SENSE
        and tokens[one.at].text[:1].islower()
    )
