"""Small sets of words that the grammar needs, from one table."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a set of words without case and accents.

    Raises
    ------
    KeyError
        The table has no such set.
    """
    return _table()[name]


@cache
def _table() -> dict[str, frozenset[str]]:
    with (files("caspia.claims") / "words" / "sets.csv").open(encoding="utf8") as file:
        return {row["name"]: frozenset(row["words"].split()) for row in csv.DictReader(file)}
