"""What the pictures of ties are asked to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class TieMark:
    """An event beside a timeline: its day, its kind as the key names it, and what it was."""

    day: date
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class TiesRequest:
    """The tie of two parties over months, each number of 100.

    Attributes
    ----------
    subject : str
        Such as ``Azerbaijan and Kazakhstan``.
    months : tuple of date
        First days of months that follow each other, at least two.
    score, low, high : tuple of float
        The tie and its band by month.
    hollow : tuple of bool
        By month, whether too little is known.
    groups : dict of str to tuple of (float or None)
        Up to five groups by name, each by month; None where it is missing.
    marks : tuple of TieMark
        In any order.
    """

    subject: str
    months: tuple[date, ...]
    score: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    hollow: tuple[bool, ...]
    groups: dict[str, tuple[float | None, ...]]
    marks: tuple[TieMark, ...] = ()


@dataclass(frozen=True, slots=True)
class PairCell:
    """The tie of a pair on a day, of 100, with the share of what would make it that is known."""

    a: str
    b: str
    score: float
    known: float
    hollow: bool


@dataclass(frozen=True, slots=True)
class MatrixRequest:
    """The ties of all pairs of some parties on a day.

    Attributes
    ----------
    names : dict of str to str
        By id, in the order of the rows, the name of each party.
    cells : tuple of PairCell
        Each pair once.
    on : str
        The day or month in words.
    """

    names: dict[str, str]
    cells: tuple[PairCell, ...]
    on: str
