"""The key above a chart: marks with their words, in as many rows as they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.briefs.pictures.labels import Label
from caspia.briefs.pictures.look import INK, WIDTH_PX, text_width_px

if TYPE_CHECKING:
    from caspia.briefs.pictures.frame import Frame
    from caspia.briefs.pictures.layers import Layers, Row

KEY_ROW_PX = 19
KEY_SIZE_PX = 11.5
_LEFT_PX, _MARK_PX, _GAP_PX = 8, 15, 20


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A mark and its word.

    Attributes
    ----------
    shape : str
        A shape of Vega, ``band`` for a soft bar, or ``box`` for a full one.
    """

    word: str
    shape: str
    colour: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry with the middle of its mark and its word, in pixels of the picture."""

    entry: KeyEntry
    x: float
    y: float
    label: Label


def key_rows(entries: list[KeyEntry]) -> int:
    """Return how many rows the entries take."""
    placed = _placed(entries)
    return round((placed[-1].y - placed[0].y) / KEY_ROW_PX) + 1 if placed else 0


def draw_key(layers: Layers, entries: list[KeyEntry]) -> None:
    """Add the entries in the upper left corner of the picture."""
    placed = _placed(entries)
    bands = [item for item in placed if item.entry.shape == "band"]
    boxes = [item for item in placed if item.entry.shape == "box"]
    points = [item for item in placed if item.entry.shape not in {"band", "box"}]
    layers.boxes([_box(layers.frame, item) for item in bands], 0.4)
    layers.boxes([_box(layers.frame, item) for item in boxes])
    layers.points([_point(layers.frame, item) for item in points])
    layers.names([item.label for item in placed], KEY_SIZE_PX, INK)


def _placed(entries: list[KeyEntry]) -> list[PlacedEntry]:
    """Set the entries one after another, on a further row where one is full."""
    placed, x, row = [], float(_LEFT_PX), 0
    for entry in entries:
        text_px = text_width_px(entry.word, KEY_SIZE_PX)
        if x > _LEFT_PX and x + _MARK_PX + text_px > WIDTH_PX - _LEFT_PX:
            x, row = float(_LEFT_PX), row + 1
        y = row * KEY_ROW_PX + KEY_ROW_PX / 2
        label = Label(entry.word, x + _MARK_PX + text_px / 2, y)
        placed.append(PlacedEntry(entry, x + 5, y, label))
        x += _MARK_PX + text_px + _GAP_PX
    return placed


def _box(frame: Frame, item: PlacedEntry) -> Row:
    x, y = frame.value(item.x - 5, item.y + 5)
    x2, y2 = frame.value(item.x + 5, item.y - 5)
    return {"x": x, "y": y, "x2": x2, "y2": y2, "colour": item.entry.colour}


def _point(frame: Frame, item: PlacedEntry) -> Row:
    x, y = frame.value(item.x, item.y)
    entry = item.entry
    return {"x": x, "y": y, "shape": entry.shape, "colour": entry.colour, "hollow": entry.hollow}
