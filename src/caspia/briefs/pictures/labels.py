"""Where the names of a map go, so that none covers another or leaves the frame.

Greedy in the order given: each name takes the first free place around its mark, near ones first; a
name pushed away is tied to its mark by a thin line. The result depends on the input alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, radians, sin

from caspia.briefs.pictures.look import text_width_px

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels
Span = tuple[float, float]

MARK_RADIUS_PX = 5.0
LINE_STEP_PX = 7


@dataclass(frozen=True, slots=True)
class Label:
    """A name at its place: middle of the text in pixels; `tie` leads from the mark where far."""

    text: str
    x: float
    y: float
    tie: tuple[float, float, float, float] | None = None


Spot = tuple[Label, "tuple[float, float, float, float] | None"]


@dataclass(slots=True)
class LabelField:
    """The frame with what already stands in it.

    Attributes
    ----------
    taken : list of Box
        Marks and names: nothing may cover them.
    soft : list of Box
        Pieces of lines: a place is named clear of them where it can be, else across.
    """

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)
    soft: list[Box] = field(default_factory=list)
    ties: list[tuple[float, float, float, float]] = field(default_factory=list)

    def block(self, x: float, y: float, radius: float) -> None:
        """Keep a mark free of names."""
        self.taken.append((x - radius, y - radius, x + radius, y + radius))

    def beside(self, text: str, size: float, x: float, y: float) -> Label | None:
        """Place a name beside the mark at (x, y); None where nothing is free."""
        around = _around(text, x, y, text_width_px(text, size), size * 1.05)
        return self._first_of(around, size, clear=True) or self._first_of(around, size, clear=False)

    def _first_of(self, around: list[Spot], size: float, *, clear: bool) -> Label | None:
        for label, tie in around:
            box = _box(label.x, label.y, text_width_px(label.text, size), size * 1.05)
            crossed = clear and any(_overlap(box, piece) for piece in self.soft)
            if crossed or not self._free(box, tie):
                continue
            self.taken.append(box)
            if tie is None:
                return label
            self.ties.append(tie)
            return Label(label.text, label.x, label.y, tie)
        return None

    def at_one_of(
        self, text: str, size: float, spots: list[tuple[float, float]], spacing: float = 0.0
    ) -> Label | None:
        """Place a name with its middle on the first free spot."""
        width = text_width_px(text, size) + spacing * len(text)
        for x, y in spots:
            box = _box(x, y, width, size * 1.1)
            crossed = any(_overlap(box, piece) for piece in self.soft)
            if not crossed and self._free(box, None):
                self.taken.append(box)
                return Label(text, x, y)
        return None

    def _free(self, box: Box, tie: tuple[float, float, float, float] | None) -> bool:
        left, top, right, bottom = box
        if left < 4 or top < 4 or right > self.width - 4 or bottom > self.height - 4:
            return False
        if any(_overlap(box, other) for other in self.taken):
            return False
        if any(_cuts(other, box) for other in self.ties):
            return False
        return tie is None or not any(
            _cuts(tie, other) for other in self.taken if not _holds(other, tie[0], tie[1])
        )


def _around(text: str, x: float, y: float, width: float, height: float) -> list[Spot]:
    gap = MARK_RADIUS_PX + 2
    aside, above = gap + width / 2, gap + height / 2 - 1
    near = [(aside, 0), (-aside, 0), (aside - 3, -above * 0.7), (aside - 3, above * 0.7)]
    near += [(-aside + 3, -above * 0.7), (-aside + 3, above * 0.7), (0, -above), (0, above)]
    near += [(width * 0.3, -above), (-width * 0.3, -above), (width * 0.3, above)]
    near += [(-width * 0.3, above)]
    found: list[Spot] = [(Label(text, x + dx, y + dy), None) for dx, dy in near]
    for distance in (16, 24, 34, 46):
        for angle in (-30, 30, 150, -150, -60, 60, 120, -120, 0, 180, -90, 90):
            tip_x, tip_y = x + distance * cos(radians(angle)), y + distance * sin(radians(angle))
            side = (width / 2 + 2) * (1 if cos(radians(angle)) >= 0 else -1)
            start = MARK_RADIUS_PX - 1
            root = (x + start * cos(radians(angle)), y + start * sin(radians(angle)))
            found.append((Label(text, tip_x + side, tip_y), (*root, tip_x, tip_y)))
    return found


def _box(x: float, y: float, width: float, height: float) -> Box:
    return (x - width / 2 - 1, y - height / 2, x + width / 2 + 1, y + height / 2)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cuts(line: tuple[float, float, float, float], box: Box) -> bool:
    x1, y1, x2, y2 = line
    steps = (0.15, 0.3, 0.45, 0.6, 0.75, 0.9)
    return any(_holds(box, x1 + (x2 - x1) * t, y1 + (y2 - y1) * t) for t in steps)


def spots_inside(
    rings: list[list[tuple[float, float]]], frame: tuple[float, float], width: float, height: float
) -> list[tuple[float, float]]:
    """Return middles where a text of this size lies wholly inside an area, roomiest first.

    The area is cut into rows of `LINE_STEP_PX`; a text must fit within the stretches that all rows
    it touches have in common.
    """
    rows = _rows(rings, frame)
    reach = max(1, round(height / 2 / LINE_STEP_PX + 0.3))
    middle = _middle(rows)
    ranked: list[tuple[float, float, float]] = []
    for index in range(reach, len(rows) - reach):
        shared = rows[index]
        for other in rows[index - reach : index + reach + 1]:
            shared = _shared(shared, other)
        y = index * LINE_STEP_PX + 3.0
        for left, right in shared:
            room = right - left - width - 8
            if room < 0:
                continue
            for part in (0.5, 0.3, 0.7, 0.12, 0.88, 0.0, 1.0):
                x = left + 4 + width / 2 + part * room
                away = abs(y - middle) + 0.6 * abs(part - 0.5) * room
                ranked.append((away - 0.35 * min(room, 120), x, y))
    return [(x, y) for _, x, y in sorted(ranked)]


def _rows(rings: list[list[tuple[float, float]]], frame: tuple[float, float]) -> list[list[Span]]:
    width, height = frame
    crossings: list[list[float]] = [[] for _ in range(int(height // LINE_STEP_PX))]
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            low, high = (y1, y2) if y1 < y2 else (y2, y1)
            first = max(0, int((low - 3) // LINE_STEP_PX) + 1)
            last = min(len(crossings) - 1, int((high - 3) // LINE_STEP_PX))
            for row in range(first, last + 1):
                y = row * LINE_STEP_PX + 3
                if (y1 > y) != (y2 > y):
                    crossings[row].append(x1 + (x2 - x1) * (y - y1) / (y2 - y1))
    spans = []
    for row_crossings in crossings:
        edges = sorted(row_crossings)
        pairs = zip(edges[::2], edges[1::2], strict=False)
        spans.append([(max(a, 0.0), min(b, width)) for a, b in pairs if b > 0 and a < width])
    return spans


def _middle(rows: list[list[Span]]) -> float:
    weight = [sum(right - left for left, right in row) for row in rows]
    total = sum(weight) or 1.0
    return sum(w * (n * LINE_STEP_PX + 3) for n, w in enumerate(weight)) / total


def _shared(one: list[Span], other: list[Span]) -> list[Span]:
    return [(max(a, c), min(b, d)) for a, b in one for c, d in other if min(b, d) > max(a, c)]
