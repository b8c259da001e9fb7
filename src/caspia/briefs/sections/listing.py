"""Texts that hold numbers, lists of texts, and tables that show the newest and count the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Column, Figure, Paragraph, Table
from caspia.briefs.sections.counting import SHOWN, count_figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeVar

    from caspia.briefs.document import Text
    from caspia.briefs.page import Page

    Item = TypeVar("Item")


def stated(page: Page, key: str, text: str, rows: Iterable[str], how: str) -> Text:
    """Return a text of the ledger, as a figure where it holds a number; empty for none."""
    if not text:
        return ()
    if not any(letter.isdigit() for letter in text):
        return (text,)
    return (page.figure(key, text, rows, how),)


def newest(items: Sequence[Item], most: int = SHOWN) -> tuple[Sequence[Item], Sequence[Item]]:
    """Split items in the order of time into the newest, newest first, and those before them."""
    cut = max(0, len(items) - most)
    return tuple(reversed(items[cut:])), tuple(items[:cut])


def left_out(
    page: Page, key: str, noun: str, number: int, rows: Iterable[str], since: Figure
) -> Paragraph:
    """Say how many earlier ones a table does not list, and since when.

    Parameters
    ----------
    page : Page
        Where it is printed.
    key : str
        Of the count.
    noun : str
        What is counted, in the plural.
    number : int
        How many there are.
    rows : iterable of str
        The rows behind them.
    since : Figure
        When the first of them was.
    """
    count = count_figure(page, key, number, rows, f"Counted: {noun} before those of the table.")
    return Paragraph((f"Earlier {noun} not listed here: ", count, ", the first ", since, "."))


def filled_table(
    name: str, caption: str, columns: Sequence[Column], rows: Sequence[tuple[Text, ...]]
) -> Table:
    """Return a table without the columns that are blank in every row."""
    kept = [
        number
        for number in range(len(columns))
        if any("".join(_words(row[number])) for row in rows)
    ]
    return Table(
        name,
        caption,
        tuple(columns[number] for number in kept),
        tuple(tuple(row[number] for number in kept) for row in rows),
    )


def joined(texts: Iterable[Text], mark: str = "; ") -> Text:
    """Put texts one after the other with a mark between them; empty ones are left out."""
    found: list[str | Figure] = []
    for text in texts:
        if text:
            found += [mark, *text] if found else text
    return tuple(found)


def _words(text: Text) -> list[str]:
    return [piece.text if isinstance(piece, Figure) else piece for piece in text]
