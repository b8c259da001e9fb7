"""Numerals as the four languages print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_SPACES = re.compile("[ \u00a0\u2009\u202f]")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed, with the unit of its last digit."""

    value: Fraction
    digits: str  # in English spelling, for the quotation of an amount


def read_numeral(text: str, language: str, *, scaled: bool) -> Numeral | None:
    """Read one numeral.

    Parameters
    ----------
    text : str
        Digits with their marks, as the tokens have it.
    language : str
        English groups by comma, the others use it as the decimal mark.
    scaled : bool
        A word of scale follows: then a lone mark is a decimal mark, whatever it is.
    """
    bare = _SPACES.sub("", text)
    plain = _english(bare) if language == "en" else _continental(bare, scaled=scaled)
    if plain is None or len(plain) > 30:
        return None
    return Numeral(Fraction(plain), plain)


def _english(bare: str) -> str | None:
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", bare):
        return bare.replace(",", "")
    if re.fullmatch(r"\d+([.,]\d+)?", bare):
        return bare.replace(",", ".")
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", bare):
        return bare.replace(".", "")
    return None


def _continental(bare: str, *, scaled: bool) -> str | None:
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", bare) and not (scaled and "," not in bare):
        return bare.replace(".", "").replace(",", ".")
    if re.fullmatch(r"\d{1,3}(,\d{3}){2,}", bare):
        return bare.replace(",", "")
    if re.fullmatch(r"\d+([.,]\d+)?", bare):
        return bare.replace(",", ".")
    return None
