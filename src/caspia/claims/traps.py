"""Numbers that name things: articles, rooms, telephones, flights."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caspia.claims.lexicon import Found
    from caspia.claims.sentence import Sentence


def is_trap(sentence: Sentence, at: int) -> bool:
    """Tell whether a number is the name of something: an article, a room, a telephone."""
    if sentence.kind(at) != "number":
        return False
    text = sentence.tokens[at].text
    before = sentence.word(at - 1)
    if len(text) > 1 and text[0] == "0" and text.isdigit():
        return True
    if before in ("+", "#", "№", "per") or (
        before == "." and sentence.word(at - 2) in ("no", "tel")
    ):
        return True
    if sentence.ending("trap", at) and _meaning(sentence.ending("trap", at)) == "before":
        return True
    if _is_joined_to_letters(sentence, at):
        return True
    behind = at + 2 if sentence.kind(at + 1) == "suffix" or sentence.word(at + 1) == "." else at + 1
    trap = sentence.starting("trap", behind)
    return trap is not None and trap.meaning == "after"


def _is_joined_to_letters(sentence: Sentence, at: int) -> bool:
    """Tell whether a number belongs to a name, as in M37, COVID-19 or 493-27-27."""
    if at == 0:
        return False
    tokens = sentence.tokens
    if tokens[at - 1].end != tokens[at].start:
        return False
    if tokens[at - 1].kind == "word":
        return True
    if tokens[at - 1].text == "-" and at > 1 and tokens[at - 2].end == tokens[at - 1].start:
        return tokens[at - 2].kind == "word" and tokens[at - 2].text.isupper()
    return tokens[at - 1].text == ":"


def _meaning(one: Found | None) -> str:
    return one.meaning if one else ""
