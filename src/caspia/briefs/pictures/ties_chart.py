"""The chart of a tie over months: the tie with its band, its groups, and events above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.pictures.drawing import Drawing, draw_chart
from caspia.briefs.pictures.frame import Frame
from caspia.briefs.pictures.key import KEY_ROW_PX, KeyEntry, draw_key, key_rows
from caspia.briefs.pictures.labels import Label
from caspia.briefs.pictures.layers import TICK_SIZE_PX, Layers
from caspia.briefs.pictures.look import (
    BLUE,
    GREEN,
    GREY,
    INK,
    MUTED,
    PURPLE,
    VERMILION,
    WIDTH_PX,
    text_width_px,
)
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.pictures.ties_request import TiesRequest

_PLOT_PX, _LEFT_PX, _RIGHT_PX = 230, 34, 96
_MARK_ROW_PX, _FOOT_PX, _GAP_PX = 17, 24, 12
_TICKS = (0, 20, 40, 60, 80, 100)
_SHAPES = ("triangle-up", "triangle-down", "diamond")
_HUES = (VERMILION, GREEN, PURPLE, GREY, "#b07800")
_NAME_GAP_PX = 13
_BAND_OPACITY = 0.22


def ties_chart(request: TiesRequest) -> Drawing:
    """Draw a tie over months; months of which too little is known are dashed.

    Raises
    ------
    BadInputError
        There are fewer than two months, or lists of another length than the months.
    """
    _check(request)
    kinds = list(dict.fromkeys(mark.kind for mark in sorted(request.marks, key=lambda m: m.kind)))
    entries = _entries(request, kinds)
    top = KEY_ROW_PX * key_rows(entries) + _GAP_PX + _MARK_ROW_PX * len(kinds)
    frame = Frame(
        x_low=0,
        x_high=len(request.months),
        y_low=0,
        y_high=100,
        left=_LEFT_PX,
        top=top,
        width=WIDTH_PX - _LEFT_PX - _RIGHT_PX,
        height=_PLOT_PX,
        picture_width=WIDTH_PX,
        picture_height=round(top + _PLOT_PX + _FOOT_PX),
    )
    layers = Layers(frame)
    layers.grid(_TICKS)
    _draw_band(layers, request)
    _draw_groups(layers, request)
    _draw_tie(layers, request)
    _draw_marks(layers, request, kinds)
    _draw_axes(layers, request)
    draw_key(layers, entries)
    return draw_chart(layers.chart(), _alt(request))


def _check(request: TiesRequest) -> None:
    count = len(request.months)
    lists = (request.score, request.low, request.high, request.hollow, *request.groups.values())
    if count < 2 or any(len(some) != count for some in lists):
        raise BadInputError(
            f"The chart of {request.subject} has {count} months and lists of "
            f"{sorted({len(some) for some in lists})}. Give at least two months, and a value each."
        )


def _entries(request: TiesRequest, kinds: Sequence[str]) -> list[KeyEntry]:
    tie = "tie, dashed where indicative" if any(request.hollow) else "tie"
    found = [KeyEntry(tie, "stroke", BLUE), KeyEntry("nine draws in ten", "band", BLUE)]
    return found + [KeyEntry(kind, shape, INK) for kind, shape in zip(kinds, _SHAPES, strict=False)]


def _draw_band(layers: Layers, request: TiesRequest) -> None:
    ends = enumerate(zip(request.low, request.high, strict=True))
    layers.boxes(
        [{"x": t, "x2": t + 1, "y": low, "y2": high, "colour": BLUE} for t, (low, high) in ends],
        _BAND_OPACITY,
    )


def _draw_tie(layers: Layers, request: TiesRequest) -> None:
    for hollow, dash in ((False, ()), (True, (4, 3))):
        rows = [
            {
                "x": t + 0.5,
                "x2": t + 1.5,
                "y": request.score[t],
                "y2": request.score[t + 1],
                "colour": BLUE,
            }
            for t in range(len(request.months) - 1)
            if request.hollow[t + 1] == hollow
        ]
        layers.rules(rows, 2.6, dash)


def _draw_groups(layers: Layers, request: TiesRequest) -> None:
    ends: list[tuple[float, str, str]] = [(request.score[-1], "tie", BLUE)]
    for (name, values), hue in zip(request.groups.items(), _HUES, strict=False):
        rows = []
        for t in range(len(values) - 1):
            y, y2 = values[t], values[t + 1]
            if y is not None and y2 is not None:
                rows.append({"x": t + 0.5, "x2": t + 1.5, "y": y, "y2": y2, "colour": hue})
        layers.rules(rows, 1.1)
        told = [value for value in values if value is not None]
        if told:
            ends.append((told[-1], name, hue))
    _name_lines(layers, ends)


def _name_lines(layers: Layers, ends: list[tuple[float, str, str]]) -> None:
    """Name lines at their right ends, apart from each other."""
    frame = layers.frame
    places = sorted((frame.place(0, value)[1], name, hue) for value, name, hue in ends)
    below = frame.top - _NAME_GAP_PX
    room = frame.top + frame.height - _NAME_GAP_PX * (len(places) - 1)
    for number, (y, name, hue) in enumerate(places):
        here = max(min(y, room + _NAME_GAP_PX * number), below + _NAME_GAP_PX)
        below = here
        x = frame.left + frame.width + 6 + text_width_px(name, TICK_SIZE_PX) / 2
        layers.names([Label(name, x, here)], TICK_SIZE_PX, hue, "bold" if hue == BLUE else "normal")


def _draw_marks(layers: Layers, request: TiesRequest, kinds: Sequence[str]) -> None:
    frame = layers.frame
    first = request.months[0]
    rows = []
    for mark in request.marks:
        kind = kinds.index(mark.kind)
        month = (mark.day.year - first.year) * 12 + mark.day.month - first.month
        x = month + (mark.day.day - 1) / 31
        y_px = frame.top - _MARK_ROW_PX * (len(kinds) - kind) + _MARK_ROW_PX / 2 - 3
        _, y = frame.value(0, y_px)
        rows.append({"x": x, "y": y, "shape": _SHAPES[kind], "colour": INK, "hollow": False})
    layers.points(rows, 42)


def _draw_axes(layers: Layers, request: TiesRequest) -> None:
    frame = layers.frame
    ticks = [Label(str(tick), frame.left - 14, frame.place(0, tick)[1]) for tick in _TICKS]
    layers.names(ticks, TICK_SIZE_PX, MUTED)
    foot = frame.top + frame.height
    starts = [(t, month) for t, month in enumerate(request.months) if month.month == 1]
    if len(request.months) <= 24:
        starts = [(t, month) for t, month in enumerate(request.months) if month.month % 3 == 1]
    rows = [{"x": t, "x2": t, "y": -2.0, "y2": 0.0, "colour": MUTED} for t, _ in starts]
    layers.rules(rows, 0.8)
    years = len(request.months) > 24
    names = [
        Label(
            f"{month:%Y}" if years else f"{month:%b %Y}",
            frame.place(t + (6 if years else 0.5), 0)[0],
            foot + 13,
        )
        for t, month in starts
        if not years or t + 6 <= len(request.months)
    ]
    layers.names(names, TICK_SIZE_PX, INK)


def _alt(request: TiesRequest) -> str:
    first, last = request.months[0], request.months[-1]
    said = [
        f"The tie of {request.subject}, {first:%B %Y} to {last:%B %Y}, of 100",
        f"{first:%B %Y}: {request.score[0]:.0f} ({request.low[0]:.0f} to {request.high[0]:.0f})",
        f"{last:%B %Y}: {request.score[-1]:.0f} ({request.low[-1]:.0f} to {request.high[-1]:.0f})",
    ]
    for name, values in request.groups.items():
        told = [value for value in values if value is not None]
        said.append(f"{name}: {f'{told[0]:.0f} to {told[-1]:.0f}' if told else 'no row'}")
    marks = sorted(request.marks, key=lambda mark: (mark.day, mark.label))
    said.append("Marks: " + ("; ".join(f"{m.day} {m.label}" for m in marks) or "none"))
    return ". ".join(said) + "."
