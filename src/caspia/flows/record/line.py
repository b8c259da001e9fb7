"""One line of the comparison: what the record tells, what the flows come to, how far apart."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from caspia.ledger import Period

if TYPE_CHECKING:
    from caspia.amounts import Amount
    from caspia.flows.record.naive import Forecast, Naive
    from caspia.flows.record.tasks import Thing
    from caspia.flows.record.told import Told


@dataclass(frozen=True, slots=True)
class Modelled:
    """What the flows come to, in the unit of the observation.

    Attributes
    ----------
    value : float
        By the parameters as they are.
    low, high : float or None
        The 90 % band over draws; None where nothing was drawn.
    """

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Error:
    """How far a figure is from the observation.

    Attributes
    ----------
    absolute : float
        The figure less the observed value, in its unit.
    relative : float or None
        Natural logarithm of their ratio; None where one of them is not above zero.
    """

    absolute: float
    relative: float | None


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A model's figure beside an observation; a model result is no observation.

    Attributes
    ----------
    told : Told
        The observation, its rows and its interval.
    modelled : Modelled
        The model's figure.
    naive : Naive
        The two naive forecasts.
    thing : tuple
        What is counted, in which scope and unit; lines of one thing form a series of the skill,
        whoever tells them.
    counts : bool
        Whether it enters the skill: whole years before parts of them, and no month of one thing
        twice.
    """

    told: Told
    modelled: Modelled
    naive: Naive
    thing: Thing
    counts: bool

    @property
    def period(self) -> Period:
        """When."""
        start, end = self.told.quantity.start, self.told.quantity.end
        return Period(start, start if end is None else end)

    @property
    def observed(self) -> Amount:
        """The interval of the record."""
        return self.told.amount

    @property
    def error(self) -> Error:
        """Of the model."""
        return error_of(self.modelled.value, self.observed)

    @property
    def inside(self) -> bool:
        """Whether the model's figure lies in the observed interval; a soft end never bounds."""
        amount, value = self.observed, self.modelled.value
        above = amount.low is None or amount.soft_low or value >= amount.low
        return above and (amount.high is None or amount.soft_high or value <= amount.high)

    @property
    def side(self) -> int | None:
        """Where the observed value lies: -1 below the model's band, 0 in it, 1 above it.

        None where there is no band.
        """
        low, high, value = self.modelled.low, self.modelled.high, self.observed.value
        if low is None or high is None or value is None:
            return None
        return int(value > high) - int(value < low)

    @property
    def covered(self) -> bool | None:
        """Whether the observed value lies in the model's band; None where there is no band."""
        return None if self.side is None else self.side == 0

    def naive_error(self, forecast: Forecast) -> Error | None:
        """Return the error of a naive forecast; None where there is none."""
        return None if forecast.value is None else error_of(forecast.value, self.observed)

    def as_json(self) -> dict[str, object]:
        """Return it as plain values."""
        quantity, amount, modelled = self.told.quantity, self.observed, self.modelled
        return {
            "series": quantity.series,
            "subject": quantity.subject,
            "partner": quantity.partner,
            "good": quantity.good,
            "mode": quantity.mode,
            "scope": quantity.scope,
            "reporter": self.told.tellers[0],
            "observation": self.told.row_ids[0],
            "rivals": list(self.told.row_ids[1:]),
            "period": str(self.period),
            "unit": quantity.unit,
            "counted": self.told.measure.why if self.told.measure else "",
            "observed": {
                "value": amount.value,
                "low": amount.low,
                "high": amount.high,
                "qualifier": amount.qualifier,
                "soft_low": amount.soft_low,
                "soft_high": amount.soft_high,
            },
            "modelled": {"value": modelled.value, "low": modelled.low, "high": modelled.high},
            "error": _plain(self.error),
            "inside": self.inside,
            "covered": self.covered,
            "naive": {"last": _told(self.naive.last), "trend": _told(self.naive.trend)},
            "naive_error": {
                "last": _plain(self.naive_error(self.naive.last)),
                "trend": _plain(self.naive_error(self.naive.trend)),
            },
            "counts": self.counts,
        }


def error_of(value: float, observed: Amount) -> Error:
    """Return how far a figure in the unit of an observation is from its value."""
    true = observed.value or 0.0
    return Error(value - true, log(value / true) if value > 0 and true > 0 else None)


def _plain(error: Error | None) -> dict[str, float | None] | None:
    return None if error is None else {"absolute": error.absolute, "relative": error.relative}


def _told(forecast: Forecast) -> dict[str, object]:
    return {"value": forecast.value, "rows": list(forecast.row_ids), "note": forecast.note}
