"""Ties of two parties month by month, with bands, and what brought them about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError
from caspia.ledger import Period, find_party, read_day, read_period
from caspia.relations.facts import Reading, facts_of
from caspia.relations.readings import readings
from caspia.relations.rules import GROUPS, columns, is_followed, region_ids, settings
from caspia.relations.scoring import (
    FORMS,
    Panel,
    band_of,
    check_form,
    coverage_of,
    drawn_scores,
    group_values,
    point_scores,
    usual_draws,
    usual_weights,
)
from caspia.relations.splitting import empty_score, split_change, split_level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.ledger import Ledger
    from caspia.relations.facts import Facts
    from caspia.relations.scoring import Numbers


@dataclass(frozen=True, slots=True)
class Score:
    """A number from 0 to 1 with its band: `low` to `high` holds nine draws in ten, and it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Part:
    """What one column brings.

    Attributes
    ----------
    column : str
        Id of the feature with its side: ``visits.a``.
    brings : float
        Its part of the score or of the change.
    reading : Reading or None
        What the rows say; None where it is missing.
    before : Reading or None
        Of a change, what they said before.
    """

    column: str
    brings: float
    reading: Reading | None
    before: Reading | None = None


@dataclass(frozen=True, eq=False)
class Ties:
    """The tie of two parties over months; t months, in the order of time.

    Attributes
    ----------
    a, b : str
        Ids of the parties.
    months : tuple of date
        First days of the months.
    readings : tuple of mapping of str to Reading
        By month, what the rows say at its end of each column that they speak of.
    panel : Panel
        The same between the goalposts, shapes (t, c).
    form : str
        ``additive`` or ``geometric``.
    score, low, high : float64, shape (t,)
        The tie and its band, 0 to 1; 0 where nothing at all is known.
    coverage : float64, shape (t,)
        Share of the weights that rests on readings, 0 to 1.
    """

    ledger: Ledger
    a: str
    b: str
    months: tuple[date, ...]
    readings: tuple[Mapping[str, Reading], ...]
    panel: Panel
    form: str
    score: Numbers
    low: Numbers
    high: Numbers
    coverage: Numbers

    @property
    def is_indicative(self) -> tuple[bool, ...]:
        """By month, whether too little is known to call it more than indicative."""
        return tuple(bool(share < settings().enough) for share in self.coverage)

    @property
    def last_day(self) -> date:
        """The last day of the last month."""
        return _next(self.months[-1]) - timedelta(days=1)

    @cached_property
    def groups(self) -> dict[str, tuple[float | None, ...]]:
        """By group its value in each month; None where it is missing."""
        value, known, _ = group_values(
            self.panel.value, self.panel.known, self.panel.open, usual_weights().columns
        )
        return {
            group: tuple(
                float(value[t, g]) if known[t, g] else None for t in range(len(self.months))
            )
            for g, group in enumerate(GROUPS)
        }

    def at(self, month: str | date) -> int:
        """Return the number of a month.

        Raises
        ------
        BadInputError
            The period does not hold it.
        """
        day = _first(month)
        if day not in self.months:
            span = f"{self.months[0]:%Y-%m} to {self.months[-1]:%Y-%m}"
            raise BadInputError(f"{day:%Y-%m} is not in {span}. Ask for a period that holds it.")
        return self.months.index(day)

    def at_end(self) -> Score:
        """Return the score of the last month."""
        return Score(float(self.score[-1]), float(self.low[-1]), float(self.high[-1]))

    def parts(self, month: str | date) -> tuple[Part, ...]:
        """Return what each column brings to the score of a month; with `base` they add up to it."""
        t = self.at(month)
        brings = split_level(self.panel, t, self.form)
        return tuple(
            Part(column.id, float(some), self.readings[t].get(column.id))
            for column, some in zip(columns(), brings, strict=True)
        )

    def base(self, month: str | date) -> float:
        """Return the score of a month if all that is known stood at its lower goalpost."""
        return empty_score(self.panel, self.at(month), self.form)

    def change(self, before: str | date, after: str | date) -> tuple[Part, ...]:
        """Return what each column brings to the change between two months; they add up to it."""
        t0, t1 = self.at(before), self.at(after)
        brings = split_change(self.panel, t0, t1, self.form)
        return tuple(
            Part(
                column.id,
                float(some),
                self.readings[t1].get(column.id),
                self.readings[t0].get(column.id),
            )
            for column, some in zip(columns(), brings, strict=True)
        )

    def dependence(self, side: str) -> tuple[Score | None, ...]:
        """Return by month the share of the other in the trade of one side, where it is told.

        Parameters
        ----------
        side : str
            ``a`` or ``b``.
        """
        found = [known.get(f"share.{side}") for known in self.readings]
        return tuple(None if one is None else Score(one.value, one.low, one.high) for one in found)

    def swapped(self) -> Ties:
        """Return the same tie told from the other side."""
        ids = [column.id for column in columns()]
        order = [ids.index(column.other_side) for column in columns()]
        other = {column.id: column.other_side for column in columns()}
        return replace(
            self,
            a=self.b,
            b=self.a,
            readings=tuple(
                {other[name]: one for name, one in known.items()} for known in self.readings
            ),
            panel=Panel(
                *(
                    np.asarray(getattr(self.panel, name))[:, order]
                    for name in ("low", "value", "high", "known", "open")
                )
            ),
        )


