"""Capacity, time and cost of links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.amounts import check_unit

from .curation import keyed
from .dates import first_day
from .sources import GENERAL

if TYPE_CHECKING:
    from .book import Book
    from .facts import InputRow

_GOODS = {
    "gas_pipeline": "natural_gas",
    "swap": "natural_gas",
    "oil_pipeline": "crude_oil",
    "power_cable": "electricity",
}


def add_values(row: InputRow, book: Book, source: str) -> list[str]:
    """Add what a link can pass, how long it takes and what it costs; return the ids."""
    figures = (
        ("capacity", row["capacity"], row["capacity_unit"], ""),
        ("time", row["time_h"], "h", row.get("time_basis")),
        ("cost", row["cost"], row["cost_unit"], row.get("cost_basis")),
    )
    return [
        _add(row, book, source, attribute, value, unit, basis)
        for attribute, value, unit, basis in figures
        if value
    ]


def _add(
    row: InputRow, book: Book, source: str, attribute: str, value: str, unit: str, basis: str
) -> str:
    found = book.add(
        "link_values",
        f"{row['link_id']}/{attribute}",
        link_id=row["link_id"],
        attribute=attribute,
        valid_from=_valid_from(row, attribute),
        good=_GOODS.get(row["mode"], ""),
        value=value,
        unit=check_unit(unit),
        basis=basis or _basis(row, source),
    )
    book.report(found, source, note=_note(row, attribute))
    return found


def _valid_from(row: InputRow, attribute: str) -> str:
    """An upgrade gives its link another capacity from that day on."""
    upgraded = row["link_id"] in keyed("link_upgrades") and row["status"] == "open"
    return first_day(row["open_from"]) if upgraded and attribute == "capacity" else ""


def _basis(row: InputRow, source: str) -> str:
    told_as_guess = "capacity general knowledge" in row["note"]
    return "assumed" if source == GENERAL or told_as_guess else "observed"


def _note(row: InputRow, attribute: str) -> str:
    """Return the part of the note that speaks of the attribute, else the whole for capacity."""
    parts = row["note"].split("; ")
    for number, part in enumerate(parts):
        if part.startswith(f"{attribute}: "):
            ends = (n for n in range(number + 1, len(parts)) if parts[n].startswith("cost: "))
            return "; ".join(parts[number : next(ends, len(parts))])
    return row["note"] if attribute == "capacity" else ""
