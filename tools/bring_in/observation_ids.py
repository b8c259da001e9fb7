"""Ids of observations: SERIES.SUBJECT-PARTNER.PERIOD.SOURCE, with what sets twins apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .observation_merge import Merged

# In this order: the first that differ among rows of one base are added to it.
_APART = ("good", "scope", "mode", "reporter", "qualifier", "unit", "value", "low", "high")


def give_ids(merged: list[Merged]) -> dict[tuple[str, int], str]:
    """Id of each observation by the place of its first row; ids of the input are kept.

    Raises
    ------
    ValueError
        Two rows cannot be told apart.
    """
    taken = {one.first.given for one in merged if one.first.given}
    ids = {one.first.place: one.first.given for one in merged if one.first.given}
    groups: dict[str, list[Merged]] = {}
    for one in merged:
        if not one.first.given:
            groups.setdefault(_base(one), []).append(one)
    for base, group in groups.items():
        for one, observation in zip(group, _names(base, group, taken), strict=True):
            if observation in taken:
                raise ValueError(f"{one.first.place} and another are {observation!r}. Tell apart.")
            taken.add(observation)
            ids[one.first.place] = observation
    return ids


def _base(one: Merged) -> str:
    cells = one.cells
    who = "-".join(filter(None, (cells["subject"], cells["partner"])))
    modality = "" if cells["modality"] in {"", "actual"} else cells["modality"]
    parts = (cells["series"], who, one.first.period, one.first.source, modality)
    return ".".join(filter(None, parts)).lower()


def _names(base: str, group: list[Merged], taken: set[str]) -> list[str]:
    if len(group) == 1 and base not in taken:
        return [base]
    columns: list[str] = []
    names = [base] * len(group)
    for column in _APART:
        if len(set(names)) == len(names) and not taken.intersection(names):
            break
        if base in taken or len({one.cells[column] for one in group}) > 1:
            columns.append(column)
            names = [_name(base, one, columns) for one in group]
    return names


def _name(base: str, one: Merged, columns: list[str]) -> str:
    return ".".join(filter(None, (base, *(_slug(one.cells[c]) for c in columns))))


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9.+_-]+", "-", text.lower()).strip("-")
