"""What demand may be, and who may stay away from a state: each with the source that is shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.demand import goods as demand_goods
from caspia.demand import zones
from caspia.ledger import name_of
from caspia.scenarios.ensembles.factor import Factor
from caspia.scenarios.ensembles.spans import LooseSpans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.demand import Cell
    from caspia.flows import Region
    from caspia.flows.shippers import Shippers
    from caspia.ledger import Ledger
    from caspia.network.permission import Permission
    from caspia.scenarios.ensembles.factor import FactorBook

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]

_PERMISSION = {
    "added_cost_usd_per_t": "Cost of crossing",
    "added_risk": "Risk of crossing",
    "refusing": "Who stays away from",
}


def demand_spans(region: Region, book: FactorBook) -> LooseSpans:
    """Return tonnes by cell and month, shape (cells, months); each cell moves alone.

    What rows tell of sums of cells is kept by `KnownSums`.
    """
    table = region.demand
    owner = np.full(table.tonnes.shape, "", dtype=object)
    for place, cell in enumerate(table.cells):
        rows = tuple(dict.fromkeys(row for year in table.rows[place] for row in year))
        title = f"Demand: {words_of([cell])}"
        owner[place] = book.add(Factor("demand", cell.name, title, rows))
    return LooseSpans(table.tonnes, table.low, table.high, owner)


def words_of(cells: Sequence[Cell]) -> str:
    """Return what cells are in words: the first, and how many more."""
    first = cells[0]
    ends = (zones()[end].name for end in (first.origin, first.destination))
    more = f" and {len(cells) - 1} more" if len(cells) > 1 else ""
    return f"{demand_goods()[first.good].label} from {' to '.join(ends)}{more}"


def permission_spans(
    ledger: Ledger, permissions: Sequence[Permission], column: str, scale: float, book: FactorBook
) -> LooseSpans:
    """Return a number of every permission, shape (permissions,), in parts of its unit.

    Parameters
    ----------
    ledger : Ledger
        For names.
    permissions : sequence of Permission
        By id.
    column : str
        ``added_cost_usd_per_t``, ``added_risk`` or ``refusing``.
    scale : float
        By what it is multiplied.
    book : FactorBook
        For the facts.
    """
    ends, owner = [], []
    for one in permissions:
        value = getattr(one, column)
        ends.append((value.low, value.median, value.high) if value else (0.0, 0.0, 0.0))
        title = f"{_PERMISSION[column]} {_crossing(ledger, one)}"
        rows = tuple(value.rows) if value else ()
        factor = Factor("permission", f"{one.permission_id}.{column}", title, rows)
        owner.append(book.add(factor) if value else "")
    table = scale * np.array(ends).reshape(-1, 3)
    return LooseSpans(table[:, 1], table[:, 0], table[:, 2], np.array(owner, dtype=object))


def _crossing(ledger: Ledger, one: Permission) -> str:
    """Return what a permission is about in words: a state, the mode, the good, whose cargo.

    One of no state is of cargo between ports that never looks at the land.
    """
    if not one.state:
        return f"the land ({one.permission_id.replace('-', ' ')})"
    found = name_of(ledger, one.state)
    if one.mode:
        found += f" by {one.mode.replace('_', ' ')}"
    if one.good:
        found += f" with {demand_goods()[one.good].label.lower()}"
    bound = [name_of(ledger, party) for party in one.bound]
    more = f" and {len(bound) - 1} more" if len(bound) > 1 else ""
    return f"{found}, cargo of {bound[0]}{more}" if bound else found


@dataclass(frozen=True, slots=True)
class Refusing:
    """How the shares of parts follow from how many stay away; p parts.

    Attributes
    ----------
    least : int64, shape (p, most)
        Permissions that a part refuses, filled up with one that all refuse.
    most : int64, shape (p, others)
        Permissions that it meets and does not refuse, filled up with one that nobody refuses.
    cell : int32, shape (p,)
        The cell of each part.
    share : float64, shape (p, months)
        Shares as they are.
    base : float64, shape (p,)
        The width of each part where nothing is drawn; zero where its shares do not follow.
    """

    least: Places
    most: Places
    cell: NDArray[np.int32]
    share: Numbers
    base: Numbers

    def shares(self, refusing: Numbers) -> Numbers:
        """Return the shares of parts where so many stay away, shape (parts, months).

        Where levels change their order, parts that are not there are shared out among the others.

        Parameters
        ----------
        refusing : float64, shape (permissions,)
            Parts of shippers that stay away, 0 to 1.
        """
        width = _width(np.clip(refusing, 0.0, 1.0), self.least, self.most)
        ratio = np.divide(width, self.base, out=np.ones_like(width), where=self.base > 0)
        found = self.share * ratio[:, None]
        whole, before = np.zeros((2, self.cell.max(initial=-1) + 1, found.shape[1]))
        np.add.at(whole, self.cell, found)
        np.add.at(before, self.cell, self.share)
        fitted = np.divide(before, whole, out=np.ones_like(whole), where=whole > 0)
        # Where all that are left come to nothing, the shares stay.
        return np.asarray(np.where(whole[self.cell] > 0, found * fitted[self.cell], self.share))


def _width(refusing: Numbers, least: Places, most: Places) -> Numbers:
    known = np.concatenate([refusing, [1.0, 0.0]])
    return np.asarray(np.maximum(known[least].min(axis=1) - known[most].max(axis=1), 0.0))


def refusing_of(region: Region, permissions: Sequence[Permission], level: Numbers) -> Refusing:
    """Return how shares follow from how many stay away.

    Parameters
    ----------
    region : Region
        With the parts.
    permissions : sequence of Permission
        By id.
    level : float64, shape (permissions,)
        How many stay away as it is, 0 to 1.
    """
    number = {one.permission_id: place for place, one in enumerate(permissions)}
    parts = region.parts
    met = [[number[one.permission.permission_id] for one in part.met] for part in parts.shippers]
    refused = [sorted(number[one] for one in part.refused) for part in parts.shippers]
    others = [sorted(set(ours) - set(no)) for ours, no in zip(met, refused, strict=True)]
    least = _filled(refused, len(permissions))
    most = _filled(others, len(permissions) + 1)
    base = _width(level, least, most)
    follows = np.array([_follows(part) for part in parts.shippers])
    return Refusing(least, most, parts.cell, parts.share, np.where(follows, base, 0.0))


def _follows(part: Shippers) -> bool:
    return bool(part.met)


def _filled(lists: Sequence[list[int]], filler: int) -> Places:
    width = max((len(one) for one in lists), default=0) + 1
    return np.array([[*one, *[filler] * (width - len(one))] for one in lists], dtype=np.int64)
