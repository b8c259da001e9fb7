"""Counts as figures, and how many rows of a long table are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import Amount
from caspia.briefs.sections.wording import say_count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caspia.briefs.document import Figure
    from caspia.briefs.page import Page

# The most recent rows of a table; a sentence says how many more there are.
SHOWN = 25


def count_figure(
    page: Page, key: str, number: int, rows: Iterable[str], how: str, noun: str = ""
) -> Figure:
    """Return a count of at least one thing as a figure, with its noun where one is given.

    Parameters
    ----------
    page : Page
        Where it is printed.
    key : str
        As in `Page.figure`.
    number : int
        How many.
    rows : iterable of str
        Ids of the rows counted, and of those that say why they count.
    how : str
        One sentence: what was counted.
    noun : str
        What is counted, in the singular.

    Raises
    ------
    RenderError
        Nothing was counted: none is said in words.
    """
    text = say_count(number, noun) if noun else f"{number:,}"
    return page.figure(key, text, rows, how, Amount.of(number, "count", counted=True))
