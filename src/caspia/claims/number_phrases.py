"""A number with its word of scale and its currency, as a stretch of tokens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from caspia.claims.numerals import Numeral, read_numeral

if TYPE_CHECKING:
    from caspia.claims.sentence import Sentence

CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "₽": "RUB", "₸": "KZT", "₺": "TRY", "₼": "AZN"}
DASHES = frozenset("-–—…")
_GREAT = Fraction(10) ** 18


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral at a place, with the scale behind it (None where there is none)."""

    value: Fraction
    digits: str
    stop: int
    scale: int | None
    spelled: bool = False


def number_at(sentence: Sentence, at: int) -> Number | None:
    """Return the number in digits or words that begins at a token."""
    if sentence.kind(at) == "number":
        scale, stop = _scale_at(sentence, at + 1)
        numeral = read_numeral(
            sentence.tokens[at].text, sentence.language, scaled=scale is not None
        )
        return _scaled_number(numeral, stop, scale)
    if sentence.word(at - 1) == "in" and sentence.word(at - 2) in ("one", "two", "three"):
        return None  # "one in five"
    spelled = sentence.starting("number", at)
    if spelled:
        scale, stop = _scale_at(sentence, spelled.stop)
        numeral = Numeral(Fraction(spelled.meaning), spelled.meaning)
        found = _scaled_number(numeral, stop, scale)
        return replace(found, spelled=True) if found else None
    return None


def _scaled_number(numeral: Numeral | None, stop: int, scale: int | None) -> Number | None:
    if numeral is None or numeral.value >= _GREAT:
        return None
    return Number(numeral.value, numeral.digits, stop, scale)


def _scale_at(sentence: Sentence, at: int) -> tuple[int | None, int]:
    """Return the power of ten of a word of scale, and the token behind it."""
    if sentence.word(at) in DASHES and sentence.starting("scale", at + 1):
        at += 1
    word = sentence.starting("scale", at)
    if word is None:
        return None, at
    if word.meaning in ("3", "6") and len(sentence.word(at)) == 1 and not touches(sentence, at):
        return None, at
    stop = word.stop
    if sentence.word(stop) == "." and sentence.starting("unit", stop + 1):
        stop += 1
    return int(word.meaning), stop


def touches(sentence: Sentence, at: int) -> bool:
    """Tell whether no blank stands before a token."""
    return sentence.tokens[at - 1].end == sentence.tokens[at].start


def scale_word(scale: int | None) -> str:
    """Return a power of ten as the word that a quotation carries."""
    names = {None: "", 3: " thousand", 6: " million", 9: " billion", 12: " trillion"}
    return names[scale]


def currency_at(sentence: Sentence, at: int) -> tuple[str | None, int]:
    """Return the currency written at a token, and the token after it."""
    if sentence.word(at) == "us" and sentence.word(at + 1) == "$":
        return "USD", at + 2
    word = sentence.word(at)
    if word == "\\" and sentence.word(at + 1) in CURRENCIES:
        return CURRENCIES[sentence.word(at + 1)], at + 2
    if word in CURRENCIES:
        return CURRENCIES[word], at + 1
    named = sentence.starting("unit", at)
    code = named is not None and named.meaning in ("USD", "EUR", "AZN", "KZT")
    before_a_number = sentence.tokens[at].text.isupper() and sentence.kind(at + 1) == "number"
    if named and code and named.stop == at + 1 and before_a_number:
        return named.meaning, at + 1
    return None, at
