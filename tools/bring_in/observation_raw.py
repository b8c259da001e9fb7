"""Account for the raw observations that the normalised files were made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .facts import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .facts import Account
    from .observation_merge import Merged
    from .observation_rivals import Ids

RAW_FILES = (
    "diplomacy/observations.csv",
    "freight/observations.csv",
    "energy/observations.csv",
)


def record_raw(facts: Path, merged: list[Merged], ids: Ids, account: Account) -> None:
    """Enter each raw row with the observations that came of it.

    Raises
    ------
    LookupError
        Nothing came of a row.
    """
    found: dict[tuple[str, int], list[str]] = {}
    for one in merged:
        for draft in one.drafts:
            for place in _origins(draft.row.get("origin")):
                found.setdefault(place, []).append(ids[one.first.place])
    for name in RAW_FILES:
        for row in read_rows(facts, name):
            rows = found.get((name, row.line))
            if not rows:
                raise LookupError(f"{name}:{row.line} became nothing. Find out why.")
            account.record(row, "superseded", dict.fromkeys(rows), "worked over row by row")


def _origins(text: str) -> Iterator[tuple[str, int]]:
    """Places that ``freight:214`` or ``diplomacy/observations.csv:233`` name."""
    for folder, line in re.findall(r"(\w+)(?:/observations\.csv)?:(\d+)", text):
        yield f"{folder}/observations.csv", int(line)
