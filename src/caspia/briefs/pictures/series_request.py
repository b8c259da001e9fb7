"""What the charts of series are asked to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Reading:
    """A value of a series over a period, by one reporter.

    Attributes
    ----------
    start, end : date
        First day of the period, and the day after its last.
    reporter : str
        Whose figure it is, by name; empty where no one is named.
    value : float
        In the unit of the request.
    low, high : float or None
        The interval that the value stands for; None where nothing bounds that side.
    hollow : bool
        A plan, a forecast or an assumption: drawn hollow.
    text : str
        What stands beside the mark, e.g. ``more than 500``; empty for the value itself.
    """

    start: date
    end: date
    reporter: str
    value: float
    low: float | None
    high: float | None
    hollow: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class IntervalRequest:
    """One series over periods.

    Attributes
    ----------
    subject : str
        What the series measures, in words: ``Kazakh oil shipped from Aktau to Baku``.
    unit : str
        Unit of every reading, as ledger units are written: ``kt``, ``bcm_per_year``.
    readings : tuple of Reading
        In any order. A line joins two readings of a reporter only where one period follows the
        other and is about as long.
    """

    subject: str
    unit: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class TradeValue:
    """Trade of one year by one reporter, in millions of US dollars; see `Reading`."""

    year: int
    reporter: str
    value_musd: float
    low_musd: float | None
    high_musd: float | None
    hollow: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class TradeRequest:
    """Trade of two parties by year and reporter.

    Attributes
    ----------
    subject : str
        What is counted, in words: ``Trade turnover of Azerbaijan and Kazakhstan``.
    values : tuple of TradeValue
        In any order; years without a value stay empty.
    """

    subject: str
    values: tuple[TradeValue, ...]
