"""The map of a difference: which links gain, which lose, each as wide as the tonnes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.briefs.pictures.basemap import load_basemap
from caspia.briefs.pictures.drawing import Drawing, standalone
from caspia.briefs.pictures.flow_key import KEY_PX, KEY_ROW_PX
from caspia.briefs.pictures.flow_lines import flow_strokes
from caspia.briefs.pictures.flow_look import FlowScale, told_mt, word_of
from caspia.briefs.pictures.flow_map import head, map_projection, named_ground, sheet, tie, titled
from caspia.briefs.pictures.flow_marks import (
    Specification,
    line_mark,
    path_of,
    symbol_mark,
    text_mark,
    wrapped,
    written,
)
from caspia.briefs.pictures.flow_names import AMOUNT_PX, PLACE_PX, FlowNames, flow_names
from caspia.briefs.pictures.look import (
    BLUE,
    INK,
    MUTED,
    PAPER,
    REPORTER_INKS,
    VERMILION,
    listed,
    text_width_px,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from caspia.briefs.pictures.basemap import Basemap
    from caspia.briefs.pictures.flow_lines import FlowLine, FlowStroke
    from caspia.briefs.pictures.flow_words import FlowCaption
    from caspia.briefs.pictures.network_map import NetworkPlace
    from caspia.briefs.pictures.projection import Projection

_LINE_PX, _CREDIT_PX = 12.0, 9.5
_SAMPLE_PX, _GAP_PX = 30.0, 20.0
_MOST = 5
# Tints, for half-seen hues of two lines that meet would mix to a third.
_PALE = {BLUE: "#74b2d6", VERMILION: "#eba673"}
# Loss is dashed as well as of another hue: the map is read in grey too.
_DASH = (2.2, 0.9)


def difference_map(
    lines: Sequence[FlowLine],
    losing: Collection[str],
    places: Sequence[NetworkPlace],
    caption: FlowCaption,
    on: date,
    worldview: str = "UN",
) -> Drawing:
    """Draw by how much more or less moves over links.

    Parameters
    ----------
    lines : sequence of FlowLine
        Links whose tonnes are the size of the difference.
    losing : collection of str
        Ids of those over which less moves.
    places : sequence of NetworkPlace
        Places to name, those that matter most first.
    caption : FlowCaption
        The words around the map.
    on : date
        The day of the borders.
    worldview : str
        Whose borders are shown.

    Raises
    ------
    BadInputError
        Nothing is known to move by the mode of a line.
    BadDateError
        The base map does not reach back to the day.
    UnknownNameError
        The worldview is not kept.
    """
    import vl_convert

    basemap, projection = load_basemap(on, worldview), map_projection()
    strokes, scale = flow_strokes(lines, projection)
    loses = {stroke.line.moved.link_id for stroke in strokes} & set(losing)

    def told(stroke: FlowStroke) -> str:
        return _signed(stroke.line, loses)

    names = flow_names(strokes, (), places, basemap, projection, told)
    page = _Page(strokes, scale, loses, names, caption, _beyond(lines, strokes, set(losing)))
    svg = vl_convert.vega_to_svg(_specification(page, basemap, projection))
    alt = _told_picture(page)
    return Drawing(standalone(titled(svg), alt), alt)


@dataclass(frozen=True, slots=True)
class _Page:
    """All that is drawn."""

    strokes: Sequence[FlowStroke]
    scale: FlowScale
    losing: set[str]
    names: FlowNames
    caption: FlowCaption
    beyond: str

    def loses(self, stroke: FlowStroke) -> bool:
        return stroke.line.moved.link_id in self.losing


def _specification(page: _Page, basemap: Basemap, projection: Projection) -> Specification:
    width, height = projection.width, projection.height
    above = head(page.caption, width)
    inner = [
        *named_ground(page.names),
        *(_line(one, loses=page.loses(one)) for one in page.strokes),
        *_named(page),
        *(_hovered(one, page.losing) for one in page.strokes),
    ]
    return sheet(inner, above, _foot(page, above[1] + height, width), basemap, projection)


def _line(stroke: FlowStroke, *, loses: bool) -> Specification:
    hue = _PALE[_hue(loses)] if stroke.line.moved.is_indicative else _hue(loses)
    return line_mark(path_of(stroke.along), hue, stroke.width, **_look(stroke.width, loses))


def _hue(loses: bool) -> str:
    return VERMILION if loses else BLUE


def _look(width: float, loses: bool) -> dict[str, object]:
    if not loses:
        return {"strokeCap": "butt"}
    return {"strokeDash": [max(3.0, part * width) for part in _DASH], "strokeCap": "butt"}


def _named(page: _Page) -> list[Specification]:
    names = page.names
    dot = {"fill": PAPER, "stroke": INK, "strokeWidth": 1.1}
    marks = [symbol_mark("circle", x, y, 14, **dot) for _, x, y in names.places]
    marks += [tie(label.tie) for label in names.tied() if label.tie]
    marks += [text_mark(label, PLACE_PX, INK) for label, _, _ in names.places]
    for stroke, label in names.amounts:
        ink = REPORTER_INKS[_hue(page.loses(stroke))]
        marks.append(text_mark(label, AMOUNT_PX, ink, fontWeight="bold"))
    return marks


def _hovered(stroke: FlowStroke, losing: set[str]) -> Specification:
    """Return what the pointer meets: a line not seen, wide enough to hit."""
    told = f"{stroke.line.name}, {word_of(stroke.line.mode)}: {_signed(stroke.line, losing)}"
    return line_mark(
        path_of(stroke.along),
        INK,
        max(stroke.width + 2, 8.0),
        strokeOpacity=0,
        strokeCap="butt",
        description=f"{stroke.line.moved.link_id}|{told}",
    )


def _foot(page: _Page, top: int, width: int) -> tuple[list[Specification], int]:
    """Return the key and the words below the map, and how high they are."""
    y = top + 6 + KEY_ROW_PX / 2
    marks = _key(page, y)
    y += KEY_ROW_PX / 2 + 10
    widths = f"Widths grow with the square root of tonnes, those of loss are dashed. {page.beyond}"
    for text, size, step in ((widths, _LINE_PX - 0.5, 17), (page.caption.credit, _CREDIT_PX, 13)):
        for line in wrapped(text, size, width - 4):
            marks.append(written(line, 2, y, size, MUTED))
            y += step
    return marks, round(y - top)


def _key(page: _Page, y: float) -> list[Specification]:
    path = f"M0,0L{_SAMPLE_PX:.0f},0"
    entries = [
        (line_mark(path, _hue(loses), 5.0, **_look(5.0, loses)), word)
        for loses, word in ((False, "carries more"), (True, "carries less"))
    ]
    if any(one.line.moved.is_indicative for one in page.strokes):
        pale = line_mark(path, _PALE[BLUE], 5.0, **_look(5.0, loses=False))
        entries.append((pale, "pale: over half of its inputs assumed"))
    entries += [
        (line_mark(path, MUTED, page.scale.width_px(amount), strokeCap="butt"), told_mt(amount))
        for amount in page.scale.examples()
    ]
    marks: list[Specification] = []
    x = 4.0
    for sample, word in entries:
        at = {"x": {"value": round(x, 1)}, "y": {"value": y}}
        marks.append({"type": "group", "encode": {"enter": at}, "marks": [sample]})
        marks.append(written(word, x + _SAMPLE_PX + 10, y, KEY_PX, INK))
        x += _SAMPLE_PX + 10 + text_width_px(word, KEY_PX) + _GAP_PX
    return marks


def _signed(line: FlowLine, losing: Collection[str]) -> str:
    sign = "\N{MINUS SIGN}" if line.moved.link_id in losing else "+"
    return f"{sign}{told_mt(line.moved.tonnes)}"


def _beyond(lines: Sequence[FlowLine], strokes: Sequence[FlowStroke], losing: set[str]) -> str:
    """Say what the frame leaves out."""
    drawn = {stroke.line.moved.link_id for stroke in strokes}
    left = sorted(
        (line for line in lines if line.moved.link_id not in drawn),
        key=lambda line: (-line.moved.tonnes, line.moved.link_id),
    )
    if not left:
        return ""
    ones = "link lies" if len(left) == 1 else "links lie"
    most = f"{left[0].name} ({_signed(left[0], losing)})"
    return f"{len(left)} more {ones} beyond the map, the largest difference on {most}."


def _told_picture(page: _Page) -> str:
    """Describe the picture."""
    said = [f"Map. {page.caption.title}. {page.caption.remark}"]
    for word, loses in (("More", False), ("Less", True)):
        some = [one.line for one in page.strokes if page.loses(one) == loses]
        if some:
            largest = listed(f"{one.name} {_signed(one, page.losing)}" for one in some[:_MOST])
            count = "one link" if len(some) == 1 else f"{len(some)} links"
            most = ", " if len(some) == 1 else ", the most over "
            said.append(f"{word} moves over {count}{most}{largest}.")
    return " ".join([*said, page.beyond]).strip()
