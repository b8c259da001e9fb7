"""Drawn reports for the tests, and the costs of the program written out plainly."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from caspia.reconcile import Reports, reports_from
from caspia.reconcile.groups import LOOSEST

HEDGES = ("exact", "rounded", "wide", "more_than", "up_to")


@st.composite
def one_report(draw):
    """Return (value, low, high, soft_low, soft_high) of one hedge."""
    value = draw(st.integers(1, 2000)) / 10
    hedge = draw(st.sampled_from(HEDGES))
    if hedge == "more_than":
        return value, value, value * 1.2, False, True
    if hedge == "up_to":
        return value, value * 0.8, value, True, False
    half = {"exact": 0.0, "rounded": 0.05, "wide": value / 20}[hedge]
    return value, value - half, value + half, False, False


@st.composite
def reports_of_one(draw, least=1, most=5):
    """Return reports of one quantity by a teller each."""
    rows = draw(st.lists(one_report(), min_size=least, max_size=most))
    return build(rows)


def build(rows, quantity=None, teller=None) -> Reports:
    values = [np.array(column) for column in zip(*rows, strict=True)]
    return reports_from(
        np.zeros(len(rows), dtype=int) if quantity is None else quantity,
        values[0],
        values[1],
        values[2],
        teller=teller,
        soft_low=values[3],
        soft_high=values[4],
    )


def changed(reports: Reports, **arrays) -> Reports:
    names = Reports.__slots__
    return Reports(**{name: arrays.get(name, getattr(reports, name)) for name in names})


def of_one_teller(reports: Reports) -> Reports:
    return changed(reports, teller=np.zeros_like(reports.teller))


def plain_cost(x, reports, spread, rules, tie):
    """Return the cost of a point by its definition, one report after another."""
    two_sided = [a == b for a, b in zip(reports.soft_low, reports.soft_high, strict=True)]
    total = 0.0
    for i in range(len(reports)):
        value, low, high = reports.value[i], reports.low[i], reports.high[i]
        for gap, soft in ((low - x, reports.soft_low[i]), (x - high, reports.soft_high[i])):
            total += _bent(gap / (spread * (rules.soft_spread if soft else 1.0)), rules.bend)
        if two_sided[i] or not any(two_sided):
            reach = min(max(value - low, high - value), LOOSEST * spread) + 0.1 * spread
            total += tie * ((x - value) / reach) ** 2 / 2
    return total


def _bent(miss, bend):
    if miss <= 0:
        return 0.0
    return miss**2 / 2 if miss <= bend else bend * miss - bend**2 / 2
