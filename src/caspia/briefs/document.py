"""The page as data: what a brief says, before anything decides how it looks.

A `Brief` is sections of blocks; text in a block is a mix of words and `Figure`s. Every printed
number is a `Figure`, so that one walk over the page finds all of them with their rows and sources.
Renderers read these classes and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.ledger import dated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number, or another printed fact that a source must carry (a date, a status).

    Attributes
    ----------
    id : str
        ``brief:AZE-KAZ:2024-05-31:trade.turnover.2023.KAZ``: opens with ``caspia why``.
    text : str
        As printed, unit included.
    rows : tuple of str
        Ids of the ledger rows it rests on.
    sources : tuple of str
        Ids of the sources of those rows that were known on the day, each once.
    how : str
        One sentence: stated by a row, or how it was computed from the rows.
    low, high : float or None
        The interval, in `unit`; None where the figure is no amount.
    unit : str
        Unit of `low` and `high`.
    rivals : tuple of str
        Ids of visible rows that disagree.
    """

    id: str
    text: str
    rows: tuple[str, ...]
    sources: tuple[str, ...]
    how: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    rivals: tuple[str, ...] = ()


Text = tuple["str | Figure", ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `align` is ``left`` or ``right``."""

    name: str
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; one `Text` per cell."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart or map.

    Attributes
    ----------
    svg : str
        A complete ``<svg>`` element with its label in ``aria-label``; no outside assets.
    alt : str
        What it shows, in a sentence or two, for those who cannot see it.
    credit : str
        Who must be named for the drawing itself, e.g. the base map.
    """

    id: str
    title: str
    svg: str
    alt: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """What the ledger cannot tell for this page, and what would fill it."""

    what: str
    cure: str


Block = Paragraph | Table | Picture | Missing


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the page; `id` is its anchor."""

    id: str
    title: str
    blocks: tuple[Block, ...]

    def texts(self) -> Iterator[Text]:
        """Yield every text, in the order of the page; a picture and what is missing have none."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.text
            elif isinstance(block, Table):
                for row in block.rows:
                    yield from row

    def printed(self) -> Iterator[Figure]:
        """Yield every figure as often as it is printed."""
        for text in self.texts():
            yield from (piece for piece in text if isinstance(piece, Figure))


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A numbered source at the foot of the page."""

    number: int
    source_id: str
    publisher: str
    title: str
    published: str
    url: str
    kind: str

    @property
    def dated(self) -> str:
        """When it was published, in words."""
        return dated(self.published, self.kind)


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the few numbers at the top: a label, the figure, and a remark below it."""

    label: str
    figure: Figure
    remark: Text = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A dated page on two parties.

    Attributes
    ----------
    id : str
        ``brief:AZE-KAZ:2024-05-31``.
    a, b : str
        Ids of the two parties.
    on, as_of : date
        The day that the page describes, and the last day whose reports it may use.
    sources : tuple of SourceNote
        Every source of a printed figure, numbered in order of first use.
    provenance : dict
        Code version, hash of the visible rows used, dates, rows by known-time grade, layers.
    """

    id: str
    title: str
    subtitle: str
    a: str
    b: str
    on: date
    as_of: date
    headlines: tuple[Headline, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceNote, ...]
    provenance: dict[str, object]

    def figures(self) -> Iterator[Figure]:
        """Yield every printed figure once, in the order of the page."""
        yield from {figure.id: figure for figure in self.printed()}.values()

    def printed(self) -> Iterator[Figure]:
        """Yield every figure as often as it is printed, in the order of the page."""
        for text in self._texts():
            yield from (piece for piece in text if isinstance(piece, Figure))

    def _texts(self) -> Iterator[Text]:
        for headline in self.headlines:
            yield (headline.figure,)
            yield headline.remark
        for section in self.sections:
            yield from section.texts()
