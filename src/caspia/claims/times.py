"""Days, months, parts of years and years in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from caspia.claims.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.claims.lexicon import Found
    from caspia.claims.sentence import Sentence

_RANGE_MARKS = word_set("range marks")
_GLUE = word_set("glue of dates") | _RANGE_MARKS


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of time that a sentence names.

    Attributes
    ----------
    at, stop : int
        Tokens that it covers.
    first : date
        The first day.
    after : date or None
        The day after the last; None where it is open ("since 2020").
    role : str
        ``when``, ``base`` (compared with) or ``since``.
    """

    at: int
    stop: int
    first: date
    after: date | None
    role: str = "when"


def times_of(sentence: Sentence, day: date, before: Time | None = None) -> list[Time]:
    """Return the stretches of time of a sentence in order.

    Parameters
    ----------
    sentence : Sentence
        Where to look.
    day : date
        The day of the text, for "last year".
    before : Time, optional
        The last one of the sentence before, for "the same year".
    """
    found = [*_named_years(sentence), *_relative(sentence, day, before)]
    found += _lone_months(sentence, day, found)
    found.sort(key=lambda one: one.at)
    joined = _joined(sentence, found)
    return [_with_role(sentence, one) for one in joined]


def _named_years(sentence: Sentence) -> Iterator[Time]:
    for at, token in enumerate(sentence.tokens):
        if token.kind != "number" or not _is_year(token.text) or _is_measured(sentence, at):
            continue
        yield _around_year(sentence, at, int(token.text))


def _is_year(text: str) -> bool:
    return text.isdigit() and len(text) == 4 and 1900 <= int(text) <= 2060


def _is_measured(sentence: Sentence, at: int) -> bool:
    """Tell whether a number that looks like a year carries a scale or a unit."""
    if any(sentence.starting(role, at + 1) for role in ("scale", "unit")):
        return True
    return sentence.word(at - 1) in ("$", "€", "£") or sentence.word(at + 1) == "%"


def _around_year(sentence: Sentence, at: int, year: int) -> Time:
    stop = at + 1
    if sentence.kind(stop) == "suffix":
        stop += 1
    named = sentence.starting("part", stop)
    if named and named.meaning == "year":
        stop = named.stop
    for reading in (_part_of_year, _months_of_year):
        found = reading(sentence, at, stop, year)
        if found:
            return found
    return Time(at, stop, date(year, 1, 1), date(year + 1, 1, 1))


def _part_of_year(sentence: Sentence, at: int, stop: int, year: int) -> Time | None:
    """Read a half, a quarter or the first months of a year, named before or behind it."""
    for part in sentence.of("part"):
        if part.meaning not in ("half", "quarter", "months"):
            continue
        in_front = at - 6 <= part.at < at and _only_glue(sentence, part.stop, at)
        behind = stop <= part.at <= stop + 3
        if not (in_front or behind):
            continue
        count = _count_before(sentence, part)
        months = _months_of_part(part.meaning, count)
        if months:
            first, last = months
            start = min(at, part.at - (2 if part.meaning == "months" else 1))
            return Time(
                max(start, 0), max(stop, part.stop), date(year, first, 1), _next(year, last)
            )
    return None


def _only_glue(sentence: Sentence, at: int, stop: int) -> bool:
    return all(
        sentence.word(n) in _GLUE or sentence.kind(n) in ("suffix", "mark") for n in range(at, stop)
    )


