"""The calendar: which links existed, were open and were permitted on a day (C4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from caspia.ledger import holds_on
from caspia.network.model import LinkState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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
    """One thing that a link needs to be open, how it stands, and the rows that say so.

    `reasons` are the events and agreements that brought it about.
    """

    status: Status
    rows: tuple[str, ...]
    reasons: tuple[str, ...] = ()


# What a link needs, by name: that it exists, its own status, and each permit by its effect.
Findings = Mapping[str, Finding]


def link_findings(rows: NetworkRows, on: date) -> dict[str, Findings]:
    """Return what every physical link needed to be open on a day, and how that stood.

    A link needs to exist, to have the status open, and that every agreement with a ``permits``
    effect on it is in force. An effect with dates of its own is needed only between them.

    Parameters
    ----------
    rows : NetworkRows
        Links, statuses, effects and standings of agreements.
    on : date
        The day.

    Returns
    -------
    dict of str to mapping of str to Finding
        By link, in the order of their ids: ``existence``, ``status`` and the ids of permits.
    """
    return {link_id: _findings(link_id, rows, on) for link_id in rows.links}


def state_of(link_id: str, findings: Findings) -> LinkState:
    """Return how a link stood: as open as the least open of what it needs."""
    status = min((finding.status for finding in findings.values()), key=_RANK.index)
    return LinkState(link_id, status, _because(status, list(findings.values())))


def differing_rows(before: Findings, after: Findings) -> tuple[str, ...]:
    """Return the rows of what stands otherwise on two days, and what brought the later about.

    A permit that is not needed on a day stands in nobody's way.
    """
    absent = Finding("open", ())
    names = dict.fromkeys((*after, *before))
    pairs = [(before.get(name, absent), after.get(name, absent)) for name in names]
    apart = [(was, now) for was, now in pairs if was.status != now.status]
    later = (row for _, now in apart for row in (*now.reasons, *now.rows))
    earlier = (row for was, _ in apart for row in was.rows)
    return tuple(dict.fromkeys((*later, *earlier)))


def _findings(link_id: str, rows: NetworkRows, on: date) -> Findings:
    found = {
        "existence": _existence(rows.links[link_id], on),
        "status": _standing(link_id, rows, on),
    }
    for effect in rows.effects.get(link_id, ()):
        if effect["effect"] == "permits" and holds_on(effect, on):
            found[effect.id] = _permission(effect, rows, on)
    return found


def _because(status: Status, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Name the rows that made the status; of an open link all that it rests on."""
    deciding = findings if status == "open" else [f for f in findings if f.status == status]
    return tuple(dict.fromkeys(row for one in deciding for row in (*one.rows, *one.reasons)))


def _existence(link: Row, on: date) -> Finding:
    starts, ends = link["exists_from"], link["exists_to"]
    if starts is not None and on < starts:
        return Finding("planned", (link.id,))
    if ends is not None and on >= ends:
        return Finding("closed", (link.id,))
    return Finding("open", (link.id,))


def _standing(link_id: str, rows: NetworkRows, on: date) -> Finding:
    statuses = rows.statuses.get(link_id, ())
    held = rows.highest([row for row in statuses if holds_on(row, on)])
    if held:
        found = min(held, key=lambda row: _RANK.index(_BY_STATUS[row["status"]]))
        return Finding(_BY_STATUS[found["status"]], (found.id,), _reasons([found], rows))
    # Between two intervals nothing says that it was open; before the first it was not yet there.
    past = [row for row in statuses if row["valid_to"] is not None and row["valid_to"] <= on]
    if past:
        return Finding("closed", tuple(row.id for row in past[-1:]))
    return Finding("planned", tuple(row.id for row in statuses[:1]) or (link_id,))


def _permission(effect: Row, rows: NetworkRows, on: date) -> Finding:
    """Tell whether the agreement of a permit is in force; if not, not yet or no longer."""
    standings = rows.standings.get(effect["agreement_id"], ())
    held = rows.highest([row for row in standings if holds_on(row, on)])
    told = (effect.id, effect["agreement_id"])
    in_force = [row for row in held if row["status"] == "in_force"]
    if in_force:
        return Finding("open", (*told, *(r.id for r in in_force)), _reasons(in_force, rows))
    lapsed = _lapsed(standings, on) or any(row["status"] not in _NOT_YET for row in held)
    status: Status = "closed" if lapsed else "planned"
    return Finding(status, (*told, *(row.id for row in held)), _reasons(held, rows))


def _lapsed(standings: Iterable[Row], on: date) -> bool:
    return any(
        row["status"] == "in_force" and row["valid_to"] is not None and row["valid_to"] <= on
        for row in standings
    )


def _reasons(standings: Sequence[Row], rows: NetworkRows) -> tuple[str, ...]:
    """Return the events and agreements that rows name as their reasons."""
    return tuple(row["because"] for row in standings if row["because"] in rows.reasons)
