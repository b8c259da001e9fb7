"""The layers that charts are made of, on scales that all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.briefs.pictures.labels import Label
from caspia.briefs.pictures.look import FONT, MUTED, PAPER, RULE, text_width_px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.pictures.drawing import Specification
    from caspia.briefs.pictures.frame import Frame

Row = dict[str, Any]
# Channels that show a column as it is, by the column: colours, shapes and texts are decided here.
_COLUMNS = {
    "x": "x",
    "y": "y",
    "x2": "x2",
    "y2": "y2",
    "fill": "colour",
    "fill_own": "fill",
    "stroke": "colour",
    "shape": "shape",
    "text": "text",
}
_SCALED = ("fill", "fill_own", "stroke", "shape")
TICK_SIZE_PX = 11.5


class Layers:
    """Marks on one frame, drawn in the order in which they are added.

    Parameters
    ----------
    frame : Frame
        Where values fall.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._layers: list[Specification] = []

    def boxes(self, rows: Sequence[Row], opacity: float = 1.0) -> None:
        """Add rectangles from `x`, `y` to `x2`, `y2`, each in its own `colour`."""
        self._add(rows, {"type": "rect", "opacity": opacity}, "x", "y", "x2", "y2", "fill")

    def rules(self, rows: Sequence[Row], width_px: float, dash: Sequence[float] = ()) -> None:
        """Add straight lines from `x`, `y` to `x2`, `y2`, each in its own `colour`."""
        mark: Row = {"type": "rule", "strokeWidth": width_px}
        mark |= {"strokeDash": list(dash)} if dash else {}
        self._add(rows, mark, "x", "y", "x2", "y2", "stroke")

    def points(self, rows: Sequence[Row], area_px: float = 58) -> None:
        """Add marks of one `shape` each; those that are `hollow` are filled with paper."""
        for hollow in (False, True):
            chosen = [
                {**row, "fill": PAPER if hollow else row["colour"]}
                for row in rows
                if row["hollow"] == hollow
            ]
            mark = {"type": "point", "size": area_px, "opacity": 1, "strokeWidth": 1.6}
            self._add(chosen, mark, "x", "y", "shape", "fill_own", "stroke")

    def names(
        self, labels: Sequence[Label], size_px: float, colour: str, weight: str = "normal"
    ) -> None:
        """Add texts whose middles lie at pixels of the picture."""
        rows = []
        for label in labels:
            x, y = self.frame.value(label.x, label.y + 0.36 * size_px)
            rows.append({"x": x, "y": y, "text": label.text, "colour": colour})
        mark = {"type": "text", "font": FONT, "fontSize": size_px, "fontWeight": weight}
        mark |= {"baseline": "alphabetic", "align": "center"}
        self._add(rows, mark, "x", "y", "text", "fill")

    def grid(self, ticks: Sequence[float]) -> None:
        """Add a hair line at each of the values of the vertical axis; zero is darker."""
        ends = {"x": self.frame.x_low, "x2": self.frame.x_high}
        rows = [
            {**ends, "y": tick, "y2": tick, "colour": MUTED if tick == 0 else RULE}
            for tick in ticks
        ]
        self.rules(rows, 0.8)

    def chart(self) -> Specification:
        """Return all layers as one Vega-Lite specification of the size of the frame."""
        frame = self.frame
        return {
            "width": frame.width,
            "height": frame.height,
            "padding": {
                "left": frame.left,
                "top": frame.top,
                "right": frame.picture_width - frame.left - frame.width,
                "bottom": frame.picture_height - frame.top - frame.height,
            },
            "autosize": {"type": "none"},
            "background": PAPER,
            "config": {"aria": False, "view": {"stroke": None, "clip": False}},
            "layer": self._layers,
        }

    def _add(self, rows: Sequence[Row], mark: Row, *channels: str) -> None:
        if rows:
            values = [_rounded(row) for row in rows]
            encoding = {_key(name): self._channel(name) for name in channels}
            self._layers.append({"data": {"values": values}, "mark": mark, "encoding": encoding})

    def _channel(self, name: str) -> Specification:
        channel: Specification = {"field": _COLUMNS[name]}
        if name in ("x", "y"):
            frame = self.frame
            low, high = (frame.x_low, frame.x_high) if name == "x" else (frame.y_low, frame.y_high)
            scale = {"domain": [low, high], "nice": False, "zero": False}
            return {**channel, "type": "quantitative", "scale": scale, "axis": None}
        if name in ("x2", "y2"):
            return channel
        unscaled = {"scale": None} if name in _SCALED else {}
        return {**channel, "type": "nominal", **unscaled}


def _key(channel: str) -> str:
    return channel.removesuffix("_own")


def _rounded(row: Row) -> Row:
    return {k: round(v, 6) if isinstance(v, float) else v for k, v in row.items()}


def tick_labels(frame: Frame, ticks: Sequence[tuple[float, str]]) -> list[Label]:
    """Return the numbers of the vertical axis, ending at the left edge of the plot."""
    found = []
    for value, text in ticks:
        _, y = frame.place(frame.x_low, value)
        found.append(Label(text, frame.left - 7 - text_width_px(text, TICK_SIZE_PX) / 2, y))
    return found
