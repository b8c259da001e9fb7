"""The table of units is what pint reads in their definitions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caspia.amounts.unit_sizes import unit_sizes
from caspia.amounts.units import factor, same_dimension
from caspia.errors import AmountError
from tools.measure_units import SIZES, registry, sizes_as_csv

PINT = registry()
NAMES = sorted(unit_sizes())


def test_the_table_is_what_pint_reads():
    assert SIZES.read_text(encoding="utf-8") == sizes_as_csv(), (
        "run `python -m tools.measure_units`"
    )


def quantity(above: str, below: str):
    return (PINT.Quantity(Fraction(1), above) / PINT.Quantity(Fraction(1), below)).to_root_units()


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_compound_units_convert_as_pint_converts_them(one, other, below):
    mine, theirs = (f"{name}_per_{below}" for name in (one, other))
    a, b = quantity(one, below), quantity(other, below)
    assert same_dimension(mine, theirs) == (a.dimensionality == b.dimensionality)
    if same_dimension(mine, theirs):
        assert factor(mine, theirs) == Fraction(a.magnitude) / Fraction(b.magnitude)
    else:
        with pytest.raises(AmountError, match="does not convert"):
            factor(mine, theirs)
