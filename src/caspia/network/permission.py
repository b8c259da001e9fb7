"""Who may cross a state on a day: what is forbidden or avoided, and what transit costs beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.ledger import holds_on
from caspia.network.assumptions import assumption_rows
from caspia.network.measures import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from caspia.ledger import Ledger, Row

_FORBIDDEN = "forbidden"
# Modes that hand over at a border what they carry: a line that comes up to it is no transit yet.
HANDED_OVER = frozenset({"gas_pipeline", "oil_pipeline"})


@dataclass(frozen=True, slots=True)
class Permission:
    """What holds for cargo that crosses a state.

    Attributes
    ----------
    permission_id : str
        Its row.
    state : str
        The state crossed, or a bloc that it belongs to.
    mode : str
        Mode of transport; empty for all.
    good, goods_meant : str
        What it speaks of, as an id or in words; both empty for all.
    bound : tuple of str
        Whose cargo or carriers it binds; none for all.
    standing : str
        ``permitted``, ``restricted`` or ``forbidden``.
    refusing : Value or None
        Percent of shippers bound that send nothing this way though they may.
    added_cost_usd_per_t : Value or None
        What insurance, payment and papers add.
    added_risk : Value or None
        Chance in percent that a shipment is held or lost.
    why, because : str
        The words that it rests on, and the rule or event.
    """

    permission_id: str
    state: str
    mode: str
    good: str
    goods_meant: str
    bound: tuple[str, ...]
    standing: str
    refusing: Value | None
    added_cost_usd_per_t: Value | None
    added_risk: Value | None
    why: str
    because: str

    @property
    def for_all(self) -> bool:
        """Whether it binds all cargo of its mode and good, whoever sends it."""
        return not self.bound and not self.goods_meant

    @property
    def on_paper(self) -> bool:
        """Whether a route that meets it exists on paper only: barred to all, or shunned by most."""
        if self.standing == _FORBIDDEN:
            return self.for_all
        most = assumption_rows()["on_paper_refusing"].value
        return self.refusing is not None and self.refusing.median >= most


def permissions_on(
    ledger: Ledger, on: date, good: str, modes: Mapping[str, Collection[str]]
) -> tuple[Permission, ...]:
    """Return what cargo meets in the states that it crosses.

    Of rows that speak of one state, mode and set of bound parties, the one for the good itself
    stands before the one for all goods.

    Parameters
    ----------
    ledger : Ledger
        What was known.
    on : date
        The day.
    good : str
        What is carried.
    modes : mapping of str to collection of str
        The states crossed, origin and destination left out, with the modes used in each.
    """
    wider = wider_goods(ledger, good)
    members = members_on(ledger, on)
    found: dict[tuple[str, str, tuple[str, ...], str], Row] = {}
    for row in permission_rows(ledger, on):
        states = members.get(row["state"], frozenset({row["state"]}))
        used = {mode for state in states & set(modes) for mode in modes[state]}
        if used and row["mode"] in (None, *used) and row["good"] in (None, *wider):
            key = (row["state"], row["mode"] or "", tuple(row["bound"] or ()), row["goods_meant"])
            found[key] = row
    return tuple(permission_of(row) for row in sorted(found.values(), key=lambda row: row.id))


def permission_rows(ledger: Ledger, on: date) -> list[Row]:
    """Return the rows that hold on a day, those that stand before others last.

    One of a higher layer stands before one of a lower; in a layer one for a good before one for
    all.
    """
    layers = [layer.name for layer in ledger.layers]
    held = (row for row in ledger.rows("transit_permissions") if holds_on(row, on))
    return sorted(held, key=lambda row: (layers.index(row.layer), row["good"] is not None))


def wider_goods(ledger: Ledger, good: str) -> frozenset[str]:
    """Return a good and all wider ones that it is part of."""
    parts = {row.id: row["part_of"] for row in ledger.rows("goods")}
    found: set[str] = set()
    at: str | None = good
    while at:
        found.add(at)
        at = parts.get(at)
    return frozenset(found)


def members_on(ledger: Ledger, on: date) -> dict[str, frozenset[str]]:
    """Return the members of every bloc on a day."""
    found: dict[str, set[str]] = {}
    for row in ledger.rows("memberships", role="member"):
        if holds_on(row, on):
            found.setdefault(row["bloc"], set()).add(row["member"])
    return {bloc: frozenset(states) for bloc, states in found.items()}


def permission_of(row: Row) -> Permission:
    """Return a row of the table as it stands."""
    return Permission(
        row.id,
        row["state"],
        row["mode"] or "",
        row["good"] or "",
        row["goods_meant"] or "",
        tuple(row["bound"] or ()),
        row["standing"],
        _value(row, "refusing"),
        _value(row, "added_cost"),
        _value(row, "added_risk"),
        row["why"],
        row["because"] or "",
    )


def _value(row: Row, column: str) -> Value | None:
    middle: float | None = row[column]
    if middle is None:
        return None
    low, high = row[f"{column}_low"], row[f"{column}_high"]
    ends = (middle if low is None else low, middle if high is None else high)
    return Value(middle, *ends, row["basis"], (row.id,))
