"""Who will not cross a state: demand in parts by what its shippers refuse.

A permission says which share of shippers stays away from a state. Shippers differ in one thing, how
much they avoid; one who crosses the more avoided state crosses the less avoided as well. So the
parts of a cell are nested, and each share is kept exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.demand import zones
from caspia.ledger import holds_on
from caspia.network.permission import (
    Permission,
    members_on,
    permission_of,
    permission_rows,
    wider_goods,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from caspia.demand import Cell
    from caspia.ledger import Ledger, Row

_FORBIDDEN = "forbidden"
_GAS = "natural_gas"
_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Crossing:
    """A permission as it stands for some cargo.

    Attributes
    ----------
    permission : Permission
        Its row.
    states : frozenset of str
        The states crossed.
    refusing : float
        Share of shippers that stay away, 0 to 1.
    """

    permission: Permission
    states: frozenset[str]
    refusing: float


@dataclass(frozen=True, slots=True)
class Shippers:
    """A part of the shippers of a cell.

    Attributes
    ----------
    share : float
        Of the cell's tonnes.
    met : tuple of Crossing
        All that holds for the cargo, whether they cross or not: what it adds in money and risk.
    refused : frozenset of str
        Ids of the permissions whose crossing they refuse.
    """

    share: float
    met: tuple[Crossing, ...]
    refused: frozenset[str]

    @property
    def key(self) -> tuple[str, ...]:
        """What tells cargo apart: what it meets, and what its shippers refuse."""
        return tuple(
            f"{one.permission.permission_id}{'!' if self.refuses(one) else ''}" for one in self.met
        )

    def refuses(self, crossing: Crossing) -> bool:
        """Tell whether they stay away."""
        return crossing.permission.permission_id in self.refused


def crossings_on(ledger: Ledger, on: date, good: str) -> tuple[Crossing, ...]:
    """Return what holds on a day for a good, whoever sends it.

    Of rows that speak of one state, mode and set of bound parties, the one for the good itself
    stands before the one for all goods. What speaks in words of some goods among many, or of
    carriers from somewhere, is no share of the cargo and is left out. A line of gas has one shipper
    and a contract: no share of many stays away, so only what is said of gas itself holds for it.
    """
    wider = {good} if good == _GAS else {None, *wider_goods(ledger, good)}
    found: dict[tuple[object, ...], Row] = {}
    for row in permission_rows(ledger, on):
        if not row["goods_meant"] and row["good"] in wider:
            found[row["state"], row["mode"], tuple(row["bound"] or ())] = row
    members = members_on(ledger, on)
    return tuple(_crossing(row, members) for row in sorted(found.values(), key=lambda row: row.id))


def left_out_on(ledger: Ledger, on: date) -> tuple[str, ...]:
    """Return the permissions that hold on a day and are no share of any cargo."""
    rows = (row for row in ledger.rows("transit_permissions") if holds_on(row, on))
    return tuple(sorted(row.id for row in rows if row["goods_meant"]))


def _crossing(row: Row, members: dict[str, frozenset[str]]) -> Crossing:
    permission = permission_of(row)
    states = members.get(permission.state, frozenset()) | {permission.state}
    if permission.standing == _FORBIDDEN:
        return Crossing(permission, states, 1.0)
    refusing = permission.refusing.median / _WHOLE if permission.refusing else 0.0
    return Crossing(permission, states, refusing)


def shippers_of(cell: Cell, crossings: Sequence[Crossing]) -> tuple[Shippers, ...]:
    """Return the parts of a cell, the most wary first; their shares add up to one.

    Parameters
    ----------
    cell : Cell
        Where its cargo begins and ends.
    crossings : sequence of Crossing
        What holds for its good.
    """
    met = tuple(one for one in crossings if _meets(cell, one))
    levels = sorted({one.refusing for one in met if one.refusing > 0})
    parts, below = [], 0.0
    for level in [*levels, 1.0]:
        if level > below:
            refused = frozenset(
                one.permission.permission_id for one in met if one.refusing >= level
            )
            parts.append(Shippers(level - below, met, refused))
            below = level
    return tuple(parts)


def _meets(cell: Cell, crossing: Crossing) -> bool:
    """Tell whether a permission is about transit of the cell's cargo, and binds it."""
    ends = zones()[cell.origin].states, zones()[cell.destination].states
    if crossing.states & (ends[0] | ends[1]):
        return False
    bound = set(crossing.permission.bound)
    return not bound or bool(bound & (ends[0] | ends[1]))
