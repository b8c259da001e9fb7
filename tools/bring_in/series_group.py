"""Groups of series, for counting."""

from __future__ import annotations

import re
from functools import cache

from .curation import table


@cache
def group_of(series: str) -> str:
    """Group of a series.

    Raises
    ------
    LookupError
        No pattern fits, or more than one.
    """
    fitting = [r["group"] for r in table("series_groups") if re.fullmatch(r["pattern"], series)]
    if len(fitting) != 1:
        raise LookupError(f"Series {series!r} is in groups {fitting}. Mend series_groups.csv.")
    return fitting[0]


def groups() -> list[str]:
    """Every group in the order of the table."""
    return [rule["group"] for rule in table("series_groups")]
