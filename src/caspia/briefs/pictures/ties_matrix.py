"""The matrix of ties of all pairs on a day; how much is known of each stands below the diagonal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.pictures.drawing import Drawing, draw_chart
from caspia.briefs.pictures.frame import Frame
from caspia.briefs.pictures.labels import Label
from caspia.briefs.pictures.layers import Layers
from caspia.briefs.pictures.look import BLUE, INK, MUTED, PAPER, RULE, WIDTH_PX, text_width_px
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from caspia.briefs.pictures.ties_request import MatrixRequest

_NAME_PX, _HEAD_PX, _FOOT_PX = 96, 22, 40
_SIZE_PX = 11.5
_MOST = 16
_DARK = 55.0


def ties_matrix(request: MatrixRequest) -> Drawing:
    """Draw ties above the diagonal, the darker the closer, and what is known below it.

    A pair of which too little is known has a frame and no filling.

    Raises
    ------
    BadInputError
        There are fewer than two or more than sixteen parties, or a cell of another one.
    """
    _check(request)
    count = len(request.names)
    step = (WIDTH_PX - _NAME_PX - 8) / count
    frame = Frame(
        x_low=0,
        x_high=count,
        y_low=-count,
        y_high=0,
        left=_NAME_PX,
        top=_HEAD_PX,
        width=step * count,
        height=step * count * 0.72,
        picture_width=WIDTH_PX,
        picture_height=round(_HEAD_PX + step * count * 0.72 + _FOOT_PX),
    )
    layers = Layers(frame)
    _draw_cells(layers, request)
    _draw_names(layers, request)
    return draw_chart(layers.chart(), _alt(request))


def tint(score: float) -> str:
    """Return a colour from paper to blue for a score of 100."""
    share = min(max(score / 100, 0.0), 1.0)
    pair = [[int(colour[n : n + 2], 16) for n in (1, 3, 5)] for colour in (PAPER, BLUE)]
    mixed = [round(a + (b - a) * share) for a, b in zip(*pair, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _check(request: MatrixRequest) -> None:
    strange = {name for cell in request.cells for name in (cell.a, cell.b)} - set(request.names)
    if not 2 <= len(request.names) <= _MOST or strange:
        raise BadInputError(
            f"A matrix of {len(request.names)} parties with cells of {sorted(strange) or 'them'} "
            f"cannot be drawn. Give two to {_MOST} parties, and cells of these alone."
        )


def _draw_cells(layers: Layers, request: MatrixRequest) -> None:
    order = list(request.names)
    filled, frames = [], []
    dark: list[Label] = []
    light: list[Label] = []
    known: list[Label] = []
    for cell in request.cells:
        row, column = sorted((order.index(cell.a), order.index(cell.b)))
        box = {"x": column + 0.03, "x2": column + 0.97, "y": -row - 0.97, "y2": -row - 0.03}
        if cell.hollow:
            frames += _edges(box)
        else:
            filled.append({**box, "colour": tint(cell.score)})
        over_dark = cell.score >= _DARK and not cell.hollow
        place = layers.frame.place(column + 0.5, -row - 0.5)
        (dark if over_dark else light).append(Label(f"{cell.score:.0f}", *place))
        known.append(Label(f"{cell.known:.0f} %", *layers.frame.place(row + 0.5, -column - 0.5)))
    layers.boxes(filled)
    layers.rules(frames, 0.9)
    layers.names(light, _SIZE_PX, INK)
    layers.names(dark, _SIZE_PX, PAPER, "bold")
    layers.names(known, 10.0, MUTED)


def _edges(box: dict[str, float]) -> list[dict[str, object]]:
    x, x2, y, y2 = box["x"], box["x2"], box["y"], box["y2"]
    ends = ((x, x2, y, y), (x, x2, y2, y2), (x, x, y, y2), (x2, x2, y, y2))
    return [{"x": a, "x2": b, "y": c, "y2": d, "colour": MUTED} for a, b, c, d in ends]


def _draw_names(layers: Layers, request: MatrixRequest) -> None:
    frame = layers.frame
    rows, heads, diagonal = [], [], []
    for number, (party, name) in enumerate(request.names.items()):
        _, y = frame.place(0, -number - 0.5)
        rows.append(Label(name, _NAME_PX - 8 - text_width_px(name, _SIZE_PX) / 2, y))
        heads.append(Label(party, frame.place(number + 0.5, 0)[0], frame.top - 10))
        diagonal.append(
            {"x": number + 0.03, "x2": number + 0.97, "y": -number - 0.97, "y2": -number - 0.03,
             "colour": RULE}
        )  # fmt: skip
    layers.boxes(diagonal, 0.5)
    layers.names(rows, _SIZE_PX, INK)
    layers.names(heads, _SIZE_PX, INK, "bold")
    words = (
        "Above the diagonal the tie, of 100; in a frame: too little is known, indicative only.",
        "Below it the share of the weights that rests on rows or on a record kept.",
    )
    foot = frame.top + frame.height
    layers.names(
        [
            Label(text, 8 + text_width_px(text, 11.0) / 2, foot + 12 + 15 * number)
            for number, text in enumerate(words)
        ],
        11.0,
        MUTED,
    )


def _alt(request: MatrixRequest) -> str:
    ranked = sorted(request.cells, key=lambda cell: (-cell.score, cell.a, cell.b))
    solid = [cell for cell in ranked if not cell.hollow]
    told = "; ".join(f"{request.names[c.a]} and {request.names[c.b]} {c.score:.0f}" for c in solid)
    hollow = len(ranked) - len(solid)
    return (
        f"Ties of {len(request.names)} parties on {request.on}, of 100: {told or 'none'}. "
        f"Of {hollow} more pairs too little is known."
    )
