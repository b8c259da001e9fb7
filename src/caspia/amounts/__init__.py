"""Amounts: a figure, how it was hedged, the interval it stands for, and its unit.

The qualifier is part of the number: "more than 1.5 bcm" is not 1.5 bcm. See ``docs/amounts.md``.
"""

from __future__ import annotations

from caspia.amounts.agreement import Agreement, agree
from caspia.amounts.amount import Amount, convert
from caspia.amounts.arithmetic import (
    change,
    difference,
    multiple,
    product,
    scaled,
    share,
    sum_of,
    widen,
)
from caspia.amounts.qualifiers import Qualifier
from caspia.amounts.reading import parse_amount
from caspia.amounts.units import check_unit, dimension, same_dimension
from caspia.amounts.writing import format_amount, format_interval

__all__ = [
    "Agreement",
    "Amount",
    "Qualifier",
    "agree",
    "change",
    "check_unit",
    "convert",
    "difference",
    "dimension",
    "format_amount",
    "format_interval",
    "multiple",
    "parse_amount",
    "product",
    "same_dimension",
    "scaled",
    "share",
    "sum_of",
    "widen",
]
