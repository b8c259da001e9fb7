"""The same flow told by the other side: my exports to you are your imports from me."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.amounts import Amount
    from caspia.reconcile.assumptions import Assumptions
    from caspia.reconcile.figures import Figure, Quantity


@dataclass(frozen=True, slots=True)
class OtherSide:
    """The series in which the other side of a flow tells of it.

    Attributes
    ----------
    series : str
        Its id.
    margin : str
        ``over`` where its figure holds freight that this side's does not, ``under`` where it is
        the other way round, ``none`` where both measure the same.
    """

    series: str
    margin: str


@cache
def other_sides() -> dict[str, OtherSide]:
    """Return the other side of each series that has one, from ``mirrors.csv``."""
    path = Path(__file__).with_name("mirrors.csv")
    found: dict[str, OtherSide] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            over, under = ("over", "under") if row["margin"] == "yes" else ("none", "none")
            found[row["exporter_series"]] = OtherSide(row["importer_series"], over)
            found[row["importer_series"]] = OtherSide(row["exporter_series"], under)
    return found


def mirror_series(series: str) -> tuple[str, ...]:
    """Return the series in which the other side tells of the same flow, if there is one."""
    other = other_sides().get(series)
    return (other.series,) if other else ()


def mirrored(
    quantity: Quantity, told: Mapping[Quantity, Sequence[Figure]], rules: Assumptions
) -> tuple[Figure, ...]:
    """Return the other side's figures of a flow, brought to this side's valuation.

    An importer's value holds freight and insurance; over the exporter's it is `mirror_low` to
    `mirror_high`, usually `mirror_usual`.
    """
    side = other_sides().get(quantity.series)
    if side is None or quantity.partner is None:
        return ()
    other = replace(
        quantity, series=side.series, subject=quantity.partner, partner=quantity.subject
    )
    return tuple(
        replace(figure, amount=_by_margin(figure.amount, rules, side.margin), mirror=True)
        for found, figures in told.items()
        if replace(found, mode=quantity.mode, measure=quantity.measure) == other
        for figure in figures
    )


def _by_margin(amount: Amount, rules: Assumptions, margin: str) -> Amount:
    """Return an amount over, or times, the interval of the margin; as it is where there is none."""
    if margin == "none":
        return amount
    least, usual, most = rules.mirror_low, rules.mirror_usual, rules.mirror_high
    by = (least, usual, most) if margin == "under" else (1 / most, 1 / usual, 1 / least)
    return replace(
        amount,
        value=None if amount.value is None else amount.value * by[1],
        low=None if amount.low is None else amount.low * by[0],
        high=None if amount.high is None else amount.high * by[2],
        quoted=None,
        last_digit=None,
    )
