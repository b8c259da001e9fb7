"""Chapters of the Harmonized System as goods of the ledger."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def good_of(chapter: str) -> str:
    """Return SQL of the good of a chapter of two digits."""
    return f"'hs-' || {chapter}"


@cache
def chapters() -> dict[str, str]:
    """Return names in English of the chapters by their two digits."""
    text = files("caspia.importers").joinpath("hs_chapters.csv").read_text(encoding="utf-8")
    return {row["chapter"]: row["label"] for row in csv.DictReader(text.splitlines())}


def good_rows(goods: Iterable[str | None], ids: Mapping[str, str]) -> list[dict[str, str]]:
    """Return rows of ``goods`` for the chapters that are named and that the ledger lacks.

    Parameters
    ----------
    goods : iterable of str or None
        Ids as `good_of` makes them.
    ids : mapping
        Every id of the ledger to its table.
    """
    wanted = {good for good in goods if good} - set(ids)
    return [
        {"good_id": f"hs-{chapter}", "label": f"{label} (HS {chapter})"}
        for chapter, label in chapters().items()
        if f"hs-{chapter}" in wanted
    ]
