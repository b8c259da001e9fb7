"""Colours, type and sizes that every picture shares.

Hues are of the set of Okabe and Ito (2008), which stays apart for colour-blind readers; tints were
chosen so that their lightness differs too, for a page printed grey. The first two families have the
same letter widths, one of which is at hand wherever a page is read; Typst knows the last two.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH_PX = 680
FONT = "Arial, Liberation Sans, Helvetica, Libertinus Serif, sans-serif"
INK = "#26282b"
MUTED = "#5c6066"
RULE = "#d8d8d4"
PAPER = "#ffffff"

BLUE, VERMILION, GREEN, PURPLE, GREY = "#0072b2", "#d55e00", "#009e73", "#aa4f86", "#6e7277"
REPORTERS = (BLUE, VERMILION, GREEN, PURPLE, GREY)
# Words in a reporter's hue are darker than its marks: small text needs a contrast of 4.5 on paper.
REPORTER_INKS = dict(
    zip(REPORTERS, ("#00659e", "#a84a00", "#00724f", "#96457a", "#5f6368"), strict=True)
)
KINDS = ("#0f4c75", "#4f9bcb", "#e0a13a", "#c9ccd0")

LAND, WATER, BORDER = "#f5f4f0", "#d9e5ec", "#bcbcb5"
TINT_A, TINT_B = "#8db9d9", "#f3d18f"
EDGE_A, EDGE_B = "#3f7ba6", "#b98a2b"

# Widths of Arial in thousandths of its size; what is not listed is taken as a digit.
_WIDTHS = {
    **dict.fromkeys("ijl'", 222),
    **dict.fromkeys(" ,.:;!|/ftI", 278),
    **dict.fromkeys("r()-[]", 333),
    **dict.fromkeys("ckszvxyJ", 500),
    **dict.fromkeys("ABEKPSVXY", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    "F": 611, "T": 611, "Z": 611, "m": 833, "M": 833, "W": 944, "–": 556, "%": 889,
}  # fmt: skip


@cache
def text_width_px(text: str, size_px: float) -> float:
    """Return how wide a text runs in the font of the pictures, to within about 3 %."""
    return sum(_WIDTHS.get(letter, 556) for letter in text) * size_px / 1000


def listed(names: Iterable[str]) -> str:
    """Return names as words: ``Baku, Alat and Aktau``."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last