def _count_before(sentence: Sentence, part: Found) -> int | None:
    """Return the number or ordinal in front of a part of the year."""
    for back in (1, 2, 3):
        at = part.at - back
        if sentence.kind(at) == "number" and sentence.word(at).isdigit():
            return int(sentence.word(at)) if len(sentence.word(at)) < 3 else None
        numeral = {"q1": 1, "q2": 2, "q3": 3, "q4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
        if sentence.word(at) in numeral:
            return numeral[sentence.word(at)]
        for role in ("number", "ordinal"):
            one = sentence.starting(role, at)
            if one and one.meaning.isdigit():
                return int(one.meaning)
    return None


def _months_of_part(meaning: str, count: int | None) -> tuple[int, int] | None:
    if meaning == "half" and count in (None, 1, 2):
        return (7, 12) if count == 2 else (1, 6)
    if meaning == "quarter" and count in (1, 2, 3, 4):
        return 3 * count - 2, 3 * count
    if meaning == "months" and count is not None and 1 < count < 12:
        return 1, count
    return None


def _months_of_year(sentence: Sentence, at: int, stop: int, year: int) -> Time | None:
    """Read a month, a range of months, and a day or two, before or behind the year."""
    in_front = [one for one in sentence.of("month") if at - 7 <= one.at < at]
    in_front = [one for one in in_front if _reaches(sentence, one.stop, at)]
    behind = [one for one in sentence.of("month") if stop <= one.at <= stop + 3]
    behind = [one for one in behind if _no_year_behind(sentence, one.stop)]
    months = in_front or behind[:2]
    if not months:
        return None
    if len(months) > 1 and not _is_range(sentence, months[-2].stop, months[-1].at):
        months = months[-1:] if in_front else months[:1]
    months = months[-2:]
    first, last = months[0], months[-1]
    start, end = min(first.at, at), max(last.stop, stop)
    if sentence.kind(end) == "suffix":
        end += 1
    one, two = int(first.meaning), int(last.meaning)
    days = _days(sentence, first) if first is last else None
    if days:
        low, high, begins, ends = days
        found = _day_span(year, one, low, high)
        if found:
            return Time(min(start, begins), max(end, ends), *found)
    if two < one:
        return None
    return Time(start, end, date(year, one, 1), _next(year, two))


def _reaches(sentence: Sentence, at: int, stop: int) -> bool:
    """Tell whether only glue, days and other months lie between a month and the year."""
    for n in range(at, stop):
        if sentence.kind(n) in ("mark", "suffix") and sentence.word(n) not in (";", "."):
            continue
        if sentence.word(n) in _GLUE or sentence.starting("month", n):
            continue
        if sentence.kind(n) == "number" and len(sentence.word(n)) <= 2:
            continue
        return False
    return True


def _no_year_behind(sentence: Sentence, at: int) -> bool:
    return not (sentence.kind(at) == "number" and _is_year(sentence.word(at)))


def _is_range(sentence: Sentence, at: int, stop: int) -> bool:
    between = [sentence.word(n) for n in range(at, stop)]
    return len(between) == 1 and between[0] in _RANGE_MARKS


def _days(sentence: Sentence, month: Found) -> tuple[int, int, int, int] | None:
    """Return the days beside a month, and the tokens that they begin and end at."""
    at = month.at - 1
    if sentence.kind(at) == "number" and _is_day(sentence.word(at)):
        high = int(sentence.word(at))
        mark = sentence.word(at - 1)
        if mark in _RANGE_MARKS and _is_day(sentence.word(at - 2)):
            return int(sentence.word(at - 2)), high, at - 2, month.stop
        return high, high, at, month.stop
    at = month.stop
    if sentence.kind(at) == "number" and _is_day(sentence.word(at)):
        low = int(sentence.word(at))
        if sentence.word(at + 1) in _RANGE_MARKS and _is_day(sentence.word(at + 2)):
            return low, int(sentence.word(at + 2)), month.at, at + 3
        return low, low, month.at, at + 1
    return None


def _is_day(text: str) -> bool:
    return text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 31


def _day_span(year: int, month: int, low: int, high: int) -> tuple[date, date] | None:
    try:
        return date(year, month, low), date(year, month, high) + timedelta(days=1)
    except ValueError:
        return None


def _relative(sentence: Sentence, day: date, before: Time | None) -> Iterator[Time]:
    compared = {
        n
        for part in sentence.of("part")
        if part.meaning == "ayear"
        for n in range(part.at, part.stop)
    }
    for one in sentence.of("relative"):
        if one.at in compared:
            continue
        if one.meaning == "same":
            if before:
                yield Time(one.at, one.stop, before.first, before.after)
        elif one.meaning == "half":
            months = day.year * 12 + day.month - 1 - 18
            yield Time(one.at, one.stop, date(months // 12, months % 12 + 1, 1), day)
        elif one.meaning == "winter":
            # The winter that begins after the next one has not: from December on.
            yield Time(one.at, one.stop, date(day.year, 12, 1), date(day.year + 1, 3, 1))
        else:
            year = day.year + int(one.meaning)
            part = _part_of_year(sentence, one.at, one.stop, year)
            yield part or Time(one.at, one.stop, date(year, 1, 1), date(year + 1, 1, 1))


def _lone_months(sentence: Sentence, day: date, found: list[Time]) -> Iterator[Time]:
    """Read "May 10-11" without a year: of the year of the text."""
    taken = {n for one in found for n in range(one.at, one.stop)}
    for month in sentence.of("month"):
        days = _days(sentence, month)
        if month.at in taken or not days:
            continue
        low, high, begins, ends = days
        span = _day_span(day.year, int(month.meaning), low, high)
        if span:
            yield Time(begins, ends, *span)


def _joined(sentence: Sentence, found: list[Time]) -> list[Time]:
    """Join "between January 2022 and January 2024" into one stretch."""
    joined: list[Time] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and one.at < last.stop:
            continue
        opener = sentence.word(last.at - 1) if last else ""
        marks = [sentence.word(n) for n in range(last.stop, one.at)] if last else []
        if (
            last
            and last.after
            and one.after
            and opener in ("between", "from", "с", "между")
            and len(marks) == 1
            and marks[0] in _RANGE_MARKS
        ):
            joined[-1] = Time(last.at - 1, one.stop, last.first, one.after)
        else:
            joined.append(one)
    return joined


def _with_role(sentence: Sentence, one: Time) -> Time:
    role = "when"
    for name, kind in (("base", "base"), ("since", "since")):
        for cue in sentence.of(name):
            if cue.meaning == "before" and 0 <= one.at - cue.stop <= 1:
                role = kind
            if cue.meaning == "after" and 0 <= cue.at - one.stop <= 1:
                role = kind
    if role == "since":
        return Time(one.at, one.stop, one.first, None, role)
    return Time(one.at, one.stop, one.first, one.after, role)


def _next(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)
