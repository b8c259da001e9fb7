"""The chart of bands: what draws come to beside the record, soft towards the ends."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING

from caspia.briefs.pictures.drawing import Drawing, draw_chart
from caspia.briefs.pictures.frame import Frame
from caspia.briefs.pictures.labels import Label
from caspia.briefs.pictures.layers import TICK_SIZE_PX, Layers
from caspia.briefs.pictures.look import BLUE, INK, MUTED, RULE, VERMILION, WIDTH_PX, text_width_px
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW_PX, _HEAD_PX, _FOOT_PX = 24, 30, 44
_NAME_PX, _SAID_PX, _EDGE_PX = 236, 150, 8
_TICKS = ((0.125, "1/8"), (0.25, "1/4"), (0.5, "1/2"), (1, "record"), (2, "2"), (4, "4"), (8, "8"))
_SMALL_PX = 11.0
_OPACITY = 0.16


@dataclass(frozen=True, slots=True)
class BandLine:
    """A quantity as multiples of what the record tells.

    Attributes
    ----------
    name, said : str
        What it is, and its band in words.
    bands : tuple of (float, float)
        The widest first, each within the one before.
    median, plain : float
        The middle of the draws, and the run in which nothing is drawn.
    """

    name: str
    said: str
    bands: tuple[tuple[float, float], ...]
    median: float
    plain: float


def band_chart(subject: str, lines: Sequence[BandLine]) -> Drawing:
    """Draw bands beside the record, on a scale on which twice and half lie equally far.

    Raises
    ------
    BadInputError
        There is no line.
    """
    if not lines:
        raise BadInputError(f"The chart of {subject} has no line. Give one or more.")
    count = len(lines)
    height = count * _ROW_PX
    frame = Frame(
        x_low=0,
        x_high=WIDTH_PX,
        y_low=-count,
        y_high=0,
        left=0,
        top=_HEAD_PX,
        width=WIDTH_PX,
        height=height,
        picture_width=WIDTH_PX,
        picture_height=_HEAD_PX + height + _FOOT_PX,
    )
    layers = Layers(frame)
    _axis(layers, count)
    _marks(layers, lines)
    _words(layers, lines)
    return draw_chart(layers.chart(), _alt(subject, lines))


def _axis(layers: Layers, count: int) -> None:
    rules = [
        {"x": _at(tick), "x2": _at(tick), "y": -count, "y2": 0,
         "colour": MUTED if tick == 1 else RULE}
        for tick, _ in _TICKS
    ]  # fmt: skip
    layers.rules(rules, 0.9)
    foot = _HEAD_PX + count * _ROW_PX + 13
    layers.names([Label(text, _at(tick), foot) for tick, text in _TICKS], 10.5, MUTED)


def _marks(layers: Layers, lines: Sequence[BandLine]) -> None:
    # Boxes upon boxes: the more draws come to a value, the darker it is.
    for depth in range(max(len(one.bands) for one in lines)):
        layers.boxes(
            [
                {"x": _at(one.bands[depth][0]), "x2": _at(one.bands[depth][1]), "y": -n - 0.76,
                 "y2": -n - 0.24, "colour": BLUE}
                for n, one in enumerate(lines) if depth < len(one.bands)
            ],
            _OPACITY,
        )  # fmt: skip
    layers.rules(
        [
            {"x": _at(one.median), "x2": _at(one.median), "y": -n - 0.82, "y2": -n - 0.18,
             "colour": BLUE}
            for n, one in enumerate(lines)
        ],
        2.2,
    )  # fmt: skip
    layers.points(
        [
            {"x": _at(one.plain), "y": -n - 0.5, "shape": "circle", "colour": VERMILION,
             "hollow": True}
            for n, one in enumerate(lines)
        ],
        38,
    )  # fmt: skip


def _words(layers: Layers, lines: Sequence[BandLine]) -> None:
    names, said = [], []
    for n, one in enumerate(lines):
        middle = _HEAD_PX + (n + 0.5) * _ROW_PX
        name = shortened(one.name, _NAME_PX - 10)
        names.append(Label(name, _EDGE_PX + text_width_px(name, _SMALL_PX) / 2, middle))
        right = WIDTH_PX - _EDGE_PX - text_width_px(one.said, _SMALL_PX) / 2
        said.append(Label(one.said, right, middle))
    layers.names(names, _SMALL_PX, INK)
    layers.names(said, _SMALL_PX, MUTED)
    head = "Draws, as multiples of the record"
    layers.names([Label(head, (_at(0.125) + _at(8)) / 2, 12)], TICK_SIZE_PX, INK, "bold")
    foot = (
        "Band: nine draws in ten, darker where more lie; cut at the edges. "
        "Line: the middle. Ring: the plain run."
    )
    y = _HEAD_PX + len(lines) * _ROW_PX + 32
    layers.names([Label(foot, WIDTH_PX / 2, y)], _SMALL_PX, MUTED)


def shortened(text: str, most_px: float) -> str:
    """Return a text that fits, cut where it must be."""
    if text_width_px(text, _SMALL_PX) <= most_px:
        return text
    while text and text_width_px(f"{text}…", _SMALL_PX) > most_px:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _at(multiple: float) -> float:
    """Return where a multiple stands; what lies beyond the ends stands at them."""
    left, right = _NAME_PX, WIDTH_PX - _SAID_PX - _EDGE_PX
    low, high = _TICKS[0][0], _TICKS[-1][0]
    inside = min(max(multiple, low), high)
    return left + (right - left) * (log10(inside) - log10(low)) / (log10(high) - log10(low))


def _alt(subject: str, lines: Sequence[BandLine]) -> str:
    told = "; ".join(f"{one.name}: {one.said}, {one.median:.2g} times the record" for one in lines)
    return f"Bands of {subject}, beside the record. {told}."
