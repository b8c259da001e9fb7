"""Tokens of a text with their places, and the sentences that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

from caspia.claims.word_sets import word_set
from caspia.ledger.naming import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Kind = Literal["word", "number", "suffix", "mark"]

_SPACE = "[ \u00a0\u2009\u202f]"
# Digits grouped by spaces only where no group could be a year or a second figure.
_NUMBER = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER})|(?P<suffix>(?<=\w)['’ʼ`][^\W\d_]+|(?<=\d)-[^\W\d_]+)"
    r"|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s])"
)
_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
# A point ends a sentence where a new one begins behind it; after these it does not.
_SHORTENED = word_set("shortened")
_ENDS = frozenset(".!?…")
_LONGEST = 400  # tokens: a list without any stop is cut, so that no search grows without end


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text.

    Attributes
    ----------
    text : str
        As written.
    plain : str
        Without case and accents, for comparing.
    start, end : int
        Characters of the text that it covers.
    kind : str
        ``word``, ``number``, ``suffix`` ("'s", "-cü") or ``mark``.
    """

    text: str
    plain: str
    start: int
    end: int
    kind: Kind


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Return a word without case and accents, and without the marks of a suffix."""
    return folded(text).strip("'’ʼ`-")


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a text in order."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = _KINDS[match.lastgroup or ""]
        found.append(
            Token(match.group(), plain(match.group()) or match.group(), *match.span(), kind)
        )
    return found


def sentences(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each sentence; an empty line ends one as a stop does."""
    current: list[Token] = []
    for number, token in enumerate(tokens):
        if current and _is_new_block(text, current[-1], token):
            yield current
            current = []
        current.append(token)
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if len(current) >= _LONGEST or _ends_here(text, current, following):
            yield current
            current = []
    if current:
        yield current


def _is_new_block(text: str, last: Token, token: Token) -> bool:
    """Tell whether an empty line ends a sentence; one cut by a page break goes on in lower case."""
    if "\n\n" not in text[last.end : token.start].replace(" ", "").replace("\r", ""):
        return False
    return not (token.text[:1].islower() and last.kind in ("word", "suffix"))


def _ends_here(text: str, current: list[Token], following: Token | None) -> bool:
    token = current[-1]
    if token.text not in _ENDS:
        return False
    if following is None:
        return True
    before = current[-2] if len(current) > 1 else None
    if token.text == "." and before and before.plain in _SHORTENED:
        return following.text[:1].isupper() and len(before.plain) > 3
    if token.text == "." and before and before.kind == "number" and following.text[:1].islower():
        return False  # an ordinal, as in "14. maddesi"
    gap = text[token.end : following.start]
    initial = before is not None and len(before.text) == 1 and before.text.isupper()
    return bool(gap) and not (token.text == "." and initial)
