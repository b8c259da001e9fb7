"""The chart of rankings: a score with its band for each candidate, hollow where little is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.pictures.drawing import Drawing, draw_chart
from caspia.briefs.pictures.frame import Frame
from caspia.briefs.pictures.labels import Label
from caspia.briefs.pictures.layers import TICK_SIZE_PX, Layers
from caspia.briefs.pictures.look import BLUE, INK, MUTED, RULE, WIDTH_PX, text_width_px
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.pictures.rank_request import RankLine, RankRequest

_ROW_PX, _HEAD_PX, _FOOT_PX, _GAP_PX = 21, 24, 46, 16
_TICKS = (0, 25, 50, 75, 100)
_NAME_SHARE = 0.42
_BAND_OPACITY = 0.25


def rank_chart(request: RankRequest) -> Drawing:
    """Draw one or two rankings beside each other.

    Raises
    ------
    BadInputError
        There is no ranking, more than two, or one without a candidate.
    """
    counts = [len(lines) for lines in request.columns.values()]
    if not 1 <= len(counts) <= 2 or 0 in counts:
        raise BadInputError(
            f"The chart of {request.subject} has rankings of {counts} candidates. "
            "Give one or two rankings, each with candidates."
        )
    rows = max(counts)
    frame = Frame(
        x_low=0,
        x_high=WIDTH_PX,
        y_low=-rows,
        y_high=0,
        left=0,
        top=_HEAD_PX,
        width=WIDTH_PX,
        height=rows * _ROW_PX,
        picture_width=WIDTH_PX,
        picture_height=_HEAD_PX + rows * _ROW_PX + _FOOT_PX,
    )
    layers = Layers(frame)
    width = (WIDTH_PX - 16 - _GAP_PX * (len(counts) - 1)) / len(counts)
    for number, (title, lines) in enumerate(request.columns.items()):
        left = 8 + number * (width + _GAP_PX)
        _draw(layers, title, lines, left, width)
    words = "Of 100. A bar holds nine draws in ten; a hollow mark: less than half is known."
    foot = _HEAD_PX + rows * _ROW_PX + 34
    layers.names([Label(words, 8 + text_width_px(words, 11.0) / 2, foot)], 11.0, MUTED)
    return draw_chart(layers.chart(), _alt(request))


def _draw(layers: Layers, title: str, lines: Sequence[RankLine], left: float, width: float) -> None:
    start = left + width * _NAME_SHARE
    scale = (left + width - 10 - start) / 100
    count = len(lines)
    ticks = [
        {"x": start + tick * scale, "x2": start + tick * scale, "y": -count, "y2": 0,
         "colour": RULE}
        for tick in _TICKS
    ]  # fmt: skip
    layers.rules(ticks, 0.8)
    layers.boxes(
        [
            {"x": start + one.low * scale, "x2": start + one.high * scale, "y": -n - 0.72,
             "y2": -n - 0.28, "colour": BLUE}
            for n, one in enumerate(lines)
        ],
        _BAND_OPACITY,
    )  # fmt: skip
    layers.points(
        [
            {"x": start + one.score * scale, "y": -n - 0.5, "shape": "circle", "colour": BLUE,
             "hollow": one.hollow}
            for n, one in enumerate(lines)
        ],
        52,
    )  # fmt: skip
    layers.names(
        [
            Label(name, start - 8 - text_width_px(name, TICK_SIZE_PX) / 2, _middle(n))
            for n, name in enumerate(one.name for one in lines)
        ],
        TICK_SIZE_PX,
        INK,
    )
    layers.names([Label(title, left + width / 2, 10)], TICK_SIZE_PX + 0.5, INK, "bold")
    foot = _HEAD_PX + count * _ROW_PX + 12
    layers.names([Label(str(tick), start + tick * scale, foot) for tick in _TICKS], 10.5, MUTED)


def _middle(row: int) -> float:
    return _HEAD_PX + (row + 0.5) * _ROW_PX


def _alt(request: RankRequest) -> str:
    said = [f"Rankings between {request.subject}, scores of 100 with their bands"]
    for title, lines in request.columns.items():
        told = "; ".join(
            f"{one.name} {one.score:.0f} ({one.low:.0f} to {one.high:.0f}"
            f"{', indicative' if one.hollow else ''})"
            for one in lines
        )
        said.append(f"{title}: {told}")
    return ". ".join(said) + "."
