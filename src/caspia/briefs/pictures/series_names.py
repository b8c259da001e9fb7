"""Where the names and numbers of a chart of series go; what finds no room is left to the key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.briefs.pictures.frame import short_number
from caspia.briefs.pictures.labels import Label, LabelField
from caspia.briefs.pictures.look import text_width_px
from caspia.briefs.pictures.series_marks import Gap, Mark, joined
from caspia.briefs.pictures.series_periods import months_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.pictures.frame import Frame

NAME_SIZE_PX, VALUE_SIZE_PX = 12.0, 11.0
WIDEST_NAME_PX, MOST_VALUES, DODGE_PX, UNIT_ROW_PX = 180, 24, 12, 22
MOST_GAPS, BAR_PX, BOLD_SPACING_PX = 6, 20, 0.4
# Parts of years whose months are written out; more of them stand close enough to be seen as such.
MOST_MONTHS = 8
LEAST_YEAR = 0.9

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class SeriesNames:
    """Texts of a chart at their places, and the reporters that need the key instead."""

    reporters: list[tuple[Label, str]]
    values: list[Label]
    gaps: list[Label]
    keyed: list[str]


def place_names(
    frame: Frame, marks: Sequence[Mark], apart: Sequence[Gap], keyed: list[str]
) -> SeriesNames:
    """Place the numbers of the marks, the names of reporters that are not `keyed`, and the gaps.

    A number or a gap for which there is no room is left out; the alt text has them all.
    """
    spots = {mark: spot_px(frame, mark) for mark in marks}
    free = _free_field(frame, apart, spots)
    last = {mark.reporter: mark for mark in marks}
    numbered = marks if len(marks) <= MOST_VALUES else list(last.values())
    values = [
        _value_label(free, _value_text(marks, mark), spots[mark], _side(marks, mark))
        for mark in numbered
    ]
    beside = [
        (name, _name_label(free, name, *spots[mark]), mark.colour)
        for name, mark in last.items()
        if name not in keyed
    ]
    drawn = apart if len(apart) <= MOST_GAPS else ()
    between = [_gap_label(free, gap, spots[gap.lower], spots[gap.upper]) for gap in drawn]
    return SeriesNames(
        reporters=[(label, colour) for _, label, colour in beside if label],
        values=[label for label in values if label],
        gaps=[label for label in between if label],
        keyed=keyed + [name for name, label, _ in beside if label is None],
    )


def _free_field(frame: Frame, apart: Sequence[Gap], spots: dict[Mark, Spot]) -> LabelField:
    """Return the plot and its right margin with marks, lines and bars kept free."""
    free = LabelField(frame.picture_width, frame.top + frame.height + 3)
    free.taken.append((0, 0, frame.picture_width, frame.top - UNIT_ROW_PX))
    free.taken.append((0, 0, frame.left - 2, frame.picture_height))
    for mark, (x, y) in spots.items():
        free.block(x, y, 5)
        left, top, right, bottom = bar_px(frame, mark)
        free.taken.append((left + 1, top + 3, right - 1, bottom - 3))
    for one, other in joined(list(spots)):
        _block_line(free, spots[one], spots[other])
    for gap in apart:
        x, _ = frame.place(gap.lower.middle, 0)
        _block_line(free, (x, spots[gap.lower][1]), (x, spots[gap.upper][1]))
    return free


def _block_line(free: LabelField, one: Spot, other: Spot) -> None:
    steps = max(2, round((abs(other[0] - one[0]) + abs(other[1] - one[1])) / 6))
    for n in range(1, steps):
        part = n / steps
        free.block(one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part, 2)


def _name_label(free: LabelField, name: str, x: float, y: float) -> Label | None:
    width = text_width_px(name, NAME_SIZE_PX) + BOLD_SPACING_PX * len(name)
    if width > WIDEST_NAME_PX:
        return None
    aside = 13 + width / 2
    spots = [(x + aside, y + dy) for dy in (0, -7, 7, -14, 14)]
    slips = [part * width for part in (0, 0.33, -0.33, 0.5, -0.5, 0.7, -0.7)]
    spots += [(x + slip, y + dy) for dy in (-17, 17, -29, 29) for slip in slips]
    spots += [(x - aside, y)]
    return free.at_one_of(name, NAME_SIZE_PX, spots, BOLD_SPACING_PX)


def _value_label(free: LabelField, text: str, spot: Spot, side: int) -> Label | None:
    """Try the side away from the rivals of the period first: -1 is above, 1 is below."""
    x, y = spot
    half = text_width_px(text, VALUE_SIZE_PX) / 2
    near = [(x, y + side * 13), (x - 12 - half, y), (x + 12 + half, y)]
    near += [(x + slip * half, y + side * 13) for slip in (-0.5, 0.5, -0.9, 0.9)]
    near += [(x + slip * half, y - side * 13) for slip in (0, -0.5, 0.5, -0.9, 0.9)]
    near += [(x + turn * (12 + half), y + dy) for dy in (-8, 8) for turn in (-1, 1)]
    return free.at_one_of(text, VALUE_SIZE_PX, near)


def _side(marks: Sequence[Mark], mark: Mark) -> int:
    rivals = [m.reading.value for m in marks if (m.first, m.last) == (mark.first, mark.last)]
    return 1 if mark.reading.value < sum(rivals) / len(rivals) else -1


def _gap_label(
    free: LabelField, gap: Gap, lower: tuple[float, float], upper: tuple[float, float]
) -> Label | None:
    text = f"{short_number(gap.size)} apart"
    x, y = (lower[0] + upper[0]) / 2, (lower[1] + upper[1]) / 2
    aside = 6 + text_width_px(text, VALUE_SIZE_PX) / 2
    edge = max(lower[0], upper[0]), min(lower[0], upper[0])
    spots = [(x + aside, y), (x - aside, y), (edge[0] + 7 + aside, y), (edge[1] - 7 - aside, y)]
    spots += [(x, upper[1] - 14), (x, lower[1] + 14), (x, upper[1] - 26), (x, lower[1] + 26)]
    return free.at_one_of(text, VALUE_SIZE_PX, spots)


def spot_px(frame: Frame, mark: Mark) -> tuple[float, float]:
    """Return where a mark stands: rivals of a period stand aside, not to cover each other."""
    x, y = frame.place(mark.middle, mark.reading.value)
    step = min(DODGE_PX, period_px(frame, mark) / (mark.rivals + 1))
    return x + (mark.rank - (mark.rivals - 1) / 2) * step, y


def period_px(frame: Frame, mark: Mark) -> float:
    """Return how wide the period of a mark is."""
    return frame.place(mark.last, 0)[0] - frame.place(mark.first, 0)[0]


def bar_px(frame: Frame, mark: Mark) -> tuple[float, float, float, float]:
    """Return the bar of an interval: left, top, right, bottom; an open end stops at the value."""
    reading = mark.reading
    x, _ = spot_px(frame, mark)
    half = min(BAR_PX, period_px(frame, mark) * 0.7) / 2
    _, top = frame.place(0, reading.value if reading.high is None else reading.high)
    _, bottom = frame.place(0, reading.value if reading.low is None else reading.low)
    return x - half, top, x + half, bottom


def _value_text(marks: Sequence[Mark], mark: Mark) -> str:
    """Name the months of a part of a year, beside whole years and where the parts are few."""
    text = mark.reading.text or short_number(mark.reading.value)
    has_years = any(_is_long(other) for other in marks)
    told = not _is_long(mark) and (has_years or len(marks) <= MOST_MONTHS)
    return f"{text} ({months_told(mark.reading)})" if told else text


def _is_long(mark: Mark) -> bool:
    return mark.last - mark.first > LEAST_YEAR
