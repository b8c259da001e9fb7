"""The calendar: which links existed, were open and were permitted on a day (C4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from caspia.ledger import holds_on
from caspia.network.model import LinkState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from caspia.ledger import Row
    from caspia.network.model import Status
    from caspia.network.rows import NetworkRows

_BY_STATUS: Mapping[str, Status] = {
    "open": "open",
    "restricted": "restricted",
    "closed": "closed",
    "suspended": "closed",
    "planned": "planned",
    "construction": "planned",
}
# A link is as open as the least open of what speaks of it.
_RANK: tuple[Status, ...] = ("closed", "planned", "restricted", "open")
_NOT_YET = frozenset({"proposed", "signed"})


class Finding(NamedTuple):
    """One thing that a link needs to be open, how it stands, and the rows that say so."""

    status: Status
    rows: tuple[str, ...]


def link_states(rows: NetworkRows, on: date) -> dict[str, LinkState]:
    """Return how every physical link stood on a day.

    A link is open when it exists, its status is open and every agreement with a ``permits`` effect
    on it is in force. An effect with dates of its own is needed only between them.

    Parameters
    ----------
    rows : NetworkRows
        Links, statuses, effects and standings of agreements.
    on : date
        The day.

    Returns
    -------
    dict of str to LinkState
        By link, in the order of their ids.
    """
    return {link_id: _state(link_id, rows, on) for link_id in rows.links}


def _state(link_id: str, rows: NetworkRows, on: date) -> LinkState:
    link = rows.links[link_id]
    findings = [
        _existence(link, on),
        _standing(link_id, rows, on),
        *(
            _permission(effect, rows, on)
            for effect in rows.effects.get(link_id, ())
            if effect["effect"] == "permits" and holds_on(effect, on)
        ),
    ]
    status = min((finding.status for finding in findings), key=_RANK.index)
    return LinkState(link_id, status, _because(status, findings))


def _because(status: Status, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Name the rows that made the status; of an open link all that it rests on."""
    deciding = findings if status == "open" else [f for f in findings if f.status == status]
    return tuple(dict.fromkeys(row for finding in deciding for row in finding.rows))


def _existence(link: Row, on: date) -> Finding:
    starts, ends = link["exists_from"], link["exists_to"]
    if starts is not None and on < starts:
        return Finding("planned", (link.id,))
    if ends is not None and on >= ends:
        return Finding("closed", (link.id,))
    return Finding("open", (link.id,))


def _standing(link_id: str, rows: NetworkRows, on: date) -> Finding:
    statuses = rows.statuses.get(link_id, ())
    held = [row for row in statuses if holds_on(row, on)]
    if held:
        found = min(held, key=lambda row: _RANK.index(_BY_STATUS[row["status"]]))
        return Finding(_BY_STATUS[found["status"]], (found.id, *_reason(found, rows)))
    # Between two intervals nothing says that it was open; before the first it was not yet there.
    past = [row for row in statuses if row["valid_to"] is not None and row["valid_to"] <= on]
    if past:
        return Finding("closed", tuple(row.id for row in past[-1:]))
    return Finding("planned", tuple(row.id for row in statuses[:1]) or (link_id,))


def _permission(effect: Row, rows: NetworkRows, on: date) -> Finding:
    """Tell whether the agreement of a permit is in force; if not, not yet or no longer."""
    standings = rows.standings.get(effect["agreement_id"], ())
    held = [row for row in standings if holds_on(row, on)]
    told = (effect.id, effect["agreement_id"])
    if any(row["status"] == "in_force" for row in held):
        in_force = (row for row in held if row["status"] == "in_force")
        return Finding("open", (*told, *(row.id for row in in_force)))
    lapsed = _lapsed(standings, on) or any(row["status"] not in _NOT_YET for row in held)
    reasons = (reason for row in held for reason in _reason(row, rows))
    return Finding("closed" if lapsed else "planned", (*told, *(r.id for r in held), *reasons))


def _lapsed(standings: Iterable[Row], on: date) -> bool:
    return any(
        row["status"] == "in_force" and row["valid_to"] is not None and row["valid_to"] <= on
        for row in standings
    )


def _reason(row: Row, rows: NetworkRows) -> tuple[str, ...]:
    """Return the event or agreement that a row names as its reason."""
    return (row["because"],) if row["because"] in rows.reasons else ()
