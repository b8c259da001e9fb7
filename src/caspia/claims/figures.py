"""Figures in a sentence: numeral, range, scale, unit, rate and hedge, as one stretch of tokens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from caspia.amounts import Amount, Qualifier, check_unit
from caspia.claims.numerals import Numeral, read_numeral
from caspia.errors import AmountError

if TYPE_CHECKING:
    from caspia.claims.lexicon import Found
    from caspia.claims.sentence import Sentence
    from caspia.claims.times import Time

Sort = Literal["figure", "times", "multiple", "fraction"]

_CURRENCY = {"$": "USD", "€": "EUR", "£": "GBP", "₽": "RUB", "₸": "KZT", "₺": "TRY", "₼": "AZN"}
_MARKS = frozenset("-–—…")
# Between a hedge and its figure these say nothing: "more than by 5", "rose to over $9 billion".
_SILENT = frozenset("by to the a of at на в ki us".split()) | set(_CURRENCY)
_GREAT = Fraction(10) ** 18


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
            found.append(_hedged(sentence, figure, start))
            at = figure.stop
        else:
            at += 1
    return found


@dataclass(frozen=True, slots=True)
class _Number:
    """A numeral at a place, with the scale behind it (None where there is none)."""

    value: Fraction
    digits: str
    stop: int
    scale: int | None
    spelled: bool = False


def _number_at(sentence: Sentence, at: int) -> _Number | None:
    if sentence.kind(at) == "number":
        scale, stop = _scale_at(sentence, at + 1)
        numeral = read_numeral(
            sentence.tokens[at].text, sentence.language, scaled=scale is not None
        )
        return _scaled_number(numeral, stop, scale)
    spelled = sentence.starting("number", at)
    if spelled:
        scale, stop = _scale_at(sentence, spelled.stop)
        numeral = Numeral(Fraction(spelled.meaning), spelled.meaning)
        found = _scaled_number(numeral, stop, scale)
        return replace(found, spelled=True) if found else None
    return None


def _scaled_number(numeral: Numeral | None, stop: int, scale: int | None) -> _Number | None:
    if numeral is None or numeral.value >= _GREAT:
        return None
    return _Number(numeral.value, numeral.digits, stop, scale)


def _scale_at(sentence: Sentence, at: int) -> tuple[int | None, int]:
    """Return the power of ten of a word of scale, and the token behind it."""
    if sentence.word(at) in _MARKS and sentence.starting("scale", at + 1):
        at += 1
    word = sentence.starting("scale", at)
    if word is None:
        return None, at
    if word.meaning in ("3", "6") and len(sentence.word(at)) == 1 and not _touches(sentence, at):
        return None, at
    stop = word.stop
    if sentence.word(stop) == "." and sentence.starting("unit", stop + 1):
        stop += 1
    return int(word.meaning), stop


def _touches(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at - 1].end == sentence.tokens[at].start


def _figure_at(sentence: Sentence, at: int, taken: set[int]) -> Figure | None:
    currency, number_at = _currency_at(sentence, at)
    percent = False
    if currency is None and sentence.word(at) == "%" and sentence.language == "tr":
        percent, number_at = True, at + 1
    unit_word = sentence.starting("unit", at)
    if unit_word and unit_word.meaning == "percent" and sentence.language == "tr":
        percent, number_at = True, unit_word.stop
    if _is_trap(sentence, number_at):
        return None
    first = _number_at(sentence, number_at)
    if first is None:
        return None
    second = None if number_at in taken else _second(sentence, first, at)
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
    at: int, stop: int, first: _Number, second: _Number | None, unit: str, noun: int | None
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
    quoted = first.digits + _scale_word(low_scale)
    if second:
        quoted = f"{quoted}-{second.digits}{_scale_word(second.scale)}"
    qualifier: Qualifier = "between" if second else "exact"
    return Figure(at, stop, "figure", low, high, unit, qualifier, quoted, noun)


def _scale_word(scale: int | None) -> str:
    names = {None: "", 3: " thousand", 6: " million", 9: " billion", 12: " trillion"}
    return names[scale]


def _currency_at(sentence: Sentence, at: int) -> tuple[str | None, int]:
    if sentence.word(at) == "us" and sentence.word(at + 1) == "$":
        return "USD", at + 2
    word = sentence.word(at)
    if word == "\\" and sentence.word(at + 1) in _CURRENCY:
        return _CURRENCY[sentence.word(at + 1)], at + 2
    if word in _CURRENCY:
        return _CURRENCY[word], at + 1
    named = sentence.starting("unit", at)
    if named and named.meaning in ("USD", "EUR", "AZN", "KZT") and named.stop == at + 1:
        if sentence.tokens[at].text.isupper() and sentence.kind(at + 1) == "number":
            return named.meaning, at + 1
    return None, at


def _second(sentence: Sentence, first: _Number, at: int) -> _Number | None:
    """Return the upper end of a range: "10-20", "10 to 20", "between 40 and 55"."""
    mark = first.stop
    word = sentence.word(mark)
    opener = _opener(sentence, at)
    dash = word in _MARKS
    spoken = sentence.starting("mark", mark)
    if not dash and spoken is None:
        return None
    between = sentence.word(opener) if opener is not None else ""
    if word in ("and", "и") and between not in ("between", "между"):
        return None
    if word in ("to", "до") and not (opener is not None or sentence.kind(mark + 1) == "number"):
        return None
    number_at = mark + 1
    if sentence.word(number_at) in _CURRENCY:
        number_at += 1
    second = _number_at(sentence, number_at)
    if second is None or second.spelled != first.spelled:
        return None
    return second


def _opener(sentence: Sentence, at: int) -> int | None:
    word = sentence.ending("range", at)
    return word.at if word else None


def _unit_at(
    sentence: Sentence, number: _Number, *, spelled: bool
) -> tuple[str | None, int, int | None]:
    """Return the unit behind a number, the token after it, and the noun that is counted."""
    at = number.stop
    if sentence.word(at) == "%":
        return "percent", at + 1, None
    if sentence.word(at) in _CURRENCY and not spelled:
        return _CURRENCY[sentence.word(at)], at + 1, None
    gap = at
    if sentence.word(at) in _MARKS and _touches(sentence, at):
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


_NOT_COUNTED = frozenset(
    "years year months month days day weeks hours minutes seconds times centuries decades its "
    "has was is as this his us sides points presidents leaders ministers countries states parties "
    "of them which sources pages degrees thus always news perhaps various previous series "
    "indicators conditions nations sectors".split()
)
_PLURALS = frozenset("people children men women staff crew".split())
_FILL = frozenset(
    "new important bilateral joint working small large large-scale modern major foreign local "
    "different other additional key general official".split()
)


def _counted(
    sentence: Sentence, at: int, number: _Number, *, spelled: bool
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


def _is_trap(sentence: Sentence, at: int) -> bool:
    """Tell whether a number is the name of something: an article, a room, a telephone."""
    if sentence.kind(at) != "number":
        return False
    text = sentence.tokens[at].text
    before = sentence.word(at - 1)
    if len(text) > 1 and text[0] == "0" and text.isdigit():
        return True
    if before in ("+", "#", "№") or (before == "." and sentence.word(at - 2) in ("no", "tel")):
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


def _times_at(
    sentence: Sentence, at: int, first: _Number, second: _Number | None
) -> Figure | None:
    """Read "2.5 times", "iki dəfə", "в 2,5 раза"."""
    stop = (second or first).stop
    if sentence.word(stop) in _MARKS:
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


def _hedged(sentence: Sentence, figure: Figure, start: int) -> Figure:
    """Add the hedge in front of a figure or behind it, and widen the figure to hold it."""
    if figure.is_range:
        return figure
    in_front = _hedge_before(sentence, figure.at, start)
    if in_front:
        at, qualifier = in_front
        return replace(figure, at=at, qualifier=qualifier)
    behind = sentence.starting("hedge_after", figure.stop)
    if behind and _is_a_hedge(sentence, figure, behind):
        return replace(figure, stop=behind.stop, qualifier=_qualifier(behind.meaning))
    return figure


def _is_a_hedge(sentence: Sentence, figure: Figure, behind: Found) -> bool:
    """Tell "5 faizdən çox" (over 5 percent) from "5 faiz çox" (5 percent more)."""
    if sentence.language not in ("az", "tr") or behind.meaning not in ("more_than", "less_than"):
        return True
    word = sentence.word(behind.at)
    if word not in ("cox", "fazla", "az", "artıq", "artiq"):
        return True
    before = sentence.word(figure.stop - 1)
    return before.endswith(("dan", "dən", "den", "tan", "ten"))


def _hedge_before(sentence: Sentence, at: int, start: int) -> tuple[int, Qualifier] | None:
    place = at
    for _ in range(3):
        hedge = sentence.ending("hedge", place)
        if hedge and hedge.at >= start:
            if hedge.meaning == "up_to" and _says_reached(sentence, hedge):
                return None
            return hedge.at, _qualifier(hedge.meaning)
        if sentence.word(place - 1) not in _SILENT or place - 1 < start:
            break
        place -= 1
    return _hedging_verb(sentence, at, start)


def _says_reached(sentence: Sentence, hedge: Found) -> bool:
    """Tell "вырос до 13 млн" (to) from "до 13 млн" (up to)."""
    if sentence.word(hedge.at) != "до":
        return False
    if any(sentence.word(n).startswith("довест") for n in range(hedge.at - 4, hedge.at)):
        return True
    return any(hedge.at - 4 <= verb.at < hedge.at for verb in sentence.of("up", "down"))


def _hedging_verb(sentence: Sentence, at: int, start: int) -> tuple[int, Qualifier] | None:
    """Read "превысил в 2023 году 500 млн": only time stands between the verb and the figure."""
    for hedge in sentence.of("hedge"):
        word = sentence.word(hedge.at)
        verb = word.startswith(("превы", "exceed", "surpass"))
        if verb and start <= hedge.at and at - 7 <= hedge.stop <= at:
            between = range(hedge.stop, at)
            if all(_is_time(sentence, n) for n in between):
                return at, _qualifier(hedge.meaning)
    return None


def _is_time(sentence: Sentence, at: int) -> bool:
    return (
        sentence.kind(at) in ("number", "suffix")
        or sentence.word(at) in ("in", "в", "году", "года", "of", "the")
        or sentence.starting("month", at) is not None
        or sentence.starting("part", at) is not None
    )


def _qualifier(meaning: str) -> Qualifier:
    return meaning  # type: ignore[return-value]

