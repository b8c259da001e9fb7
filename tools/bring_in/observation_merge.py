"""Tell which rows say the same of the same thing: they are one observation."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from caspia.amounts.units import dimension, factor

if TYPE_CHECKING:
    from .observation_drafts import Draft

_SAME = (
    "series",
    "subject",
    "partner",
    "good",
    "scope",
    "valid_from",
    "valid_to",
    "modality",
    "qualifier",
)
# One telling may leave these out; what the other says then holds for both.
_OPEN = ("mode", "measure", "valuation")
_BASE_UNITS = {"mass": "t", "time": "h"}


@dataclass(slots=True)
class Merged:
    """One observation and the input rows that tell it, the first of which names it."""

    cells: dict[str, str]
    drafts: list[Draft]

    @property
    def first(self) -> Draft:
        """The row that was met first."""
        return self.drafts[0]


def merge(drafts: list[Draft]) -> list[Merged]:
    """Join the rows that tell the same figure.

    Reporters must be the same, or the source must be and one row leave the reporter out. A figure
    without a period is joined only within one source.
    """
    found: dict[tuple[object, ...], list[Merged]] = {}
    order: list[Merged] = []
    for draft in drafts:
        same = found.setdefault(_key(draft), [])
        home = next((one for one in same if _fits(one, draft)), None)
        if home is None:
            same.append(Merged(dict(draft.cells), [draft]))
            order.append(same[-1])
            continue
        home.drafts.append(draft)
        for column in (*_OPEN, "reporter"):
            home.cells[column] = home.cells[column] or draft.cells[column]
    return order


def _key(draft: Draft) -> tuple[object, ...]:
    cells = draft.cells
    return (*(cells[c] for c in _SAME), *(_exact(cells, c) for c in ("value", "low", "high")))


def _exact(cells: dict[str, str], column: str) -> tuple[Fraction, str] | None:
    """Figure in the base unit of its dimension, so that 0.447 Mt is 447 kt."""
    if not cells[column]:
        return None
    unit = cells["unit"]
    base = _BASE_UNITS.get(dimension(unit), unit)
    return Fraction(cells[column]) * factor(unit, base), base


def _fits(one: Merged, draft: Draft) -> bool:
    if not all(_agree(one.cells[c], draft.cells[c]) for c in _OPEN):
        return False
    same_source = any(old.source == draft.source for old in one.drafts)
    dated = bool(draft.cells["valid_from"] or draft.cells["valid_to"])
    if one.cells["reporter"] == draft.cells["reporter"]:
        return dated or same_source
    return same_source and _agree(one.cells["reporter"], draft.cells["reporter"])


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other
