"""The chart of one series over time: a mark per reading, its interval soft around it."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from caspia.briefs.pictures.drawing import Drawing, draw_chart
from caspia.briefs.pictures.frame import Frame, round_steps, short_number
from caspia.briefs.pictures.key import KEY_ROW_PX, KeyEntry, draw_key, key_rows
from caspia.briefs.pictures.labels import Label
from caspia.briefs.pictures.layers import TICK_SIZE_PX, Layers, Row, tick_labels
from caspia.briefs.pictures.look import GREY, INK, MUTED, REPORTER_INKS, WIDTH_PX, text_width_px
from caspia.briefs.pictures.series_marks import Gap, Mark, gaps, joined, marks_of
from caspia.briefs.pictures.series_names import (
    MOST_GAPS,
    MOST_VALUES,
    NAME_SIZE_PX,
    UNIT_ROW_PX,
    VALUE_SIZE_PX,
    WIDEST_NAME_PX,
    SeriesNames,
    bar_px,
    place_names,
    spot_px,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.pictures.drawing import Specification
    from caspia.briefs.pictures.series_request import Reading

PLOT_HEIGHT_PX, AXIS_PX = 190, 26
MOST_YEARS = 12
PLAN_WORDS, BAND_WORDS = "hollow: plan, forecast or assumption", "bar: range that the figure allows"
OPEN_END_PX = 18


def series_chart(readings: Sequence[Reading], unit_words: str, alt: str) -> Drawing:
    """Draw readings of one unit, with a gap marked where reporters of a period disagree."""
    marks = marks_of(readings)
    apart = gaps(marks)
    keyed: list[str] = []
    while True:
        entries = _key(marks, keyed)
        frame = _frame(marks, entries)
        names = place_names(frame, marks, apart, keyed)
        if names.keyed == keyed:
            return draw_chart(
                _layers(frame, marks, apart, entries=entries, names=names, unit_words=unit_words),
                alt,
            )
        keyed = names.keyed


def _frame(marks: Sequence[Mark], entries: list[KeyEntry]) -> Frame:
    ends = [end for m in marks for end in (m.reading.low, m.reading.high) if end is not None]
    ends += [0.0, *(mark.reading.value for mark in marks)]
    ticks = round_steps(min(ends), max(ends))
    left = 16 + max(text_width_px(short_number(tick), TICK_SIZE_PX) for tick in ticks)
    widest = max(text_width_px(m.reporter, NAME_SIZE_PX) for m in marks)
    right = 24 + (widest if widest <= WIDEST_NAME_PX else 0)
    top = UNIT_ROW_PX + KEY_ROW_PX * key_rows(entries) + (6 if entries else 0)
    return Frame(
        x_low=floor(min(mark.first for mark in marks)),
        x_high=ceil(max(mark.last for mark in marks)),
        y_low=ticks[0],
        y_high=ticks[-1],
        left=round(left),
        top=top,
        width=WIDTH_PX - round(left) - round(right),
        height=PLOT_HEIGHT_PX,
        picture_width=WIDTH_PX,
        picture_height=top + PLOT_HEIGHT_PX + AXIS_PX,
    )


def _key(marks: Sequence[Mark], keyed: list[str]) -> list[KeyEntry]:
    looks = {mark.reporter: (mark.shape, mark.colour) for mark in marks}
    entries = [KeyEntry(name, *looks[name]) for name in keyed]
    if any(mark.reading.hollow for mark in marks):
        entries.append(KeyEntry(PLAN_WORDS, "circle", GREY, hollow=True))
    if any(_has_wide_interval(mark) for mark in marks):
        entries.append(KeyEntry(BAND_WORDS, "band", GREY))
    return entries


def _has_wide_interval(mark: Mark) -> bool:
    low, high = mark.reading.low, mark.reading.high
    return low is None or high is None or high - low > 0.01 * abs(mark.reading.value)


def _layers(
    frame: Frame,
    marks: Sequence[Mark],
    apart: Sequence[Gap],
    *,
    entries: list[KeyEntry],
    names: SeriesNames,
    unit_words: str,
) -> Specification:
    layers = Layers(frame)
    ticks = round_steps(frame.y_low, frame.y_high)
    layers.grid(ticks)
    layers.boxes([_bar(frame, mark) for mark in marks if _has_wide_interval(mark)], 0.25)
    open_ends = _open_ends(frame, marks)
    layers.rules(open_ends, 1.2)
    layers.points(open_ends, 26)
    pairs = joined(marks)
    layers.rules([_line(frame, *pair) for pair in pairs if not _leads_to_plan(pair)], 1.6)
    layers.rules([_line(frame, *pair) for pair in pairs if _leads_to_plan(pair)], 1.4, (5, 4))
    layers.rules([_gap_line(gap) for gap in apart if len(apart) <= MOST_GAPS], 1.4, (2, 2))
    layers.points([_point(frame, mark) for mark in marks], 58 if len(marks) <= MOST_VALUES else 30)
    layers.names(tick_labels(frame, [(t, short_number(t)) for t in ticks]), TICK_SIZE_PX, MUTED)
    layers.names(_year_labels(frame), TICK_SIZE_PX, INK)
    layers.names([_unit_label(frame, unit_words)], TICK_SIZE_PX, MUTED)
    layers.names(names.values, VALUE_SIZE_PX, INK)
    layers.names(names.gaps, VALUE_SIZE_PX, MUTED)
    for label, colour in names.reporters:
        layers.names([label], NAME_SIZE_PX, REPORTER_INKS[colour], "bold")
    draw_key(layers, entries)
    return layers.chart()


def _x(frame: Frame, mark: Mark, aside_px: float = 0) -> float:
    return frame.value(spot_px(frame, mark)[0] + aside_px, 0)[0]


def _point(frame: Frame, mark: Mark) -> Row:
    look = {"shape": mark.shape, "colour": mark.colour, "hollow": mark.reading.hollow}
    return {"x": _x(frame, mark), "y": mark.reading.value, **look}


def _line(frame: Frame, one: Mark, other: Mark) -> Row:
    ends = {"x": _x(frame, one), "x2": _x(frame, other)}
    return {**ends, "y": one.reading.value, "y2": other.reading.value, "colour": one.colour}


def _leads_to_plan(pair: tuple[Mark, Mark]) -> bool:
    return any(mark.reading.hollow for mark in pair)


def _bar(frame: Frame, mark: Mark) -> Row:
    left, top, right, bottom = bar_px(frame, mark)
    x, y = frame.value(left, bottom)
    x2, y2 = frame.value(right, top)
    return {"x": x, "y": y, "x2": x2, "y2": y2, "colour": mark.colour}


def _open_ends(frame: Frame, marks: Sequence[Mark]) -> list[Row]:
    """Return an arrow above or below each mark that nothing bounds on that side."""
    rows = []
    for mark in marks:
        ends = ((mark.reading.high, "triangle-up", -1), (mark.reading.low, "triangle-down", 1))
        for _, shape, down in (end for end in ends if end[0] is None):
            x_px, y_px = spot_px(frame, mark)
            x, y = frame.value(x_px, y_px + down * OPEN_END_PX)
            row = {"x": x, "y": y, "x2": x, "y2": mark.reading.value, "colour": mark.colour}
            rows.append({**row, "shape": shape, "hollow": False})
    return rows


def _gap_line(gap: Gap) -> Row:
    ends = {"y": gap.lower.reading.value, "y2": gap.upper.reading.value}
    return {"x": gap.lower.middle, "x2": gap.lower.middle, **ends, "colour": MUTED}


def _year_labels(frame: Frame) -> list[Label]:
    years = range(round(frame.x_low), round(frame.x_high))
    step = -(-len(years) // MOST_YEARS)
    y = frame.top + frame.height + 15
    return [Label(str(n), frame.place(n + 0.5, 0)[0], y) for n in years[::step]]


def _unit_label(frame: Frame, words: str) -> Label:
    x = max(
        8 + text_width_px(words, TICK_SIZE_PX) / 2,
        frame.left - 7 - text_width_px(words, TICK_SIZE_PX) / 2,
    )
    return Label(words, x, frame.top - 14)
