"""Skill: how much better than a naive forecast, for each series and over all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.flows.record.line import Error, RecordLine
    from caspia.flows.record.record import Record
    from caspia.flows.record.tasks import Thing
    from caspia.reconcile import Quantity

_RESAMPLES = 9999
_CONFIDENCE = 0.90


@dataclass(frozen=True, slots=True)
class Against:
    """A model against one naive forecast over n points of a series.

    Attributes
    ----------
    n : int
        Points for which the forecast exists.
    error, naive_error : float
        Mean absolute errors over them, in the unit of the series; none counts as smaller than the
        record can tell, half its last digit.
    skill : float
        1 less their ratio: 1 is perfect, 0 as good as the forecast, below 0 worse.
    """

    n: int
    error: float
    naive_error: float
    skill: float


@dataclass(frozen=True, slots=True)
class SeriesSkill:
    """The skill of one thing in one scope, over all years and whoever tells of it.

    Attributes
    ----------
    quantity : Quantity
        What it is, as the first point tells it.
    lines : tuple of RecordLine
        The points that count, by period.
    last, trend : Against or None
        Against last year's value, and against its growth once more; None where the record allows
        no such forecast.
    """

    quantity: Quantity
    lines: tuple[RecordLine, ...]
    last: Against | None
    trend: Against | None

    @property
    def harder(self) -> Against | None:
        """The one against which the skill is lower; None where there is neither."""
        known = [one for one in (self.last, self.trend) if one is not None]
        return min(known, key=lambda one: one.skill, default=None)

    @property
    def skill(self) -> float | None:
        """The lower of the two skills."""
        return None if self.harder is None else self.harder.skill

    @property
    def name(self) -> str:
        """Series, subject and what narrows them."""
        one = self.quantity
        parts = (one.series, one.subject, one.partner, one.good, one.scope)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Skill:
    """The skill over all series.

    Attributes
    ----------
    series : tuple of SeriesSkill
        By series and subject; those without a naive forecast are among them.
    median : float or None
        Median skill of the series that have one; None where none has.
    low, high : float or None
        Its 90 % bootstrap interval over series; None under two series.
    n : int
        Series with a skill.
    coverage : float or None
        Share of the points that count whose observed value lies in the model's 90 % band.
    covered_of : int
        Points with a band.
    """

    series: tuple[SeriesSkill, ...]
    median: float | None
    low: float | None
    high: float | None
    n: int
    coverage: float | None
    covered_of: int

    def as_json(self) -> dict[str, object]:
        """Return it as plain values."""
        return {
            "median": self.median,
            "low": self.low,
            "high": self.high,
            "n": self.n,
            "coverage": self.coverage,
            "covered_of": self.covered_of,
            "series": [_plain(one) for one in self.series],
        }


def skill_of(records: Sequence[Record], seed: int = 0) -> Skill:
    """Return the skill of one or several comparisons, as of the years of a back-test.

    Parameters
    ----------
    records : sequence of Record
        Comparisons of periods that do not overlap.
    seed : int
        For the bootstrap.
    """
    groups: dict[Thing, list[RecordLine]] = {}
    for line in (line for record in records for line in record.lines if line.counts):
        groups.setdefault(line.thing, []).append(line)
    series = tuple(sorted((_series(lines) for lines in groups.values()), key=lambda one: one.name))
    skills = [one.skill for one in series if one.skill is not None]
    hits = [line.covered for one in series for line in one.lines if line.covered is not None]
    return Skill(
        series,
        float(np.median(skills)) if skills else None,
        *_interval(skills, seed),
        len(skills),
        float(np.mean(hits)) if hits else None,
        len(hits),
    )


def _series(lines: list[RecordLine]) -> SeriesSkill:
    ordered = tuple(sorted(lines, key=lambda line: line.period.start))
    last = [(line, line.naive_error(line.naive.last)) for line in ordered]
    trend = [(line, line.naive_error(line.naive.trend)) for line in ordered]
    return SeriesSkill(ordered[0].told.quantity, ordered, _against(last), _against(trend))


def _against(points: Sequence[tuple[RecordLine, Error | None]]) -> Against | None:
    known = [(line, naive) for line, naive in points if naive is not None]
    if not known:
        return None
    own = float(np.mean([_size(line, line.error) for line, _ in known]))
    naive = float(np.mean([_size(line, error) for line, error in known]))
    return Against(len(known), own, naive, 1.0 - own / naive)


def _size(line: RecordLine, error: Error) -> float:
    return max(abs(error.absolute), line.told.resolution)


def _interval(skills: list[float], seed: int) -> tuple[float | None, float | None]:
    from scipy.stats import bootstrap

    if len(skills) < 2:
        return None, None
    found = bootstrap(
        (np.array(skills),),
        np.median,
        confidence_level=_CONFIDENCE,
        n_resamples=_RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return float(found.low), float(found.high)


def _plain(one: SeriesSkill) -> dict[str, object]:
    quantity = one.quantity
    return {
        "series": quantity.series,
        "subject": quantity.subject,
        "partner": quantity.partner,
        "good": quantity.good,
        "scope": quantity.scope,
        "unit": quantity.unit,
        "skill": one.skill,
        "n": one.harder.n if one.harder else 0,
        "last": _plain_against(one.last),
        "trend": _plain_against(one.trend),
        "points": [line.as_json() for line in one.lines],
    }


def _plain_against(one: Against | None) -> dict[str, float] | None:
    if one is None:
        return None
    return {"n": one.n, "error": one.error, "naive_error": one.naive_error, "skill": one.skill}
