"""The tornado: how far each fact moves what it moves most, the strongest on top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.briefs.pictures.band_chart import shortened
from caspia.briefs.pictures.drawing import Drawing, draw_chart
from caspia.briefs.pictures.frame import Frame, round_steps
from caspia.briefs.pictures.labels import Label
from caspia.briefs.pictures.layers import TICK_SIZE_PX, Layers
from caspia.briefs.pictures.look import BLUE, INK, MUTED, RULE, VERMILION, WIDTH_PX, text_width_px
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW_PX, _HEAD_PX, _FOOT_PX, _EDGE_PX = 36, 30, 44, 8
_NAME_PX = 300
_SMALL_PX = 11.0
_OPACITY = 0.75
_PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class TornadoLine:
    """A fact and what it moves the most.

    Attributes
    ----------
    name, moves : str
        The fact, and what it moves.
    low, high : float
        By which share of its mean that changes where the fact is at its low and its high end.
    """

    name: str
    moves: str
    low: float
    high: float


def tornado_chart(subject: str, lines: Sequence[TornadoLine]) -> Drawing:
    """Draw how far facts move what they move most.

    Raises
    ------
    BadInputError
        There is no line.
    """
    if not lines:
        raise BadInputError(f"The chart of {subject} has no line. Give one or more.")
    count = len(lines)
    ends = [_PERCENT * end for one in lines for end in (one.low, one.high)]
    steps = round_steps(min(0.0, *ends), max(0.0, *ends), 6)
    frame = Frame(
        x_low=0,
        x_high=WIDTH_PX,
        y_low=-count,
        y_high=0,
        left=0,
        top=_HEAD_PX,
        width=WIDTH_PX,
        height=count * _ROW_PX,
        picture_width=WIDTH_PX,
        picture_height=_HEAD_PX + count * _ROW_PX + _FOOT_PX,
    )
    layers = Layers(frame)
    scale = _Scale(steps[0], steps[-1])
    _draw(layers, lines, scale, steps)
    return draw_chart(layers.chart(), _alt(subject, lines))


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float

    def at(self, percent: float) -> float:
        left, right = _NAME_PX + _EDGE_PX, WIDTH_PX - 3 * _EDGE_PX
        return left + (right - left) * (percent - self.low) / (self.high - self.low)


def _draw(
    layers: Layers, lines: Sequence[TornadoLine], scale: _Scale, steps: Sequence[float]
) -> None:
    count = len(lines)
    layers.rules(
        [
            {"x": scale.at(step), "x2": scale.at(step), "y": -count, "y2": 0,
             "colour": MUTED if step == 0 else RULE}
            for step in steps
        ],
        0.9,
    )  # fmt: skip
    for end, colour in (("low", VERMILION), ("high", BLUE)):
        layers.boxes(
            [
                {"x": scale.at(0), "x2": scale.at(_PERCENT * getattr(one, end)), "y": -n - 0.72,
                 "y2": -n - 0.28, "colour": colour}
                for n, one in enumerate(lines)
            ],
            _OPACITY,
        )  # fmt: skip
    names, moves = [], []
    for n, one in enumerate(lines):
        top = _HEAD_PX + n * _ROW_PX
        name, what = (shortened(text, _NAME_PX - 14) for text in (one.name, f"→ {one.moves}"))
        names.append(Label(name, _EDGE_PX + text_width_px(name, _SMALL_PX) / 2, top + 11))
        moves.append(Label(what, _EDGE_PX + text_width_px(what, _SMALL_PX) / 2, top + 25))
    layers.names(names, _SMALL_PX, INK)
    layers.names(moves, _SMALL_PX, MUTED)
    foot = _HEAD_PX + count * _ROW_PX
    ticks = [Label(f"{step:+.0f} %" if step else "0", scale.at(step), foot + 13) for step in steps]
    layers.names(ticks, 10.5, MUTED)
    head = "What it moves most, against its mean"
    middle = (scale.at(scale.low) + scale.at(scale.high)) / 2
    layers.names([Label(head, middle, 12)], TICK_SIZE_PX, INK, "bold")
    words = (
        "Orange: the fact at its low end, where one draw in ten lies lower. Blue: at its high end."
    )
    layers.names([Label(words, WIDTH_PX / 2, foot + 32)], _SMALL_PX, MUTED)


def _alt(subject: str, lines: Sequence[TornadoLine]) -> str:
    told = "; ".join(
        f"{one.name} moves {one.moves} by {one.low:+.0%} to {one.high:+.0%}" for one in lines
    )
    return f"Facts that move the answer most, {subject}. {told}."
