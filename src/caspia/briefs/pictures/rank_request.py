"""What the chart of a ranking is asked to show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RankLine:
    """A candidate, its score of 100 and the band about it; `hollow` where little is known."""

    name: str
    score: float
    low: float
    high: float
    hollow: bool


@dataclass(frozen=True, slots=True)
class RankRequest:
    """Rankings side by side.

    Attributes
    ----------
    subject : str
        Such as ``Armenia and Azerbaijan on 30 April 2024``.
    columns : dict of str to tuple of RankLine
        One or two rankings by title, each the highest first.
    """

    subject: str
    columns: dict[str, tuple[RankLine, ...]]
