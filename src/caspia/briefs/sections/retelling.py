"""What rows that disagree with a printed figure say, so that no reading is chosen silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from caspia.briefs.document import Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row


def told_otherwise(
    page: Page, figure: Figure, say: Callable[[Row], str], printed: Collection[str] = ()
) -> Text:
    """Return what the rivals of a figure say, to stand behind it; empty where it has none.

    Parameters
    ----------
    page : Page
        Where the figure is printed.
    figure : Figure
        The figure, whose rivals are told each as a figure of its own.
    say : callable
        The words for a rival row.
    printed : collection of str
        Rows that stand beside it anyway.
    """
    key = figure.id.removeprefix(f"{page.id}:")
    pieces: list[str | Figure] = []
    for rival in figure.rivals:
        if rival in printed:
            continue
        row = page.ledger.row(rival)
        pieces += [
            ", " if pieces else "; told otherwise: ",
            page.figure(
                f"{key}.rival.{rival}", say(row), [rival], "Stated by a row that disagrees."
            ),
        ]
    return tuple(pieces)
