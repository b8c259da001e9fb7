"""What differs between two days: links opened, closed or restricted, and numbers changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.ledger import holds_on
from caspia.network.model import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from caspia.ledger import Ledger, Row
    from caspia.network.effects import LinkEffect
    from caspia.network.model import ChangeKind, LinkState

    Effects = Mapping[str, tuple[LinkEffect, ...]]
    Values = Mapping[str, tuple[Row, ...]]


def status_changes(
    before: Mapping[str, LinkState], after: Mapping[str, LinkState]
) -> Iterator[Change]:
    """Yield the links whose status differs, in the order of their ids.

    What says so is what speaks of the later state and not of the earlier one, and the other way
    round: the rows that are common to both did not bring the change about.
    """
    for link_id in sorted(before.keys() & after.keys()):
        was, now = before[link_id], after[link_id]
        if was.status == now.status:
            continue
        common = set(was.because) & set(now.because)
        because = tuple(row for row in (*now.because, *was.because) if row not in common)
        yield Change(
            link_id, _kind(was, now), was.status, now.status, tuple(dict.fromkeys(because))
        )


def _kind(was: LinkState, now: LinkState) -> ChangeKind:
    if was.passes == now.passes:
        return "status"
    return "opened" if now.passes else "closed"


def number_changes(
    states: Mapping[str, LinkState], before: tuple[Effects, Values], after: tuple[Effects, Values]
) -> Iterator[Change]:
    """Yield the links on which other effects act or other values hold.

    Parameters
    ----------
    states : mapping of str to LinkState
        How every link stands on the later day.
    before, after : tuple
        Effects in force and values that hold on the two days, by link.
    """
    for link_id, state in states.items():
        was = {e.effect_id: (e.kind, e.because) for e in before[0].get(link_id, ())}
        now = {e.effect_id: (e.kind, e.because) for e in after[0].get(link_id, ())}
        was |= {row.id: (row["attribute"], (row.id,)) for row in before[1].get(link_id, ())}
        now |= {row.id: (row["attribute"], (row.id,)) for row in after[1].get(link_id, ())}
        differing = [now.get(key) or was[key] for key in sorted(was.keys() ^ now.keys())]
        if differing:
            what = ", ".join(dict.fromkeys(kind for kind, _ in differing))
            because = tuple(dict.fromkeys(row for _, rows in differing for row in rows))
            yield Change(link_id, "values", state.status, state.status, because, what)


def values_on(ledger: Ledger, on: date) -> dict[str, tuple[Row, ...]]:
    """Return by link the values that hold on a day."""
    found: dict[str, list[Row]] = {}
    for row in ledger.rows("link_values"):
        if holds_on(row, on):
            found.setdefault(row["link_id"], []).append(row)
    return {link_id: tuple(rows) for link_id, rows in found.items()}
