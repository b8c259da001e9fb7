"""Tell which rows say the same of the same thing: they are one observation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from caspia.amounts.units import dimension, factor

from .curation import table

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
    without a period is joined only within one source. Rows that say the same in other words are
    joined by the table of decisions.
    """
    decided = {(r["file"], int(r["line"])): r for r in table("observation_same")}
    found: dict[tuple[object, ...], list[Merged]] = {}
    order: list[Merged] = []
    for draft in drafts:
        if draft.place in decided:
            continue
        same = found.setdefault(_key(draft), [])
        home = next((one for one in same if _fits(one, draft)), None)
        if home is None:
            same.append(Merged(dict(draft.cells), [draft]))
            order.append(same[-1])
        else:
            _join(home, draft)
    _join_decided(drafts, decided, order)
    return order


def _join(home: Merged, draft: Draft) -> None:
    """Add a telling; what the first one leaves out is taken from it."""
    home.drafts.append(draft)
    for column in (*_OPEN, "reporter"):
        home.cells[column] = home.cells[column] or draft.cells[column]


def _join_decided(
    drafts: list[Draft], decided: dict[tuple[str, int], dict[str, str]], order: list[Merged]
) -> None:
    homes = {draft.place: one for one in order for draft in one.drafts}
    by_place = {draft.place: draft for draft in drafts}
    for place, rule in decided.items():
        home, draft = homes[rule["same_file"], int(rule["same_line"])], by_place[place]
        if _figures(home.cells) != _figures(draft.cells):
            raise ValueError(f"{place} and {home.first.place} say two figures. Mend the table.")
        _join(home, replace(draft, reasons=(*draft.reasons, rule["reason"])))


def _figures(cells: dict[str, str]) -> list[tuple[Fraction, str] | None]:
    return [_exact(cells, column) for column in ("value", "low", "high")]


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
