"""Figures in a sentence: numeral, range, scale, unit, rate and hedge, as one stretch of tokens."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from caspia.amounts import Amount, Qualifier, check_unit
from caspia.claims.hedges import hedged
from caspia.claims.number_phrases import (
    CURRENCIES,
    DASHES,
    Number,
    currency_at,
    number_at,
    scale_word,
    touches,
)
from caspia.claims.traps import is_trap
from caspia.claims.word_sets import word_set
from caspia.errors import AmountError

if TYPE_CHECKING:
    from caspia.claims.sentence import Sentence
    from caspia.claims.times import Time

Sort = Literal["figure", "times", "multiple", "fraction"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its unit and hedge, not yet said what it is about.

    Attributes
    ----------
    at, stop : int
        Tokens that it covers.
    sort : str
        ``figure`` (with a unit), ``times`` ("2.5 times"), ``multiple`` ("doubled") or
        ``fraction`` ("by a third").
    low, high : Fraction
        Equal where it is no range; with the scale, in `unit`.
    unit : str
        A unit of the package; ``count`` for things counted.
    qualifier : str
        The hedge.
    quoted : str
        The digits with their scale, in English.
    noun : int or None
        Token of the thing counted.
    """

    at: int
    stop: int
    sort: Sort
    low: Fraction
    high: Fraction
    unit: str
    qualifier: Qualifier
    quoted: str
    noun: int | None = None

    @property
    def is_range(self) -> bool:
        """Whether two figures bound it."""
        return self.low != self.high


def amount_of(figure: Figure, *, sign: int = 1) -> Amount | None:
    """Return the amount that a figure states; None where it can be none.

    A fall carries its sign, and its hedge with it: a fall of more than 5 percent is -6 … -5.
    """
    counted = figure.unit in ("count", "rank", "pupils", "children", "trains", "vessels", "trucks")
    try:
        if figure.is_range:
            ends = sorted(float(sign * end) for end in (figure.low, figure.high))
            return Amount.of(None, figure.unit, "between", figure.quoted, low=ends[0], high=ends[1])
        amount = Amount.of(
            float(figure.low), figure.unit, figure.qualifier, figure.quoted, counted=counted
        )
    except (AmountError, OverflowError):
        return None
    return _negative(amount) if sign < 0 else amount


def _negative(amount: Amount) -> Amount:
    from caspia.amounts import scaled

    return scaled(amount, -1.0)


def figures_of(sentence: Sentence, times: list[Time]) -> list[Figure]:
    """Return the figures of a sentence in order; those that no unit or noun follows are none."""
    taken = {n for one in times for n in range(one.at, one.stop)}
    found: list[Figure] = []
    at = 0
    while at < len(sentence.tokens):
        figure = None
        if at not in taken:
            figure = _figure_at(sentence, at, taken) or _word_figure_at(sentence, at)
        if figure and not any(n in taken for n in range(figure.at, figure.stop)):
            start = found[-1].stop if found else 0
            found.append(hedged(sentence, figure, start))
            at = figure.stop
        else:
            at += 1
    return found


def _figure_at(sentence: Sentence, at: int, taken: set[int]) -> Figure | None:
    currency, place = currency_at(sentence, at)
    percent = False
    if currency is None and sentence.word(at) == "%" and sentence.language == "tr":
        percent, place = True, at + 1
    unit_word = sentence.starting("unit", at)
    if unit_word and unit_word.meaning == "percent" and sentence.language == "tr":
        percent, place = True, unit_word.stop
    if is_trap(sentence, place):
        return None
    first = number_at(sentence, place)
    if first is None:
        return None
    second = None if place in taken else _second(sentence, first, at)
    last = second or first
    unit, stop = ("percent", last.stop) if percent else (currency, last.stop)
    noun = None
    if unit is None:
        unit, stop, noun = _unit_at(sentence, last, spelled=first.spelled)
    if unit is None:
        return _times_at(sentence, at, first, second)
    if sentence.kind(stop) == "suffix":
        stop += 1
    unit = _with_rate(sentence, stop, unit)
    opener = _opener(sentence, at) if second else None
    return _built(opener if opener is not None else at, stop, first, second, unit, noun)


def _built(
    at: int, stop: int, first: Number, second: Number | None, unit: str, noun: int | None
) -> Figure | None:
    shared = second.scale if second else None
    low_scale = first.scale if first.scale is not None else shared
    low = first.value * 10 ** (low_scale or 0)
    high = second.value * 10 ** (second.scale or 0) if second else low
    try:
        unit = check_unit(unit)
    except AmountError:
        return None
    if second and high <= low:
        return None
    quoted = first.digits + scale_word(low_scale)
    if second:
        quoted = f"{quoted}-{second.digits}{scale_word(second.scale)}"
    qualifier: Qualifier = "between" if second else "exact"
    return Figure(at, stop, "figure", low, high, unit, qualifier, quoted, noun)


