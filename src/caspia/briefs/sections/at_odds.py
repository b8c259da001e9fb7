"""Rows that disagree with printed figures but speak of something else: told below a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.briefs.document import Paragraph
from caspia.briefs.sections.listing import joined
from caspia.briefs.sections.saying import say_row_amount, say_row_period
from caspia.briefs.sections.tellings import reporter_name
from caspia.briefs.sections.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.document import Figure, Text
    from caspia.briefs.page import Page
    from caspia.ledger import Row


class AtOdds:
    """Collects what disagrees with the figures of tables, each pair of rows once.

    Parameters
    ----------
    page : Page
        Where they are printed.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._told: set[frozenset[str]] = set()
        self._waiting: dict[tuple[str, ...], list[tuple[Row, Figure]]] = {}

    def add(self, row: Row, figure: Figure, rivals: Sequence[str]) -> None:
        """Note that a figure, first stated by a row, is contradicted by other rows."""
        pairs = {rival: {frozenset((own, rival)) for own in figure.rows} for rival in rivals}
        news = tuple(rival for rival in rivals if not pairs[rival] & self._told)
        self._told.update(pair for rival in news for pair in pairs[rival])
        if news:
            self._waiting.setdefault(news, []).append((row, figure))

    def paragraphs(self) -> list[Paragraph]:
        """Return a sentence for each set of rivals that was added since the last call."""
        found = [
            Paragraph(self._say(told, rivals)) for rivals, told in self._waiting.items() if told
        ]
        self._waiting = {}
        return found

    def _say(self, told: Sequence[tuple[Row, Figure]], rivals: Sequence[str]) -> Text:
        page = self._page
        series = dict.fromkeys(page.name(row["series"]) for row, _ in told)
        figures = [(figure, f" ({say_row_period(row)})") for row, figure in told]
        by_series: dict[str, list[Text]] = {}
        for rival in rivals:
            row = page.ledger.row(rival)
            by_series.setdefault(row["series"], []).append(self._rival(told[0][1], row))
        against = [
            (f"{page.name(name).lower()}, ", *joined(texts, " and "))
            for name, texts in by_series.items()
        ]
        return (
            f"{sentence(' and '.join(series))}, ",
            *joined(figures, " and "),
            ", is contradicted by ",
            *joined(against),
            ".",
        )

    def _rival(self, figure: Figure, row: Row) -> Text:
        page = self._page
        key = figure.id.removeprefix(f"{page.id}:")
        words = f"{say_row_amount(page.ledger.amount(row), row)}, {say_row_period(row)}"
        how = "Stated by a row that disagrees."
        told = page.figure(f"{key}.rival.{row.id}", words, [row.id], how)
        return (told, f" ({reporter_name(page, row)})")
