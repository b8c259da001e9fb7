"""What a cause changes in the network: links that open and shut, numbers that move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.demand import demand_on
from caspia.ledger import holds_on
from caspia.network import Network

if TYPE_CHECKING:
    from datetime import date

    from caspia.ledger import Ledger, Period
    from caspia.network import Change

_MIDDLE = 15
_TABLES = (
    "agreement_status", "link_status", "links", "link_values", "handling", "transit_permissions",
    "observations",
)  # fmt: skip
_UNDATED = frozenset({"links"})


@dataclass(frozen=True, slots=True)
class Touched:
    """What one cause changes, before anything moves otherwise.

    Attributes
    ----------
    rows : tuple of str
        Its rows that hold in some month of the period.
    changes : tuple of Change
        Links that differ, each as in the first month in which it does.
    months : int
        Months of the period in which rows of it hold.
    demand_tonnes : float
        By how much what wants to move differs over the period.
    """

    rows: tuple[str, ...]
    changes: tuple[Change, ...]
    months: int
    demand_tonnes: float


def touched(before: Ledger, after: Ledger, period: Period) -> Touched:
    """Return what the highest layer of a ledger changes against another in a period."""
    layer = after.layers[-1].name
    tables = demand_on(before, period), demand_on(after, period)
    days = [month.replace(day=_MIDDLE) for month in tables[0].months]
    held = {day: _holding(after, layer, day) for day in days}
    rows = tuple(dict.fromkeys(row for found in held.values() for row in found))
    found: dict[tuple[str, str, str], Change] = {}
    for day in days if rows else ():
        for change in Network.on(before, day).changes(Network.on(after, day)):
            found.setdefault((change.link_id, change.kind, change.what), change)
    tables = demand_on(before, period), demand_on(after, period)
    more = float(tables[1].tonnes.sum() - tables[0].tonnes.sum())
    return Touched(
        rows, tuple(found[key] for key in sorted(found)), sum(map(bool, held.values())), more
    )


def _holding(ledger: Ledger, layer: str, day: date) -> tuple[str, ...]:
    """Return the rows of a layer that hold on a day; the nearest price holds, whenever it is of."""
    return tuple(
        row.id
        for table in _TABLES
        for row in ledger.rows(table)
        if row.layer == layer and (table in _UNDATED or holds_on(row, day))
    )
