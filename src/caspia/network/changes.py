"""What differs between two days: links opened, closed or restricted, and numbers changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caspia.ledger import holds_on
from caspia.network.calendar import differing_rows, state_of
from caspia.network.model import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from caspia.ledger import Ledger, Row
    from caspia.network.calendar import Findings
    from caspia.network.effects import LinkEffect
    from caspia.network.model import ChangeKind, LinkState

    Effects = Mapping[str, tuple[LinkEffect, ...]]
    Values = Mapping[str, tuple[Row, ...]]


def status_changes(
    before: Mapping[str, Findings], after: Mapping[str, Findings]
) -> Iterator[Change]:
    """Yield the links whose status differs, in the order of their ids.

    Parameters
    ----------
    before, after : mapping of str to Findings
        What every link needed on the two days, and how that stood.
    """
    for link_id in sorted(before.keys() & after.keys()):
        if before[link_id] == after[link_id]:
            continue
        was, now = state_of(link_id, before[link_id]), state_of(link_id, after[link_id])
        if was.status != now.status:
            because = differing_rows(before[link_id], after[link_id])
            yield Change(link_id, _kind(was, now), was.status, now.status, because)


def _kind(was: LinkState, now: LinkState) -> ChangeKind:
    if was.passes == now.passes:
        return "status"
    return "opened" if now.passes else "closed"


def number_changes(
    states: Mapping[str, LinkState], before: tuple[Effects, Values], after: tuple[Effects, Values]
) -> Iterator[Change]:
    """Yield the links that pass and on which other effects act or other values hold.

    Parameters
    ----------
    states : mapping of str to LinkState
        How every link stands on the later day.
    before, after : tuple
        Effects in force and values that hold on the two days, by link.
    """
    for link_id, state in states.items():
        if not state.passes or all(
            one.get(link_id) == other.get(link_id) for one, other in zip(before, after, strict=True)
        ):
            continue
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