def _second(sentence: Sentence, first: Number, at: int) -> Number | None:
    """Return the upper end of a range: "10-20", "10 to 20", "between 40 and 55"."""
    mark = first.stop
    word = sentence.word(mark)
    opener = _opener(sentence, at)
    dash = word in DASHES
    spoken = sentence.starting("mark", mark)
    if not dash and spoken is None:
        return None
    between = sentence.word(opener) if opener is not None else ""
    if word in ("and", "и") and between not in ("between", "между"):
        return None
    if word in ("to", "до") and not (opener is not None or sentence.kind(mark + 1) == "number"):
        return None
    place = mark + 1
    if sentence.word(place) in CURRENCIES:
        place += 1
    second = number_at(sentence, place)
    if second is None or second.spelled != first.spelled:
        return None
    return second


def _opener(sentence: Sentence, at: int) -> int | None:
    word = sentence.ending("range", at)
    return word.at if word else None


def _unit_at(
    sentence: Sentence, number: Number, *, spelled: bool
) -> tuple[str | None, int, int | None]:
    """Return the unit behind a number, the token after it, and the noun that is counted."""
    at = number.stop
    if sentence.word(at) == "%":
        return "percent", at + 1, None
    if sentence.word(at) in CURRENCIES and not spelled:
        return CURRENCIES[sentence.word(at)], at + 1, None
    gap = at
    if sentence.word(at) in DASHES and touches(sentence, at):
        gap = at + 1
    if sentence.kind(at) == "suffix" and sentence.starting("unit", at) is None:
        gap = at + 1
    word = sentence.starting("unit", gap)
    if word and not (spelled and word.meaning not in ("percent", "count")):
        unit = word.meaning
        noun = gap if unit == "count" else None
        return unit, word.stop, noun
    if number.scale is not None and sentence.language != "en":
        noun = _is_noun(sentence, at)
        return "count", at, at if noun else None
    return _counted(sentence, at, number, spelled=spelled)


def _is_noun(sentence: Sentence, at: int) -> bool:
    return sentence.kind(at) == "word"


_NOT_COUNTED = word_set("never counted")
_PLURALS = word_set("plurals without s")
_FILL = word_set("between number and noun")


def _counted(
    sentence: Sentence, at: int, number: Number, *, spelled: bool
) -> tuple[str | None, int, int | None]:
    """Read things counted in English: a plural noun behind the number, at most two words on."""
    nothing = (None, at, None)
    if sentence.language != "en" or number.value.denominator != 1:
        return nothing
    if spelled and number.value < 3 and number.scale is None:
        return nothing
    reach = 1 if spelled else 3
    for step in range(reach):
        word = sentence.word(at + step)
        if sentence.kind(at + step) != "word" or word in _NOT_COUNTED:
            return nothing
        if word in _PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith("ss")):
            return "count", at + step + 1, at + step
        if word not in _FILL and sentence.starting("cue", at + step) is None:
            return nothing
    return nothing


def _with_rate(sentence: Sentence, stop: int, unit: str) -> str:
    """Add "per day" or "a year", said at once or a few words on."""
    if unit not in ("m3", "bcm", "mcm", "t", "bbl", "TEU", "Mt"):
        return unit
    for step in range(11):
        rate = sentence.starting("rate", stop + step)
        adverb = sentence.word(stop + step) in ("annually", "yearly", "ежегодно")
        if rate and (adverb or step < (5 if rate.meaning == "per_day" else 3)):
            return _rated(unit, rate.meaning)
        if sentence.kind(stop + step) in ("number", "mark", ""):
            break
    return unit


def _rated(unit: str, rate: str) -> str:
    try:
        return check_unit(f"{unit}_{rate}")
    except AmountError:
        return unit


def _times_at(sentence: Sentence, at: int, first: Number, second: Number | None) -> Figure | None:
    """Read "2.5 times", "iki dəfə", "в 2,5 раза"."""
    stop = (second or first).stop
    if sentence.word(stop) in DASHES:
        stop += 1
    word = sentence.starting("times", stop)
    if word is None or first.scale is not None or second is not None or first.value <= 1:
        return None
    return Figure(
        at, word.stop, "times", first.value, first.value, "ratio", "exact", f"{first.digits} times"
    )


def _word_figure_at(sentence: Sentence, at: int) -> Figure | None:
    multiple = sentence.starting("multiple", at)
    if multiple:
        value = Fraction(multiple.meaning)
        return Figure(at, multiple.stop, "multiple", value, value, "ratio", "exact", "")
    fraction = sentence.starting("fraction", at)
    if fraction:
        part = Fraction(fraction.meaning)
        return Figure(at, fraction.stop, "fraction", part, part, "ratio", "exact", "")
    return None
