"""The chart of trade by year, a colour and a shape for each reporter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from caspia.briefs.pictures.series_alt import series_alt
from caspia.briefs.pictures.series_chart import series_chart
from caspia.briefs.pictures.series_marks import check_readings
from caspia.briefs.pictures.series_request import Reading

if TYPE_CHECKING:
    from caspia.briefs.pictures.drawing import Drawing
    from caspia.briefs.pictures.series_request import TradeRequest, TradeValue

BILLIONS_FROM_MUSD = 2000


def trade_chart(request: TradeRequest) -> Drawing:
    """Draw trade by year and reporter, and how far reporters of a year are apart.

    The axis is in millions of US dollars, from 2 billion on in billions.

    Raises
    ------
    BadInputError
        There is no value, or an interval does not hold its value.
    """
    in_billions = max((v.value_musd for v in request.values), default=0) >= BILLIONS_FROM_MUSD
    readings = [_reading(value, 1000 if in_billions else 1) for value in request.values]
    check_readings(request.subject, readings)
    unit_words = "billion US dollars" if in_billions else "million US dollars"
    alt = series_alt(request.subject, unit_words, readings)
    return series_chart(readings, unit_words, alt)


def _reading(value: TradeValue, scale: int) -> Reading:
    reading = Reading(
        start=date(value.year, 1, 1),
        end=date(value.year + 1, 1, 1),
        reporter=value.reporter,
        value=value.value_musd,
        low=value.low_musd,
        high=value.high_musd,
        hollow=value.hollow,
        text=value.text,
    )
    if scale == 1:
        return reading
    low = None if reading.low is None else reading.low / scale
    high = None if reading.high is None else reading.high / scale
    return replace(reading, value=reading.value / scale, low=low, high=high)
