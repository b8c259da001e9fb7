"""The table of qualifiers: which interval a hedged figure stands for. The table itself is data."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

Qualifier = Literal[
    "exact",
    "about",
    "nearly",
    "more_than",
    "at_least",
    "less_than",
    "up_to",
    "between",
    "unknown",
]
QUALIFIERS: tuple[str, ...] = get_args(Qualifier)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of ``qualifiers.csv``.

    Attributes
    ----------
    qualifier : str
        Name in the ledger.
    kind : str
        ``counted`` or ``measured`` where that matters, else empty.
    low, high : str
        How each end comes about: ``value``, ``value-half_digit``, ``value-spread``,
        ``rung_above`` and so on.
    soft : str
        ``low`` or ``high`` where that end only says what is likely.
    spread : Fraction
        Least half-width as a share of the value.
    rungs : tuple of Fraction
        The round numbers between 1 and 10 that people name.
    words : tuple of str
        Words that mean it; the first is the one written.
    meaning : str
        One sentence.
    """

    qualifier: Qualifier
    kind: str
    low: str
    high: str
    soft: str
    spread: Fraction
    rungs: tuple[Fraction, ...]
    words: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Ends:
    """The two ends of an interval; None where there is no bound on that side."""

    low: Fraction | None
    high: Fraction | None
    soft_low: bool = False
    soft_high: bool = False

    def mirrored(self) -> Ends:
        """Return the interval of the negative."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Ends(low, high, self.soft_high, self.soft_low)


@cache
def rules() -> tuple[Rule, ...]:
    """Return the table of qualifiers in its order."""
    with Path(__file__).with_name("qualifiers.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_rule(row) for row in csv.DictReader(file))


def rule(qualifier: Qualifier, *, counted: bool = False) -> Rule:
    """Return the rule of a qualifier; `counted` chooses between the two rows of ``exact``."""
    kind = "counted" if counted else "measured"
    return next(r for r in rules() if r.qualifier == qualifier and r.kind in ("", kind))


def ends(chosen: Rule, value: Fraction, digit: Fraction) -> Ends:
    """Return the interval that a rule gives a figure.

    Signs are kept: the rule is read on the size of the figure and mirrored below zero, so that a
    fall of "more than 5 percent" is -6 to -5. Next to zero there is no round number: "more than 0"
    has no end above, and "less than 0" none below.

    Parameters
    ----------
    chosen : Rule
        A row of the table other than ``between`` and ``unknown``.
    value, digit : Fraction
        The figure and the unit of its last digit printed.
    """
    if value < 0:
        return ends(chosen, -value, digit).mirrored()
    steps = {
        "value": value,
        "value-half_digit": value - digit / 2,
        "value+half_digit": value + digit / 2,
        "value-spread": value - max(digit, chosen.spread * value),
        "value+spread": value + max(digit, chosen.spread * value),
        "rung_above": next_rung(value, chosen.rungs, up=True),
        "rung_below": next_rung(value, chosen.rungs, up=False),
    }
    low, high = steps[chosen.low], steps[chosen.high]
    soft_low = chosen.soft == "low" and low is not None
    soft_high = chosen.soft == "high" and high is not None
    return Ends(low, high, soft_low, soft_high)


def next_rung(value: Fraction, rungs: tuple[Fraction, ...], *, up: bool) -> Fraction | None:
    """Return the next round number strictly above or below a positive value; None at zero."""
    if value == 0 or not rungs:
        return None
    power = Fraction(1)
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    ladder = [rung * scale for scale in (power / 10, power, power * 10) for rung in rungs]
    if up:
        return min(step for step in ladder if step > value)
    return max(step for step in ladder if step < value)


def _rule(row: dict[str, str]) -> Rule:
    return Rule(
        qualifier=cast("Qualifier", row["qualifier"]),
        kind=row["kind"],
        low=row["low"],
        high=row["high"],
        soft=row["soft"],
        spread=Fraction(row["spread_percent"] or "0") / 100,
        rungs=tuple(Fraction(rung) for rung in row["rungs"].split()),
        words=tuple(row["words"].split(";")),
        meaning=row["meaning"],
    )
