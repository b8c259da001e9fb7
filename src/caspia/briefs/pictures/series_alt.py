"""What a chart of series shows, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.pictures.frame import short_number
from caspia.briefs.pictures.series_marks import Gap, Mark, gaps, marks_of
from caspia.briefs.pictures.series_names import MOST_GAPS
from caspia.briefs.pictures.series_periods import period_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.pictures.series_request import Reading

MOST_READINGS = 30


def series_alt(subject: str, unit_words: str, readings: Sequence[Reading]) -> str:
    """Tell every reading by reporter; of more than 30, the first, least, most and last of each."""
    marks = marks_of(readings)
    said = [f"{subject}, in {unit_words}"]
    for reporter in dict.fromkeys(mark.reporter for mark in marks):
        own = [mark for mark in marks if mark.reporter == reporter]
        if len(marks) > MOST_READINGS:
            own = _telling(own)
        said.append(f"{_capital(reporter)}: {', '.join(_told(mark) for mark in own)}")
    said += _gaps_told(gaps(marks))
    return ". ".join(said) + "."


def _gaps_told(found: list[Gap]) -> list[str]:
    if len(found) <= MOST_GAPS:
        return [_gap_told(gap) for gap in found]
    widest = max(found, key=lambda gap: gap.size)
    return [f"Reporters disagree in {len(found)} periods, most of all thus: {_gap_told(widest)}"]


def _gap_told(gap: Gap) -> str:
    who = f"{gap.upper.reporter} and {gap.lower.reporter}"
    return f"For {period_told(gap.lower.reading)}, {who} are {short_number(gap.size)} apart"


def _telling(marks: list[Mark]) -> list[Mark]:
    by_value = sorted(marks, key=lambda mark: mark.reading.value)
    chosen = {id(mark): mark for mark in (marks[0], by_value[0], by_value[-1], marks[-1])}
    return sorted(chosen.values(), key=lambda mark: mark.first)


def _told(mark: Mark) -> str:
    reading = mark.reading
    hedge = " (planned or assumed)" if reading.hollow else ""
    return f"{period_told(reading)} {reading.text or short_number(reading.value)}{hedge}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
