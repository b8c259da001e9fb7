"""Hedges in front of a figure or behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from caspia.amounts import Qualifier
from caspia.claims.number_phrases import CURRENCIES

if TYPE_CHECKING:
    from caspia.claims.figures import Figure
    from caspia.claims.lexicon import Found
    from caspia.claims.sentence import Sentence

_QUALIFIERS: dict[str, Qualifier] = {name: name for name in get_args(Qualifier)}
# Between a hedge and its figure these say nothing: "more than by 5", "rose to over $9 billion".
_SILENT = frozenset(["by", "to", "the", "a", "of", "at", "на", "в", "ki", "us"]) | set(CURRENCIES)


def hedged(sentence: Sentence, figure: Figure, start: int) -> Figure:
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
            if hedge.meaning == "more_than" and sentence.word(hedge.at - 1) in ("not", "не"):
                return hedge.at - 1, "up_to"
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
    return _QUALIFIERS[meaning]
