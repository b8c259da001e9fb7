"""Series that imports need and that a ledger may lack."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def added_series() -> tuple[dict[str, str], ...]:
    """Return the rows of ``added_series.csv``, as rows of ``series``."""
    text = files("caspia.importers").joinpath("added_series.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
