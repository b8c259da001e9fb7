"""The key of a map of flows, and the lines of text around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.pictures.flow_look import FLOW_MODES, FlowScale
from caspia.briefs.pictures.flow_marks import (
    Specification,
    line_mark,
    symbol_mark,
    written,
)
from caspia.briefs.pictures.flow_paint import body, chevron, core, rim
from caspia.briefs.pictures.look import INK, MUTED, PAPER, VERMILION, text_width_px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.pictures.flow_lines import FlowStroke

KEY_PX, KEY_ROW_PX = 11.5, 24.0
_LEFT_PX, _SAMPLE_PX, _GAP_PX, _WORD_PX = 4.0, 30.0, 20.0, 10.0
_SAMPLE_WIDTH_PX = 6.0

Entry = tuple[list[Specification], str]


def flow_key(
    strokes: Sequence[FlowStroke], scale: FlowScale, *, stranded: bool, top: float
) -> list[Specification]:
    """Return the key in two rows: modes and widths, then what else a line may say."""
    first = [(_mode(name), mode.word) for name, mode in FLOW_MODES.items() if _has(strokes, name)]
    widths = [([_bar(scale.width_px(amount))], _round_mt(amount)) for amount in scale.examples()]
    return [
        *_row([*first, *widths], top + KEY_ROW_PX / 2),
        *_row(_others(strokes, stranded=stranded), top + 1.5 * KEY_ROW_PX),
    ]


def _round_mt(tonnes: float) -> str:
    return f"{tonnes / 1e6:g} Mt" if tonnes >= 1e4 else f"{tonnes:g} t"


def _has(strokes: Sequence[FlowStroke], group: str) -> bool:
    return any(stroke.group == group for stroke in strokes)


def _others(strokes: Sequence[FlowStroke], *, stranded: bool) -> list[Entry]:
    moved = [stroke.line.moved for stroke in strokes]
    rail, path, width = FLOW_MODES["rail"], _path(), _SAMPLE_WIDTH_PX
    line = body(path, width, rail, indicative=False)
    found: list[Entry] = []
    if any(stroke.is_hollow for stroke in strokes):
        hollow = [line, core(path, width, rail)]
        found.append((hollow, "hollow or pale: indicative, over half of its inputs are assumed"))
    if any(one.is_tight for one in moved):
        tight = [rim(path, width, rail), line]
        found.append((tight, "tight: over 90 % of a known capacity"))
    if any(stroke.heading() for stroke in strokes):
        way = [line, chevron(_SAMPLE_PX / 2, 0, 0, width, PAPER)]
        found.append((way, "over three quarters go this way"))
    if stranded:
        mark = symbol_mark("diamond", _SAMPLE_PX / 2, 0, 90, **STRANDED_LOOK)
        found.append(([mark], "stranded at its origin"))
    return found


STRANDED_LOOK = {"fill": PAPER, "stroke": VERMILION, "strokeWidth": 2.2}


def _path() -> str:
    return f"M0,0L{_SAMPLE_PX:.0f},0"


def _mode(name: str) -> list[Specification]:
    return [body(_path(), 4.0, FLOW_MODES[name], indicative=False)]


def _bar(width: float) -> Specification:
    return line_mark(_path(), MUTED, width, strokeCap="butt")


def _row(entries: Sequence[Entry], y: float) -> list[Specification]:
    marks: list[Specification] = []
    x = _LEFT_PX
    for sample, word in entries:
        at = {"x": {"value": round(x, 1)}, "y": {"value": y}}
        marks.append({"type": "group", "encode": {"enter": at}, "marks": sample})
        marks.append(written(word, x + _SAMPLE_PX + _WORD_PX, y, KEY_PX, INK))
        x += _SAMPLE_PX + _WORD_PX + text_width_px(word, KEY_PX) + _GAP_PX
    return marks
