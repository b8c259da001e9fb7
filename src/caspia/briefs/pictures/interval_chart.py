"""The chart of one series over periods, with soft bars for what its figures may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts.spoken import write_unit
from caspia.briefs.pictures.series_alt import series_alt
from caspia.briefs.pictures.series_chart import series_chart
from caspia.briefs.pictures.series_marks import check_readings

if TYPE_CHECKING:
    from caspia.briefs.pictures.drawing import Drawing
    from caspia.briefs.pictures.series_request import IntervalRequest


def interval_chart(request: IntervalRequest) -> Drawing:
    """Draw the readings of a series; plans and assumptions are hollow.

    Raises
    ------
    BadInputError
        There is no reading, or an interval or period is not in order.
    AmountError
        The unit is none of the ledger's.
    """
    check_readings(request.subject, request.readings)
    unit_words = write_unit(request.unit) or "count"
    alt = series_alt(request.subject, unit_words, request.readings)
    return series_chart(request.readings, unit_words, alt)
