"""The chart of visits by year and kind: those of one party upward, those of the other downward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.pictures.drawing import Drawing, draw_chart
from caspia.briefs.pictures.frame import Frame
from caspia.briefs.pictures.key import KEY_ROW_PX, KeyEntry, draw_key, key_rows
from caspia.briefs.pictures.labels import Label
from caspia.briefs.pictures.layers import Layers
from caspia.briefs.pictures.look import INK, KINDS, MUTED, PAPER, WIDTH_PX, listed, text_width_px
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from caspia.briefs.pictures.drawing import Specification
    from caspia.briefs.pictures.visits_request import VisitCount, VisitsRequest

TALLEST_PX, MOST_STEP_PX, LEAST_STEP_PX = 120, 24, 3
YEAR_BAND_PX, SIDE_ROW_PX, TOTAL_ROW_PX = 22, 20, 16
BAR_SHARE, WIDEST_BAR_PX = 0.62, 46
COUNT_SIZE_PX, TOTAL_SIZE_PX, SIDE_SIZE_PX = 11.0, 11.5, 12.0
# Words on the two darker fills are paper, on the lighter ones ink.
COUNT_INKS = (PAPER, INK, INK, INK)


def visits_chart(request: VisitsRequest) -> Drawing:
    """Draw visits of `a` to `b` upward and of `b` to `a` downward, with their counts.

    Raises
    ------
    BadInputError
        There are more than four kinds, or counts of unknown visitors, kinds or years, or counts
        that are not at least 1 or are given twice.
    """
    _check(request)
    up = _tallest(request, request.a)
    down = _tallest(request, request.b)
    step = max(LEAST_STEP_PX, min(MOST_STEP_PX, TALLEST_PX / max(up, down, 1)))
    return draw_chart(
        _layers(request, _frame(request, up * step, down * step), step), _alt(request)
    )


def _check(request: VisitsRequest) -> None:
    if not 1 <= len(request.kinds) <= len(KINDS):
        raise BadInputError(
            f"The chart of visits has {len(request.kinds)} kinds: {listed(request.kinds)}. "
            f"Group them into one to {len(KINDS)}."
        )
    keys = [(c.year, c.visitor, c.kind) for c in request.counts]
    wrong = [
        f"{c.year} {c.visitor} {c.kind} {c.count}"
        for c in request.counts
        if c.visitor not in {request.a, request.b}
        or c.kind not in request.kinds
        or not request.first_year <= c.year <= request.last_year
        or c.count < 1
        or keys.count((c.year, c.visitor, c.kind)) > 1
    ]
    if wrong:
        raise BadInputError(
            f"These counts of visits cannot be drawn: {listed(wrong)}. Give each year, visitor "
            "and kind of the request once, with a count of at least 1."
        )


def _of(request: VisitsRequest, visitor: str, year: int) -> list[VisitCount]:
    """Return the counts of a year in the order of the kinds."""
    here = [c for c in request.counts if c.visitor == visitor and c.year == year]
    return sorted(here, key=lambda c: request.kinds.index(c.kind))


def _years(request: VisitsRequest) -> range:
    return range(request.first_year, request.last_year + 1)


def _tallest(request: VisitsRequest, visitor: str) -> int:
    return max(sum(c.count for c in _of(request, visitor, year)) for year in _years(request))


def _frame(request: VisitsRequest, up_px: float, down_px: float) -> Frame:
    """Make a plot whose vertical values are pixels up from the middle of the row of years."""
    above = up_px + YEAR_BAND_PX / 2 + TOTAL_ROW_PX
    below = down_px + YEAR_BAND_PX / 2 + TOTAL_ROW_PX
    top = KEY_ROW_PX * key_rows(_entries(request)) + 6 + SIDE_ROW_PX
    return Frame(
        x_low=request.first_year,
        x_high=request.last_year + 1,
        y_low=-below,
        y_high=above,
        left=8,
        top=top,
        width=WIDTH_PX - 16,
        height=above + below,
        picture_width=WIDTH_PX,
        picture_height=round(top + above + below + SIDE_ROW_PX + 2),
    )


def _entries(request: VisitsRequest) -> list[KeyEntry]:
    return [KeyEntry(kind, "box", KINDS[n]) for n, kind in enumerate(request.kinds)]


def _layers(request: VisitsRequest, frame: Frame, step: float) -> Specification:
    layers = Layers(frame)
    edges = {"x": frame.x_low, "x2": frame.x_high, "colour": MUTED}
    half = YEAR_BAND_PX / 2
    layers.rules([{**edges, "y": y, "y2": y} for y in (half, -half)], 0.8)
    for visitor, way in ((request.a, 1), (request.b, -1)):
        for year in _years(request):
            _stack(layers, request, _of(request, visitor, year), step * way)
    years = [
        Label(str(n), frame.place(n + 0.5, 0)[0], frame.place(n, 0)[1]) for n in _years(request)
    ]
    layers.names(years, TOTAL_SIZE_PX, INK)
    layers.names(_sides(request, frame), SIDE_SIZE_PX, INK, "bold")
    draw_key(layers, _entries(request))
    return layers.chart()


def _stack(layers: Layers, request: VisitsRequest, counts: list[VisitCount], step: float) -> None:
    """Add the bars of one year and visitor; `step` is pixels per visit, negative downward."""
    frame = layers.frame
    y = YEAR_BAND_PX / 2 * (1 if step > 0 else -1)
    half = min(BAR_SHARE, WIDEST_BAR_PX / frame.place(frame.x_low + 1, 0)[0]) / 2
    labelled = True
    for count in counts:
        kind, middle = request.kinds.index(count.kind), count.year + 0.5
        tip = y + step * count.count
        box = {"x": middle - half, "x2": middle + half, "y": y, "y2": tip, "colour": KINDS[kind]}
        layers.boxes([box])
        label = Label(str(count.count), *frame.place(middle, (y + tip) / 2))
        if abs(tip - y) >= COUNT_SIZE_PX + 1:
            layers.names([label], COUNT_SIZE_PX, COUNT_INKS[kind])
        else:
            labelled = False
        y = tip
    if len(counts) > 1 or (counts and not labelled):
        total = str(sum(count.count for count in counts))
        x_px, y_px = frame.place(counts[0].year + 0.5, y)
        label = Label(total, x_px, y_px - 8 * (1 if step > 0 else -1))
        layers.names([label], TOTAL_SIZE_PX, INK, "bold")


def _sides(request: VisitsRequest, frame: Frame) -> list[Label]:
    """Name the way of the visits above and below the plot."""
    found = []
    for visitor, host, y in (
        (request.a, request.b, frame.top - SIDE_ROW_PX / 2),
        (request.b, request.a, frame.top + frame.height + SIDE_ROW_PX / 2),
    ):
        total = sum(c.count for c in request.counts if c.visitor == visitor)
        words = f"{visitor} to {host}: {total}"
        found.append(Label(words, 8 + text_width_px(words, SIDE_SIZE_PX) * 0.54, y))
    return found


def _alt(request: VisitsRequest) -> str:
    said = [f"Visits by year and kind, {request.first_year} to {request.last_year}"]
    for visitor, host in ((request.a, request.b), (request.b, request.a)):
        years = [
            f"{year} {', '.join(f'{c.count} {c.kind}' for c in counts)}"
            for year in _years(request)
            if (counts := _of(request, visitor, year))
        ]
        said.append(f"{visitor} to {host}: {'; '.join(years) or 'none'}")
    return ". ".join(said) + "."
