"""The same flow told by the other side: my exports to you are your imports from me."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caspia.amounts import Amount
    from caspia.reconcile.assumptions import Assumptions
    from caspia.reconcile.figures import Figure, Quantity

# The other side's series of each, and whether its figure holds freight that this side's does not.
_OTHER_SIDE = {"exports": ("imports", True), "imports": ("exports", False)}


def mirror_series(series: str) -> tuple[str, ...]:
    """Return the series in which the other side tells of the same flow, if there is one."""
    return (_OTHER_SIDE[series][0],) if series in _OTHER_SIDE else ()


def mirrored(
    quantity: Quantity, told: Mapping[Quantity, Sequence[Figure]], rules: Assumptions
) -> tuple[Figure, ...]:
    """Return the other side's figures of a flow, brought to this side's valuation.

    An importer's figure holds freight and insurance; over the exporter's it is `mirror_low` to
    `mirror_high`, usually `mirror_usual`.
    """
    if quantity.series not in _OTHER_SIDE or quantity.partner is None:
        return ()
    series, has_freight = _OTHER_SIDE[quantity.series]
    other = replace(quantity, series=series, subject=quantity.partner, partner=quantity.subject)
    return tuple(
        replace(
            figure,
            amount=_by_margin(figure.amount, rules, adding=not has_freight),
            mirror=True,
        )
        for found, figures in told.items()
        if replace(found, mode=quantity.mode, measure=quantity.measure) == other
        for figure in figures
    )


def _by_margin(amount: Amount, rules: Assumptions, *, adding: bool) -> Amount:
    """Return an amount over, or times, the interval of the margin."""
    least, usual, most = rules.mirror_low, rules.mirror_usual, rules.mirror_high
    by = (least, usual, most) if adding else (1 / most, 1 / usual, 1 / least)
    return replace(
        amount,
        value=None if amount.value is None else amount.value * by[1],
        low=None if amount.low is None else amount.low * by[0],
        high=None if amount.high is None else amount.high * by[2],
        quoted=None,
        last_digit=None,
    )
