"""Rows of the ledger as statements about sums of cells over months."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from caspia.demand.cells import cells_between
from caspia.demand.months import FIRST_YEAR, LAST_YEAR, YEARS, covered
from caspia.demand.selection import chosen_rows
from caspia.demand.tables import assumption, goods, goods_named, lines, zones_named
from caspia.demand.tonnes import Size, size_of
from caspia.reconcile.figures import teller_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from caspia.demand.selection import Selector
    from caspia.ledger import Ledger, Row

OPEN = float("inf")
# Readings of values: of what went one way, and of what went both ways.
MONEY = ("value", "turnover")


@dataclass(frozen=True, slots=True)
class Statement:
    """One row, over one period: a sum of cells lies in an interval.

    Attributes
    ----------
    row_id, teller : str
        Which row, whose figure.
    cells : tuple of int
        Places of the cells.
    shares : tuple of float
        Share of each month that the period covers.
    size : Size
        In tonnes, or in USD where `money`.
    floor, top : bool
        Whether the low end and the high end bind.
    money : bool
        It is the value of the cells at their prices.
    one_price : bool
        It is the value of a good that the row names.
    """

    row_id: str
    teller: str
    cells: tuple[int, ...]
    shares: tuple[float, ...]
    size: Size
    floor: bool
    top: bool
    money: bool = False
    one_price: bool = False


@dataclass(frozen=True, slots=True)
class LeftAside:
    """A row that could be used and is not, and why."""

    row_id: str
    why: str


@dataclass(slots=True)
class Gathered:
    """Statements and the rows left aside, while they are gathered."""

    statements: list[Statement] = field(default_factory=list)
    aside: list[LeftAside] = field(default_factory=list)


def gather(ledger: Ledger) -> Gathered:
    """Return what the rows of a ledger say of demand."""
    found = Gathered()
    for row, taker in chosen_rows(ledger):
        if row["valid_to"] is not None and row["valid_to"] <= date(FIRST_YEAR, 1, 1):
            continue
        if row["valid_from"] is not None and row["valid_from"].year > LAST_YEAR:
            continue
        said = _statements(ledger, row, taker)
        if isinstance(said, str):
            found.aside.append(LeftAside(row.id, said))
        else:
            found.statements += said
    return found


def _statements(ledger: Ledger, row: Row, taker: Selector) -> list[Statement] | str:
    """Return what a row says, or why it says nothing."""
    contract = taker.reading == "yearly_top"
    if row["modality"] != "actual" and not contract:
        return f"a {row['modality']} is no evidence of what happened"
    amount = ledger.amount(row)
    size = size_of(amount, taker.reading) if amount.is_known else None
    if size is None:
        return "its figure is no quantity of cargo"
    about = _about(row, taker)
    if isinstance(about, str):
        return about
    places, covers = about
    spans = list(_spans(row, contract=contract))
    if not spans:
        return "its period is not known or reaches outside 2019 to 2025"
    floor, top = _ends(taker.reading, covers)
    size = _widened(size, ledger, row, taker)
    teller = teller_of(ledger, row)
    money = taker.reading in MONEY
    if not (floor or top):
        return "it bounds neither side"
    one_price = money and row["good"] is not None
    return [
        Statement(row.id, teller, places, span, size, floor, top, money, one_price)
        for span in spans
    ]


def _about(row: Row, taker: Selector) -> tuple[tuple[int, ...], set[str]] | str:
    """Return the cells that a row speaks of and how it covers them, or why there are none."""
    names, good_covers = goods_named(row["good"])
    if taker.reading in MONEY:
        names, good_covers = (names if row["good"] else tuple(goods())), "whole"
    origins, origin_covers = _end(taker.origin, row)
    destinations, destination_covers = _end(taker.destination, row)
    covers = {str(good_covers), origin_covers, destination_covers}
    if "none" in covers:
        return "it speaks of a place or good that the table does not tell apart"
    places = cells_between(origins, destinations, names)
    if taker.reading == "turnover":
        places = tuple(sorted({*places, *cells_between(destinations, origins, names)}))
    return (places, covers) if places else "the table has no cell for it"


def _end(end: str, row: Row) -> tuple[tuple[str, ...], str]:
    if end == "any":
        return (), "whole"
    if end in ("subject", "partner"):
        return zones_named(row[end], row["good"] or "")
    return (end,), "whole"


def _ends(reading: str, covers: set[str]) -> tuple[bool, bool]:
    """Return whether the low and the high end bind: a part is a floor, more than all is a top."""
    floor = reading not in ("top", "yearly_top") and "wide" not in covers
    top = "part" not in covers
    return floor, top


def _spans(row: Row, *, contract: bool) -> Iterator[tuple[float, ...]]:
    """Yield the shares of months of each period: one, or each whole year of a contract."""
    start, end = row["valid_from"], row["valid_to"]
    if contract:
        end = end or date(LAST_YEAR + 1, 1, 1)
        periods = [(date(year, 1, 1), date(year + 1, 1, 1)) for year in YEARS if start]
        periods = [one for one in periods if start <= one[0] and one[1] <= end]
    else:
        periods = [(start, end)] if start and end else []
    for first, last in periods:
        shares = covered(first, last)
        if shares is not None and shares.any():
            yield tuple(float(share) for share in shares)


def _widened(size: Size, ledger: Ledger, row: Row, taker: Selector) -> Size:
    """Return a size whose top leaves room for what was not carried or not counted."""
    if taker.reading == "rail":
        road = assumption("road_beside_rail")
        return Size(size.low, size.value * road.value, size.high * road.high)
    if taker.reading == "binds":
        unmet, waiting = assumption("unmet"), _queued(ledger, row)
        value = size.value * (1 + unmet.value) + waiting
        return Size(size.low, value, size.high * (1 + unmet.high) + waiting)
    if taker.reading in MONEY:
        spread = assumption("value_spread").value
        return size.times(1 / spread, 1.0, spread)
    return size


def _queued(ledger: Ledger, row: Row) -> float:
    """Return the tonnes that stood in queues for a pair while a row was told."""
    total = 0.0
    for queue in lines("queues"):
        waiting = ledger.find(queue["row"])
        pair = (queue["origin"], queue["destination"]) == (row["subject"], row["partner"])
        if waiting and pair and row["valid_from"] <= waiting["valid_from"] < row["valid_to"]:
            amount = ledger.amount(waiting)
            total += float(amount.value or 0.0) * assumption(queue["load"]).value
    return total


def prices(places: tuple[int, ...], names: tuple[str, ...]) -> NDArray[np.float64]:
    """Return the price of each cell in USD a tonne.

    Parameters
    ----------
    places : tuple of int
        Cells.
    names : tuple of str
        Good of every cell of the table.
    """
    return np.array([goods()[names[place]].price_usd_per_t for place in places], float)
