"""Numbers that are laid over those of the record: a user's own figures, and multiples.

A row of a layer above the reference stands for the link or place whatever the record or a usual
rate says. A row in ``ratio`` multiplies what the number would be without it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caspia.ledger import holds_on
from caspia.network.measures import Value
from caspia.network.told import HOURS, middle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caspia.ledger import Row
    from caspia.network.measures import Basis
    from caspia.network.value_rows import ValueRows

RATIO = "ratio"
#: In ``from_mode`` and ``to_mode`` of handling: whatever is handed over at the place.
ANY = "any"
_REFERENCE = "reference"
_FIRMNESS: tuple[Basis, ...] = ("observed", "measured", "assumed")
#: Units of cost, and the assumption that makes tonnes of what they are per; empty for tonnes.
TONNES_OF = {
    "USD_per_t": "",
    "USD_per_TEU": "teu_tonnes",
    "USD_per_FEU": "feu_tonnes",
    "USD_per_1000m3": "gas_density",
}


def speaking(told: Iterable[Row], attribute: str, rows: ValueRows) -> list[Row]:
    """Return the rows that speak of an attribute on the day, for the good or for all.

    Of rows that are no multiples those of the highest layer take the others' place.

    Parameters
    ----------
    told : iterable of Row
        Rows of a link or place.
    attribute : str
        ``capacity``, ``time``, ``dwell`` or ``cost``.
    rows : ValueRows
        The day, the good and the order of layers.
    """
    held = [
        row
        for row in told
        if row["attribute"] == attribute and holds_on(row, rows.on) and _means_good(row, rows)
    ]
    figures = [row for row in held if row["unit"] != RATIO]
    if len({row.layer for row in figures}) > 1:
        top = max((row.layer for row in figures), key=rows.layers.index)
        figures = [row for row in figures if row.layer == top]
    return [*figures, *multiples(held)]


def multiples(held: Iterable[Row]) -> list[Row]:
    """Return the rows that multiply."""
    return [row for row in held if row["unit"] == RATIO]


def overlaid(value: Value, told: Iterable[Row], attribute: str, rows: ValueRows) -> Value:
    """Return a number after what is laid over it: an own figure stands, then multiples.

    Parameters
    ----------
    value : Value
        What the record and the usual rates come to; hours, or US dollars per tonne.
    told : iterable of Row
        Rows of the link or place.
    attribute : str
        ``time``, ``dwell`` or ``cost``.
    rows : ValueRows
        The day, the good and the order of layers.
    """
    held = speaking(told, attribute, rows)
    own = [row for row in held if row.layer != _REFERENCE and row["unit"] != RATIO]
    return multiplied(_own_value(own[0], rows) if own else value, multiples(held))


def multiplied(value: Value, by: Sequence[Row]) -> Value:
    """Return a number times what rows in ``ratio`` say; what it rests on grows by these."""
    for row in by:
        scaled = value.times(middle(row))
        basis = max((value.basis, row["basis"]), key=_FIRMNESS.index)
        value = replace(scaled, basis=basis, rows=(*value.rows, row.id))
    return value


def _own_value(row: Row, rows: ValueRows) -> Value:
    """Return a figure in hours or US dollars per tonne."""
    centre = middle(row)
    low, high = (centre if row[end] is None else float(row[end]) for end in ("low", "high"))
    found = Value(centre, low, high, row["basis"], (row.id,))
    if row["unit"] in HOURS:
        return found.times(HOURS[row["unit"]])
    assumption = TONNES_OF[row["unit"]]
    if not assumption:
        return found
    per_tonne = found.times(1 / rows.parameters.number(assumption))
    return replace(per_tonne, assumptions=(assumption,))


def _means_good(row: Row, rows: ValueRows) -> bool:
    return "good" not in row.cells or row["good"] in (None, rows.good)
