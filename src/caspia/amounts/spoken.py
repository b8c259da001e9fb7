"""Units as people write and say them, in both directions. The words are data."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from caspia.amounts.units import Part, check_unit, take_apart
from caspia.errors import AmountError

_STROKE = re.compile(r"\s*(?:/|\bper\b|\ban?\b|\beach\b)\s*", re.IGNORECASE)
_ADVERBS = {"annually": "year", "yearly": "year", "daily": "day", "monthly": "month"}
_A_TIME = ("day", "month", "year")
_BILLION = "bn"
_COUNTED = re.compile(r"(\d[\d,]*)\s*(\D.*)")


@dataclass(frozen=True, slots=True)
class Words:
    """How one unit is written, whether before its number, and what else people call it."""

    written: str
    before: bool
    spoken: tuple[str, ...]


@cache
def spoken_units() -> dict[str, Words]:
    """Return the words of each unit that has any besides its own name."""
    with Path(__file__).with_name("spoken_units.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["unit"]: Words(
                row["written"],
                row["position"] == "before",
                tuple(word for word in row["spoken"].split(";") if word),
            )
            for row in csv.DictReader(file)
        }


def write_unit(unit: str) -> str:
    """Return a unit as people write it: ``bcm_per_year`` -> "bcm a year"."""
    taken = take_apart(unit)
    text = " ".join(_write_part(part) for part in taken.above)
    for part in taken.below:
        text += _write_below(part)
    return text


def read_unit(text: str) -> str:
    """Return the unit that people mean: "billion cubic metres a year" is ``bcm_per_year``.

    Raises
    ------
    AmountError
        Where a word is no unit.
    """
    try:
        return check_unit(text)
    except AmountError as fault:
        unknown = fault
    words = re.sub(r"\s+", " ", text.strip())
    if meaning := _meaning(words):
        return check_unit(meaning)
    words = re.sub(r"\bper cent\b", "percent", words, flags=re.IGNORECASE)
    for adverb, time in _ADVERBS.items():
        words = re.sub(rf"\b{adverb}\b", f"per {time}", words, flags=re.IGNORECASE)
    above, *below = _STROKE.split(words)
    try:
        over = _read_part(above)
        under = [_read_part(piece) for piece in below]
    except KeyError:
        raise AmountError(str(unknown)) from None
    return check_unit("_per_".join([over, *(["_".join(under)] if under else [])]))


def written_before(unit: str) -> bool:
    """Tell whether a unit stands before its number ("rank 31")."""
    words = spoken_units().get(unit)
    return words is not None and words.before


def _write_part(part: Part) -> str:
    words = spoken_units().get(part.name)
    name = words.written if words else part.name.replace("_", " ")
    if part.name.startswith(_BILLION):
        name = f"{_BILLION} {part.name.removeprefix(_BILLION)}"
    return f"{part.number} {name}" if part.number != 1 else name


def _write_below(part: Part) -> str:
    # Below the stroke the plain name stands, never a plural.
    if part.number != 1:
        return f" per {part.number} {part.name}"
    if part.name in _A_TIME:
        return f" a {part.name}"
    return "/h" if part.name == "h" else f" per {part.name}"


@cache
def _meanings() -> dict[str, str]:
    meanings: dict[str, str] = {}
    for unit, words in spoken_units().items():
        for word in (words.written, *words.spoken):
            meanings.setdefault(word.lower(), unit)
    return meanings


def _meaning(text: str) -> str | None:
    # A lone capital is no small letter: M stands for a million and never for a metre.
    return _meanings().get(text.lower() if len(text) > 1 else text)


def _read_part(text: str) -> str:
    """Return a factor in the spelling of a unit; a KeyError says that it is none."""
    match = _COUNTED.fullmatch(text)
    if match:
        return match[1].replace(",", "") + _read_part(match[2])
    for spelling in (text, _meaning(text), text.replace(" ", "_")):
        if spelling and _is_unit(spelling):
            return spelling
    pieces = re.split(r"[ ·*-]", text)
    if len(pieces) == 1 or "" in pieces:
        raise KeyError(text)
    return "_".join(_read_part(piece) for piece in pieces)


def _is_unit(text: str) -> bool:
    try:
        check_unit(text)
    except AmountError:
        return False
    return True
