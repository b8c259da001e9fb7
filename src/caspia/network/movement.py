"""What moving over a link takes on a day: time under way, dwell and cost as intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from caspia.ledger import holds_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from caspia.ledger import Ledger, Row

# What one unit of cost is in USD per tonne: 0.7 t of gas in 1000 m3, 20 t in a container.
_PER_TONNE = {"USD_per_t": 1.0, "USD_per_1000m3": 1 / 0.7, "USD_per_FEU": 1 / 20}


class Spread(NamedTuple):
    """A median and the ends of its interval."""

    low: float
    value: float
    high: float


NOTHING = Spread(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Movement:
    """What a link takes.

    Attributes
    ----------
    time_h, dwell_h : Spread
        Hours under way, and waiting at borders and for service.
    cost_usd_per_t : Spread
        Cost in USD per tonne.
    assumed : bool
        Whether time or cost rests on an assumption.
    because : tuple of str
        Rows that say so.
    """

    time_h: Spread
    dwell_h: Spread
    cost_usd_per_t: Spread
    assumed: bool
    because: tuple[str, ...]


def movements(ledger: Ledger, link_ids: Iterable[str], on: date, good: str) -> dict[str, Movement]:
    """Return what moving a good over links takes on a day.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    link_ids : iterable of str
        The links asked for.
    on : date
        The day.
    good : str
        What is carried.
    """
    values: dict[str, list[Row]] = {}
    for row in ledger.rows("link_values"):
        if holds_on(row, on) and row["good"] in (None, good):
            values.setdefault(row["link_id"], []).append(row)
    dwells: dict[str, list[Row]] = {}
    for row in ledger.rows("handling", attribute="dwell"):
        if row["link"]:
            dwells.setdefault(row["link"], []).append(row)
    return {k: _movement(values.get(k, []), dwells.get(k, [])) for k in link_ids}


def _movement(values: list[Row], dwells: list[Row]) -> Movement:
    times = [row for row in values if row["attribute"] == "time"]
    costs = [row for row in values if row["attribute"] == "cost"]
    used = [*times[:1], *costs[:1], *dwells[:1]]
    return Movement(
        _spread(times, 1.0),
        _spread(dwells, 1.0),
        _spread(costs, _PER_TONNE[costs[0]["unit"]] if costs else 1.0),
        len(used) < 2 or any(row["basis"] == "assumed" for row in used),
        tuple(row.id for row in used),
    )


def _spread(rows: list[Row], scale: float) -> Spread:
    if not rows:
        return NOTHING
    value = rows[0]["value"] * scale
    return Spread(value * 0.7, value, value * 1.6)
