"""What limits may be: by the interval of the figure, and of what makes tonnes of trains and trucks.

A plain run takes limits at their high end; a draw takes them anywhere within.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from caspia.ledger import name_of
from caspia.network.capacities import link_capacities
from caspia.network.value_rows import value_rows
from caspia.scenarios.ensembles.factor import Factor
from caspia.scenarios.ensembles.spans import LooseSpans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows import Region, Room
    from caspia.ledger import Ledger, Row
    from caspia.network.measures import Capacity
    from caspia.scenarios.ensembles.factor import FactorBook

    Numbers = NDArray[np.float64]

_BOXES = "TEU_per_year"
_MIDDLE = 15
# A line is built for a round figure: 10 bcm a year is not anything from 5 to 15.
_ROUND = 0.1


class _Ratio(NamedTuple):
    """What a limit may be, as parts of what it is taken for."""

    low: float
    middle: float
    high: float


_EXACT = _Ratio(1.0, 1.0, 1.0)


def room_spans(region: Region, book: FactorBook) -> tuple[LooseSpans, LooseSpans]:
    """Return factors on each limit: by its figure, and by what one train or truck carries.

    Both have shape (rooms,) and are parts of what the region takes the limit for.
    """
    figures, loads = [], []
    for room in region.rooms:
        # One that gives way to an agreement all the time limits nothing.
        holds = bool(np.isfinite(room.tonnes).any())
        figures.append(_figure(region.ledger, room, book) if holds else (_EXACT, ""))
        loads.append(_load(region, room, book) if holds else (_EXACT, ""))
    return _spans(figures), _spans(loads)


def _spans(found: list[tuple[_Ratio, str]]) -> LooseSpans:
    ratios = np.array([ratio for ratio, _ in found]).reshape(-1, 3)
    owner = np.array([one for _, one in found], dtype=object)
    return LooseSpans(ratios[:, 1], ratios[:, 0], ratios[:, 2], owner)


def _figure(ledger: Ledger, room: Room, book: FactorBook) -> tuple[_Ratio, str]:
    """Return the interval of the figures that a limit rests on, the widest of them."""
    known = [(ratio, row) for row in _rows(ledger, room) if (ratio := _interval(ledger, row))]
    if not known:
        return _EXACT, ""
    ratio, row = max(known, key=lambda pair: pair[0].high - pair[0].low)
    # Links of one line often have one figure of one source: then it is one fact.
    sources = sorted({report.source_id for report in ledger.reports(row.id)})
    name = f"{ledger.amount(row).value:g} {row['unit']} by {'+'.join(sources)}"
    title = f"Capacity of {name_of(ledger, room.target)}"
    return ratio, book.add(Factor("capacity", name, title, (row.id,)))


def _rows(ledger: Ledger, room: Room) -> list[Row]:
    tables = ("link_values", "handling", "agreement_effects", "observations")
    found = [ledger.row(row_id) for row_id in room.rows]
    return [row for row in found if row.table in tables]


def _interval(ledger: Ledger, row: Row) -> _Ratio | None:
    amount = ledger.amount(row)
    if not amount.value or amount.value <= 0:
        return None
    low = amount.value if amount.low is None else amount.low
    high = amount.value if amount.high is None else amount.high
    ratio = _Ratio(max(low, 0.0) / amount.value, 1.0, high / amount.value)
    if amount.qualifier == "exact":
        return _Ratio(max(ratio.low, 1 - _ROUND), 1.0, min(ratio.high, 1 + _ROUND))
    return ratio


def _load(region: Region, room: Room, book: FactorBook) -> tuple[_Ratio, str]:
    """Return what trains, trucks or ships carry, as parts of what the limit is taken for."""
    found = _carried(region, room)
    if found is None or found.t_per_month is None:
        return _EXACT, ""
    tonnes = found.t_per_month
    base = tonnes.median if found.unit == _BOXES else tonnes.high
    ratio = _Ratio(tonnes.low / base, tonnes.median / base, tonnes.high / base)
    if found.kind == "fleet" and tonnes.rows:
        title = f"Sailings and loads on {name_of(region.ledger, room.target)}"
        return ratio, book.add(Factor("capacity", "+".join(tonnes.rows), title, tonnes.rows))
    name = "+".join(tonnes.assumptions) or "+".join(tonnes.rows)
    words = " and ".join(one.replace("_", " ") for one in tonnes.assumptions)
    return ratio, book.add(Factor("load", name, f"Load: {words or name}", tonnes.rows))


def _carried(region: Region, room: Room) -> Capacity | None:
    """Return the capacity of a link that a limit was made of; None where it is none of a link."""
    rows = value_rows(region.ledger, region.months[0].replace(day=_MIDDLE), room.goods[0])
    if room.target not in rows.links:
        return None
    known = link_capacities(rows.links[room.target], rows)
    return next((one for one in known if one.kind == room.kind), None)