def ties(
    ledger: Ledger,
    a: str,
    b: str,
    period: str | Period,
    *,
    form: str = FORMS[0],
    draws: int | None = None,
) -> Ties:
    """Return the tie of two parties for each month of a period.

    A month is read at its end: what had happened by then, and figures of years that had ended.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    a, b : str
        Two parties by id, code, name or alias.
    period : str or Period
        Such as 2018..2025 or 2024-05.
    form : str
        ``additive`` or ``geometric``.
    draws : int, optional
        How many draws make the band; else as ``settings.csv`` says.

    Raises
    ------
    UnknownNameError
        There is no such party.
    BadDateError
        The period is none.
    BadInputError
        The two are one, or there is no such form.
    """
    check_form(form)
    parties = tuple(find_party(ledger, name).id for name in (a, b))
    if parties[0] == parties[1]:
        raise BadInputError(f"{a} and {b} are one party. Name two different parties.")
    span = read_period(period) if isinstance(period, str) else period
    # Both orders meet the same draws, so that only what differs by side swaps.
    first, second = sorted(parties)
    made = _ties(ledger, first, second, months_of(span), form, draws or int(settings().draws))
    return made if parties[0] == first else made.swapped()


def region(ledger: Ledger) -> tuple[str, ...]:
    """Return the states of the region that the ledger knows, Azerbaijan and Central Asia first."""
    first = [row.id for row in ledger.rows("parties") if is_followed("contacts", row.id, row.id)]
    known = [party for party in region_ids() if ledger.find(party)]
    return tuple(dict.fromkeys((*first, *known)))


def months_of(span: Period) -> tuple[date, ...]:
    """Return the first days of the months that a period touches."""
    first = span.start.year * 12 + span.start.month - 1
    last = span.last_day.year * 12 + span.last_day.month - 1
    return tuple(date(n // 12, n % 12 + 1, 1) for n in range(first, last + 1))


def panel_of(known: Sequence[Mapping[str, Reading]]) -> Panel:
    """Return readings between their goalposts, shapes (t, c)."""
    shape = len(known), len(columns())
    low, value, high = (np.zeros(shape) for _ in range(3))
    has, may = (np.zeros(shape, dtype=bool) for _ in range(2))
    for t, here in enumerate(known):
        for c, column in enumerate(columns()):
            reading = here.get(column.id)
            if reading is not None:
                between = column.feature.between
                low[t, c], value[t, c], high[t, c] = map(between, reading[:3])
                has[t, c], may[t, c] = True, reading.open
    return Panel(low, value, high, has, may)


def _ties(ledger: Ledger, a: str, b: str, months: tuple[date, ...], form: str, draws: int) -> Ties:
    facts: Facts = facts_of(ledger)
    known = tuple(readings(facts, a, b, _next(month)) for month in months)
    panel = panel_of(known)
    point = point_scores(panel, form)
    low, high = band_of(drawn_scores(panel, usual_draws(draws)), point)
    return Ties(ledger, a, b, months, known, panel, form, point, low, high, coverage_of(panel))


def _next(month: date) -> date:
    count = month.year * 12 + month.month
    return date(count // 12, count % 12 + 1, 1)


def _first(month: str | date) -> date:
    if isinstance(month, date):
        return month.replace(day=1)
    return (
        read_period(month).start.replace(day=1)
        if len(month) < 8
        else read_day(month).replace(day=1)
    )
