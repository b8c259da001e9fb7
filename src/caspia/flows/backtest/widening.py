"""Bands that hold what they promise: widened until they hold nine in ten of earlier observations.

Draws know what the inputs leave open, not what the model leaves out. How far beyond their bands the
observations of earlier years lay says how much that is (split conformal prediction on logarithms).
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil, log
from typing import TYPE_CHECKING

from caspia.flows.record import Modelled, Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.flows.record import RecordLine

_PROMISED = 0.90


def widening(earlier: Sequence[Record]) -> float:
    """Return by which factor bands must be widened to either side, at least 1.

    Parameters
    ----------
    earlier : sequence of Record
        With bands, of years before those to be widened.
    """
    beyond = sorted(
        miss
        for record in earlier
        for line in record.lines
        if line.counts and (miss := _beyond(line)) is not None
    )
    if not beyond:
        return 1.0
    # The quantile that keeps the promise for one more observation, where there are enough.
    place = min(ceil((len(beyond) + 1) * _PROMISED), len(beyond)) - 1
    return float(max(2.718281828459045 ** beyond[place], 1.0))


def _beyond(line: RecordLine) -> float | None:
    """Return how far outside its band an observation lies, as a logarithm; below 0 inside."""
    low, high, value = line.modelled.low, line.modelled.high, line.observed.value
    if not low or not high or not value:
        return None
    return max(log(low / value), log(value / high))


def widened(record: Record, factor: float) -> Record:
    """Return a record with its bands wider by a factor to either side."""
    return replace(record, lines=tuple(_line(line, factor) for line in record.lines))


def _line(line: RecordLine, factor: float) -> RecordLine:
    low, high = line.modelled.low, line.modelled.high
    if low is None or high is None:
        return line
    return replace(line, modelled=Modelled(line.modelled.value, low / factor, high * factor))
