"""What wants to move and cannot: whose, how much, what cut it, and what would move it (C2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines import cuts
from caspia.ledger import name_of
from caspia.network.reopening import reopenings

if TYPE_CHECKING:
    import polars as pl

    from caspia.demand import Cell
    from caspia.flows.engines import Cut, FlowProblem
    from caspia.flows.result import FlowResult, SolvedMonth
    from caspia.network.journey import Reopening

# Less than a tonne is what arithmetic leaves behind.
_LEAST = 1.0


@dataclass(frozen=True, slots=True)
class StrandedCargo:
    """Cargo of one cell that does not arrive.

    Attributes
    ----------
    cell : Cell
        Good, origin and destination.
    tonnes : float
        Of the whole period.
    wanted : float
        What the cell wants to move in the period, in tonnes.
    months : tuple of str
        In which some is left behind.
    limits : tuple of str
        Limits that are used up on the edge of what it can reach.
    closed : tuple of str
        Links that are closed there in some month and open in another.
    refused : tuple of str
        Permissions of states that its shippers would rather not cross.
    told_limits, told_closed : tuple of str
        The same limits and links by name.
    reopenings : tuple of Reopening
        The smallest sets of reopenings that would give it a way, or one beside what is used up and
        what it does not cross; empty where nothing that the ledger knows would do.
    """

    cell: Cell
    tonnes: float
    wanted: float
    months: tuple[str, ...]
    limits: tuple[str, ...]
    closed: tuple[str, ...]
    refused: tuple[str, ...]
    told_limits: tuple[str, ...]
    told_closed: tuple[str, ...]
    reopenings: tuple[Reopening, ...]

    def told(self) -> str:
        """Return it in sentences."""
        cell = self.cell
        text = (
            f"{self.tonnes:,.0f} t of {cell.good} from {cell.origin} to {cell.destination} "
            f"of {self.wanted:,.0f} t cannot move, in {_list(self.months)}."
        )
        parts = [
            ("Used up", self.told_limits),
            ("Closed", self.told_closed),
            ("Not crossed by choice or rule", self.refused),
        ]
        text += "".join(f" {name}: {', '.join(some)}." for name, some in parts if some)
        if self.reopenings:
            ways = " Or ".join(" and ".join(one.says) for one in self.reopenings[:3])
            text += f" {'More' if self.limits else 'It'} would move if {ways}."
        return text


def _list(months: tuple[str, ...]) -> str:
    return months[0] if len(months) == 1 else f"{len(months)} months from {months[0]}"


@dataclass(frozen=True, slots=True)
class _Edge:
    """Links in a month that are no way for more of some cargo: used up, or not to be crossed."""

    month: int
    links: frozenset[str]
    full: bool


@dataclass(slots=True)
class _Found:
    """What is known of a cell while months are read."""

    tonnes: float = 0.0
    months: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    first: _Edge | None = None

    def add(self, month: str, tonnes: float, part: tuple[tuple[str, ...], ...]) -> None:
        """Take up what one cut says: limits, closed links and permissions."""
        limits, closed, refused = part
        self.tonnes += tonnes
        self.months = _with(self.months, (month,))
        self.limits = _with(self.limits, limits)
        self.closed = _with(self.closed, closed)
        self.refused = _with(self.refused, refused)


def _with(these: tuple[str, ...], those: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*these, *those)))


def stranded_cargo(result: FlowResult) -> tuple[StrandedCargo, ...]:
    """Return what is left behind, by tonnes."""
    found: dict[int, _Found] = {}
    for solved in result.solved:
        for cut in cuts(_if_reopened(result, solved), solved.answer):
            if cut.amount >= _LEAST:
                _read(result, solved, cut, found)
    told = [_told(result, cell, one) for cell, one in found.items()]
    return tuple(sorted(told, key=lambda one: (-one.tonnes, one.cell.name)))


def _if_reopened(result: FlowResult, solved: SolvedMonth) -> FlowProblem:
    """Return the problem of a month with what a closed arc would carry: as in its other months.

    Shippers refuse what they refuse, open or closed. Handling is there wherever a link calls for
    it, so that what is closed is always a link.
    """
    arcs, values = result.region.arcs, result.region.values
    shut = ~solved.problem.open[:, 0]
    carried = solved.problem.carried.copy()
    for place, cargo in enumerate(solved.frame.cargo):
        back = shut & values.open[:, :, values.kind_of[cargo.good]].any(axis=0)
        carried[:, place] |= back & ~arcs.refused_by(cargo.shippers)
    handling = np.array([not link for link in arcs.link], dtype=np.bool_)
    return replace(
        solved.problem, carried=carried, open=solved.problem.open | handling[:, np.newaxis]
    )


def _read(result: FlowResult, solved: SolvedMonth, cut: Cut, found: dict[int, _Found]) -> None:
    parts, problem = result.region.parts, solved.problem
    part = int(solved.frame.part[cut.demand])
    one = found.setdefault(int(parts.cell[part]), _Found())
    limits = tuple(problem.limits[place].limit_id for place in cut.caps)
    closed = tuple(dict.fromkeys(result.region.arcs.link[arc] for arc, _ in cut.closed))
    refused = tuple(sorted(parts.shippers[part].refused))
    month = f"{result.region.months[solved.month]:%Y-%m}"
    one.add(month, cut.amount, (limits, tuple(filter(None, closed)), refused))
    if one.first is None or (one.first.full and not limits):
        one.first = _Edge(solved.month, _barred(result, solved, cut), bool(limits))


def _barred(result: FlowResult, solved: SolvedMonth, cut: Cut) -> frozenset[str]:
    """Return the links that are no way for more: of limits used up, and of states not crossed."""
    arcs = result.region.arcs
    barred = arcs.refused_by(result.region.parts.shippers[int(solved.frame.part[cut.demand])])
    for limit in cut.caps:
        barred[list(solved.problem.limits[limit].arcs)] = True
    return frozenset(arcs.link[arc] for arc in barred.nonzero()[0]) - {""}


def _told(result: FlowResult, place: int, one: _Found) -> StrandedCargo:
    table = result.region.demand
    cell = table.cells[place]
    ways: tuple[Reopening, ...] = ()
    if one.first is not None:
        network = result.region.values.networks[one.first.month]
        ends = cell.origin_node, cell.destination_node
        sets = reopenings(network, *ends, cell.good, without=one.first.links)
        # An empty set says that there is a way: what is missing is not a reopening.
        ways = tuple(some for some in sets if some.causes)
    return StrandedCargo(
        cell,
        one.tonnes,
        float(table.tonnes[place].sum()),
        one.months,
        one.limits,
        one.closed,
        one.refused,
        tuple(dict.fromkeys(_named_limit(result, limit) for limit in one.limits)),
        tuple(name_of(result.region.ledger, link) for link in one.closed),
        ways,
    )


def _named_limit(result: FlowResult, limit: str) -> str:
    room = next(room for room in result.region.rooms if room.room_id == limit)
    name = name_of(result.region.ledger, room.target)
    return f"{name} ({room.kind.replace('_', ' ')} limit)"


def stranded_table(result: FlowResult) -> pl.DataFrame:
    """Return a line per cell that is left behind.

    Columns: ``origin``, ``destination``, ``good``, ``tonnes``, ``wanted_tonnes``, ``months``,
    ``limits``, ``closed``, ``refused``, ``reopenings``, ``told``.
    """
    import polars as pl

    found = result.left_behind
    return pl.DataFrame(
        {
            "origin": [one.cell.origin for one in found],
            "destination": [one.cell.destination for one in found],
            "good": [one.cell.good for one in found],
            "tonnes": [one.tonnes for one in found],
            "wanted_tonnes": [one.wanted for one in found],
            "months": [list(one.months) for one in found],
            "limits": [list(one.limits) for one in found],
            "closed": [list(one.closed) for one in found],
            "refused": [list(one.refused) for one in found],
            "reopenings": [["; ".join(way.says) for way in one.reopenings] for one in found],
            "told": [one.told() for one in found],
        },
        schema={
            "origin": str,
            "destination": str,
            "good": str,
            "tonnes": float,
            "wanted_tonnes": float,
            **dict.fromkeys(("months", "limits", "closed", "refused", "reopenings"), list[str]),
            "told": str,
        },
    )
