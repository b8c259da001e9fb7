"""How wide the columns of a table are, from what stands in them.

Widths are in em of the font of the table. Texts are broken into lines at every width that is tried;
the widths that make the table lowest win, so that no room goes to columns that do not need it.
"""

from __future__ import annotations

import re
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from caspia.briefs.document import Figure
from caspia.briefs.pictures.look import text_width_px
from caspia.briefs.renderers.citing import MOST_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Table, Text

# A table across the page. Texts are measured in Arial; the face of the PDF runs 7 % narrower.
SCREEN_EM, PAPER_EM = 52.0, 57.5
GAP_EM = 1.4  # between two columns
MARK_EM, DISPUTED_EM = 0.95, 0.7  # a small number with its comma, and the sign ≠
KEPT_WHOLE_EM = 9.4  # cells up to this, such as a day, do not break where there is room
CELL_WEIGHT = 0.12  # a line more in any cell, against a line more of the row
MOST_STEPS, MOST_TRADES = 10, 12
BLANK_EM = 0.28

_BREAK = re.compile(r"\s+|(?<=[–/])(?=[^\W\d])")


def column_widths(table: Table, page_em: float) -> tuple[float, ...]:
    """Return the width of each column, its gap to the next one included; they sum to `page_em`.

    Every column holds its longest word where the page can hold them all.
    """
    columns = [_Column(table, n) for n in range(len(table.columns))]
    room = page_em - GAP_EM * (len(columns) - 1)
    least = [column.least for column in columns]
    if sum(least) > room:
        least = [column.longest_word for column in columns]
    if sum(least) >= room:
        found = [room * width / sum(least) for width in least]
    else:
        found = _shared_out(columns, least, room)
    last = len(found) - 1
    return tuple(width + (GAP_EM if n < last else 0.0) for n, width in enumerate(found))


def least_em(table: Table) -> float:
    """Return how wide a table must be to break no word and no short cell."""
    columns = [_Column(table, n) for n in range(len(table.columns))]
    return sum(column.least for column in columns) + GAP_EM * (len(columns) - 1)


class _Column:
    """The words of a column, cell by cell, as widths in em."""

    def __init__(self, table: Table, number: int) -> None:
        name = table.columns[number].name
        self.cells = [_word_widths((name,)), *(_word_widths(row[number]) for row in table.rows)]
        self._lines: dict[float, list[int]] = {}

    @cached_property
    def longest_word(self) -> float:
        return max((word for cell in self.cells for word in cell), default=1.0)

    @cached_property
    def natural(self) -> float:
        """Width at which no cell breaks."""
        return max(_line_width(cell) for cell in self.cells)

    @cached_property
    def least(self) -> float:
        """The longest word, or the longest cell that should stay whole."""
        whole = [width for cell in self.cells if (width := _line_width(cell)) <= KEPT_WHOLE_EM]
        return max(self.longest_word, *whole, 1.0)

    def lines(self, width: float) -> list[int]:
        """Return how many lines each cell takes."""
        width = round(width, 3)
        if width not in self._lines:
            self._lines[width] = [_lines(cell, width) for cell in self.cells]
        return self._lines[width]


def _shared_out(columns: Sequence[_Column], least: Sequence[float], room: float) -> list[float]:
    """Give room to the columns that most lower the table for it, then to long texts."""
    widths = list(least)
    while (spare := room - sum(widths)) >= 1:
        column, steps = _best_step(columns, widths, int(spare))
        if not steps:
            break
        widths[column] += steps
    _traded(columns, widths, least)
    spare = room - sum(widths)
    wanted = [max(c.natural - w, 0.0) for c, w in zip(columns, widths, strict=True)]
    if sum(wanted) <= spare:
        widths = [width + want for width, want in zip(widths, wanted, strict=True)]
        wanted, spare = [column.natural for column in columns], spare - sum(wanted)
    return [w + spare * want / sum(wanted) for w, want in zip(widths, wanted, strict=True)]


def _best_step(columns: Sequence[_Column], widths: list[float], spare: int) -> tuple[int, int]:
    """Return which column to widen by how many em; no em where nothing lowers the table."""
    now, best, found = _height(columns, widths), 1e-9, (0, 0)
    for n in range(len(columns)):
        for steps in range(1, min(MOST_STEPS, spare) + 1):
            gain = (now - _height(columns, _changed(widths, n, steps))) / steps
            if gain > best:
                best, found = gain, (n, steps)
    return found


def _traded(columns: Sequence[_Column], widths: list[float], least: Sequence[float]) -> None:
    """Move room from one column to another while that lowers the table."""
    for _ in range(MOST_TRADES):
        trades = [
            (
                _height(columns, _changed(_changed(widths, one, -steps), other, steps)),
                one,
                other,
                steps,
            )
            for one in range(len(columns))
            for other in range(len(columns))
            for steps in range(1, MOST_STEPS + 1)
            if one != other and widths[one] - steps >= least[one]
        ]
        height, one, other, steps = min(trades, default=(inf, 0, 0, 0))
        if height >= _height(columns, widths) - 1e-9:
            return
        widths[one] -= steps
        widths[other] += steps


def _changed(widths: Sequence[float], column: int, steps: float) -> list[float]:
    return [width + steps * (n == column) for n, width in enumerate(widths)]


def _height(columns: Sequence[_Column], widths: Sequence[float]) -> float:
    """Return the height of the table in lines; lines of lower cells count a little too."""
    lines = [column.lines(width) for column, width in zip(columns, widths, strict=True)]
    return float(sum(max(row) + CELL_WEIGHT * sum(row) for row in zip(*lines, strict=True)))


def _lines(words: Sequence[float], width: float) -> int:
    lines, used = 1, -BLANK_EM
    for word in words:
        if used + BLANK_EM + word > width + 1e-9 and used > 0:
            lines, used = lines + 1, word
        else:
            used += BLANK_EM + word
    return lines


def _line_width(words: Sequence[float]) -> float:
    return sum(words) + BLANK_EM * max(len(words) - 1, 0)


def _word_widths(text: Text) -> list[float]:
    """Measure the words of a text; the numbers of its sources stay with the last word."""
    widths = [0.0]
    for piece in text:
        words = piece.text if isinstance(piece, Figure) else piece
        first, *others = _BREAK.split(words)
        widths[-1] += text_width_px(first, 1.0)
        widths += [text_width_px(word, 1.0) for word in others]
        if isinstance(piece, Figure):
            widths[-1] += _marks_width(piece)
    return [width for width in widths if width]


def _marks_width(figure: Figure) -> float:
    shown = min(len(figure.sources), MOST_NUMBERS) + (len(figure.sources) > MOST_NUMBERS)
    return shown * MARK_EM + DISPUTED_EM * bool(figure.rivals)
