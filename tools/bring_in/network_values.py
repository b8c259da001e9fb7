"""Capacity, time and cost of links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from caspia.amounts import check_unit

from .curation import keyed
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


class Figure(NamedTuple):
    """One figure of a link; the basis is empty where the input does not tell it."""

    attribute: str
    value: str
    unit: str
    basis: str


def add_values(row: InputRow, book: Book, source: str) -> list[str]:
    """Add what a link can pass, how long it takes and what it costs; return the ids."""
    figures = (
        Figure("capacity", row["capacity"], row["capacity_unit"], ""),
        Figure("time", row["time_h"], "h", row.get("time_basis")),
        Figure("cost", row["cost"], row["cost_unit"], row.get("cost_basis")),
    )
    found = [_add(row, figure, book, source) for figure in figures if figure.value]
    earlier = keyed("link_capacities_before").get(row["link_id"])
    return found + ([_add_earlier(row, earlier, book, source)] if earlier else [])


def _add(row: InputRow, figure: Figure, book: Book, source: str) -> str:
    basis = figure.basis or _basis(row, source)
    earlier = keyed("link_capacities_before").get(row["link_id"], {})
    found = book.add(
        "link_values",
        f"{row['link_id']}/{figure.attribute}",
        link_id=row["link_id"],
        attribute=figure.attribute,
        valid_from=earlier.get("until", "") if figure.attribute == "capacity" else "",
        good=_GOODS.get(row["mode"], ""),
        value=figure.value,
        unit=check_unit(figure.unit),
        basis=basis,
    )
    # What was assumed is nobody's statement; the note says from what it was reckoned.
    teller = GENERAL if basis == "assumed" else source
    book.report(found, teller, note=_note(row, figure.attribute))
    return found


def _add_earlier(row: InputRow, earlier: dict[str, str], book: Book, source: str) -> str:
    """Add the capacity that an upgrade ended."""
    found = book.add(
        "link_values",
        f"{row['link_id']}/capacity/until-{earlier['until']}",
        link_id=row["link_id"],
        attribute="capacity",
        valid_to=earlier["until"],
        good=_GOODS.get(row["mode"], ""),
        value=earlier["value"],
        unit=check_unit(earlier["unit"]),
        basis=_basis(row, source),
    )
    book.report(found, source, note=earlier["reason"])
    return found


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
