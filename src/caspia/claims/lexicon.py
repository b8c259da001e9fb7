"""The words that the grammar knows, by language, from the tables in ``words``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from caspia.claims.tokens import plain, tokens_of
from caspia.claims.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from caspia.claims.tokens import Token

LANGUAGES = ("en", "az", "ru", "tr")


@dataclass(frozen=True, slots=True)
class Entry:
    """A form of the lexicon: the words that must follow one another, and what they mean."""

    role: str
    meaning: str
    words: tuple[str, ...]
    opens: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An entry found at a place: `at` is the first token, `stop` the one after the last."""

    role: str
    meaning: str
    at: int
    stop: int
    rest: str = ""


class Lexicon:
    """Forms by their first word; a form that ends in * matches every longer word too."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._exact: dict[str, list[Entry]] = {}
        self._open: dict[str, list[Entry]] = {}
        for entry in entries:
            place = self._open if entry.opens[0] else self._exact
            place.setdefault(entry.words[0], []).append(entry)
        self._lengths = sorted({len(word) for word in self._open})

    def at(self, tokens: Sequence[Token], at: int) -> Iterator[Found]:
        """Yield every entry that begins at a token."""
        word = tokens[at].plain
        for entry in self._candidates(word):
            stop = at + len(entry.words)
            if stop <= len(tokens) and all(
                _fits(tokens[at + n].plain, entry.words[n], entry.opens[n])
                for n in range(1, len(entry.words))
            ):
                last = tokens[stop - 1].plain
                yield Found(entry.role, entry.meaning, at, stop, last[len(entry.words[-1]) :])

    def _candidates(self, word: str) -> Iterator[Entry]:
        yield from self._exact.get(word, ())
        for length in self._lengths:
            if length > len(word):
                return
            yield from self._open.get(word[:length], ())


def _fits(word: str, wanted: str, opens: bool) -> bool:
    return word.startswith(wanted) if opens else word == wanted


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of one of the four languages."""
    with (files("caspia.claims") / "words" / f"{language}.csv").open(encoding="utf8") as file:
        rows = list(csv.DictReader(file))
    return Lexicon(
        entry for row in rows for entry in forms(row["role"], row["meaning"], row["forms"])
    )


def forms(role: str, meaning: str, text: str) -> Iterator[Entry]:
    """Yield the entries in a cell of forms, which are split by semicolons."""
    for form in text.split(";"):
        words = [piece.text for piece in tokens_of(form.strip().replace("*", "\u02da"))]
        joined: list[tuple[str, bool]] = []
        for word in words:
            if word == "\u02da":
                joined[-1] = (joined[-1][0], True)
            else:
                joined.append((plain(word) or word, False))
        if joined:
            yield Entry(
                role, meaning, tuple(word for word, _ in joined), tuple(o for _, o in joined)
            )


@lru_cache(maxsize=1000)
def language_of(text: str) -> str:
    """Return the language of a stretch of text, as one of the four."""
    letters = text.lower()
    if sum("а" <= letter <= "я" for letter in letters) * 3 > len(letters):
        return "ru"
    if "ə" in letters:
        return "az"
    tokens = tokens_of(text)
    score = {name: _likeness(tokens, name) for name in ("en", "az", "tr")}
    for letter, name in (("x", "az"), ("q", "az")):
        score[name] += letter in letters and "ı" in letters
    if any(letter in "ığşİ" for letter in text):
        score["en"] -= 1
    return max(score, key=lambda name: score[name])


def _likeness(tokens: Sequence[Token], language: str) -> float:
    """Return how many words of a text are known in a language; small words count double."""
    words = [token.plain for token in tokens]
    telling = word_set(f"small words {language}")
    small = sum(word in telling for word in words)
    table = lexicon(language)
    known = sum(
        len(tokens[at].text) > 3 and any(True for _ in table.at(tokens, at))
        for at in range(len(tokens))
    )
    return 2 * small + known
