"""What the chart of visits is asked to show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VisitCount:
    """How many visits of one kind a party paid to the other in a year.

    Attributes
    ----------
    year : int
        Calendar year.
    visitor : str
        Name of the party that travelled: `a` or `b` of the request.
    kind : str
        One of the kinds of the request.
    count : int
        Visits, at least 1.
    """

    year: int
    visitor: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class VisitsRequest:
    """Visits between two parties, both ways.

    Attributes
    ----------
    a, b : str
        Names of the parties.
    kinds : tuple of str
        Up to four kinds of visits in the order of the key, highest rank first.
    counts : tuple of VisitCount
        In any order; a year, visitor and kind at most once.
    first_year, last_year : int
        The years drawn, both included; one without visits stays empty.
    """

    a: str
    b: str
    kinds: tuple[str, ...]
    counts: tuple[VisitCount, ...]
    first_year: int
    last_year: int
