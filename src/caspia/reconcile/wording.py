"""Reconciled figures as people write them."""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING

from caspia.amounts import Amount, format_amount

if TYPE_CHECKING:
    from caspia.reconcile.result import Reconciled, Told

# Digits of a figure whose interval has no width.
_DIGITS = 4
_MINUS = "−"


def best_text(reconciled: Reconciled) -> str:
    """Write the best value, to a tenth of the width of its interval: "566.8 MUSD"."""
    if reconciled.stands_alone:
        return format_amount(reconciled.reports[0].amount)
    digit = _last_digit(reconciled)
    return format_amount(_rounded(reconciled.value, reconciled.quantity.unit, digit))


def interval_text(reconciled: Reconciled) -> str:
    """Write the interval: "528–599 MUSD"."""
    return format_amount(reconciled.amount)


def pull_text(reconciled: Reconciled, report: Told) -> str:
    """Write how far a report moves the best value, with its sign; empty where it is alone."""
    if report.pull is None:
        return ""
    written = format_amount(
        _rounded(report.pull, reconciled.quantity.unit, _last_digit(reconciled))
    )
    return written if written.startswith((_MINUS, "0 ")) else f"+{written}"


def part_text(reconciled: Reconciled, report: Told) -> str:
    """Write what a report does to the answer, in a few words."""
    pull = pull_text(reconciled, report)
    parts = [
        "told by the other side" if report.mirror else "",
        f"weight {report.weight:.0%}",
        f"pull {pull}" if pull else "",
        f"gross error {_share(report.gross)}",
    ]
    return ", ".join(part for part in parts if part)


def _share(probability: float) -> str:
    return "under 1%" if probability < 0.01 else f"{probability:.0%}"


def _last_digit(reconciled: Reconciled) -> float:
    """Return a tenth of the width of the interval, as a power of ten."""
    low, high = reconciled.low, reconciled.high
    width = high - low if low is not None and high is not None else 0.0
    if width <= 0:
        width = abs(reconciled.value) * 10.0**-_DIGITS or 1.0
    return 10.0 ** (floor(log10(width)) - 1)


def _rounded(value: float, unit: str, digit: float) -> Amount:
    number = round(value / digit) * digit
    return Amount(number, "exact", number, number, unit, last_digit=digit)
