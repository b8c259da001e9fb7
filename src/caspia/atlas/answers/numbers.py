"""Numbers of the network as the page shows them: interval, unit, basis, and a short text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.amounts import Amount, format_amount

if TYPE_CHECKING:
    from caspia.network.measures import Capacity, Value

_DIGITS = 3


def value_told(attribute: str, good: str, value: Value, unit: str) -> dict[str, Any]:
    """Return a value of a link or of work at a place."""
    return {"attribute": attribute, "good": good, **_interval(value), "unit": unit} | {
        "text": in_words(value, unit),
        "basis": value.basis,
        "rows": list(value.rows),
        "assumptions": list(value.assumptions),
    }


def capacity_told(capacity: Capacity) -> dict[str, Any]:
    """Return what something can carry, with what kind of limit that is."""
    monthly = capacity.t_per_month
    return {
        "kind": capacity.kind,
        **_interval(capacity.value),
        "unit": capacity.unit,
        "text": in_words(capacity.value, capacity.unit),
        "t_per_month": None if monthly is None else _interval(monthly),
        "basis": capacity.value.basis,
        "rows": list(capacity.value.rows),
        "assumptions": list(capacity.value.assumptions),
    }


def in_words(value: Value, unit: str) -> str:
    """Return a value with its interval to three digits: ``31 h (24 to 45)``."""
    median, low, high = (_short(one) for one in (value.median, value.low, value.high))
    told = format_amount(Amount.of(median, unit, "exact"))
    return told if low == high else f"{told} ({low:,g} to {high:,g})"


def _interval(value: Value) -> dict[str, float]:
    return {"value": _short(value.median), "low": _short(value.low), "high": _short(value.high)}


def _short(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")
